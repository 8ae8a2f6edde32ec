"""A line of an edit form that leads to a section of the handbook."""

from typing import Any

from django.utils.functional import Promise
from wagtail.admin.panels import Panel


class How(Panel):
    """Holds no field; `section` is an anchor of docs/editors.md, `about` says what it is about.

    Where a form may be without the field `beside` it, it is without this line too; `alone` it has no heading.
    """

    def __init__(
        self, section: str, about: str | Promise, beside: str = "", alone: bool = False, **given: Any
    ) -> None:
        super().__init__(**given)
        self.said = {"section": section, "about": about, "alone": alone}
        self.beside = beside

    def clone_kwargs(self) -> dict[str, Any]:
        return {**super().clone_kwargs(), **self.said, "beside": self.beside}

    @property
    def clean_name(self) -> str:
        return "how"

    class BoundPanel(Panel.BoundPanel):
        template_name = "content/admin/_how.html"

        def is_shown(self) -> bool:
            beside = self.panel.beside
            return super().is_shown() and (not beside or beside in self.form.fields)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            return context | self.panel.said
