"""The panel of a decision's edit page that works it through: its author sees what the formulas mean."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel

from content.exercise_pages import exercise
from content.exercises.telling import WorkedThrough, worked_through
from content.models import DecisionPage, Unit
from content.parsing.faults import FaultsFound

AFTER = "findings"


def worked_of(page: Unit) -> WorkedThrough | None:
    """Of the page as it is in memory; None while something is wrong with it."""
    if not isinstance(page, DecisionPage):
        return None
    try:
        return worked_through(exercise(page))
    except FaultsFound:
        return None


class WorkedPanel(Panel):
    """Holds no field; static/js/admin_checks.js renews it together with the course checks."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "content/admin/worked_panel.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            return context | {"worked": worked_of(self.instance)}


def install() -> None:
    panels = list(DecisionPage.content_panels)
    place = next(n for n, panel in enumerate(panels) if getattr(panel, "field_name", "") == AFTER)
    panels.insert(place + 1, WorkedPanel(heading=_("Worked through"), icon="cogs"))
    DecisionPage.content_panels = panels
