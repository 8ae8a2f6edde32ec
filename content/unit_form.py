"""The edit form of a unit: Publish shows what is missing under the fields, before anything is saved."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.forms.utils import ErrorList
from django.utils import timezone
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.blocks import StreamBlockValidationError, StructBlockValidationError

from content.lint import Remark
from content.models import Unit
from content.publishing import errors_of
from content.targets import target_of


class UnitForm(WagtailAdminPageForm):
    def _post_clean(self) -> None:
        """Here the page holds what was typed; a draft is saved with whatever it lacks."""
        super()._post_clean()
        if "action-publish" in self.data and not self.is_deferred_validation:
            self._refuse(errors_of(self.instance, timezone.localdate()))

    def _refuse(self, remarks: Iterable[Remark]) -> None:
        by_field: dict[str, list[tuple[int | None, str]]] = {}
        for remark in remarks:
            target = target_of(self.instance, remark)
            by_field.setdefault(target.field, []).append((target.number, remark.message))
        for field, found in by_field.items():
            # What Wagtail itself found there is said already, and kept the new words out of the page.
            if field not in self.fields:
                self.add_error(None, [message for _number, message in found])
            elif field not in self.errors:
                self.add_error(field, _error(self.fields[field], found))


def _error(field: Any, found: list[tuple[int | None, str]]) -> ValidationError:
    """For blocks one that stands at the block it is about."""
    if not hasattr(field, "block"):
        return ValidationError([message for _number, message in found])
    general = [message for number, message in found if number is None]
    inside: dict[int, list[str]] = {}
    for number, message in found:
        if number is not None:
            inside.setdefault(number, []).append(message)
    errors = {
        number: StructBlockValidationError(non_block_errors=messages) for number, messages in inside.items()
    }
    return StreamBlockValidationError(block_errors=errors, non_block_errors=ErrorList(general))


def install() -> None:
    Unit.base_form_class = UnitForm
