"""A page becomes public only where a module above the models lets it; that module puts its function here."""

from collections.abc import Callable
from typing import Any, ClassVar


class GuardedPublishing:
    """However it is published (form, list, workflow, schedule, import), `gate` is asked first."""

    gate: ClassVar[Callable[[Any], None]]

    def publish(self, revision: Any, *args: object, **kwargs: object) -> object:
        type(self).gate(revision.as_object())
        return super().publish(revision, *args, **kwargs)

    def save(self, *args: object, **kwargs: object) -> object:
        """The last net: Wagtail's own page API makes a version live without asking the page."""
        if self._goes_live():
            type(self).gate(self)
        return super().save(*args, **kwargs)

    def _goes_live(self) -> bool:
        """With a version that the database does not hold as the live one; an alias follows its original."""
        version = self.live and not self.alias_of_id and self.live_revision_id
        if not version:
            return False
        same = type(self)._base_manager.filter(pk=self.pk, live=True, live_revision=version)
        return not same.exists()
