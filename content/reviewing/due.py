"""What is due for review: published units past their date or near it, the oldest date first."""

from dataclasses import dataclass
from datetime import date, timedelta

from content.models import ReviewReminder, Unit

SOON = timedelta(days=30)
Stage = ReviewReminder.Stage


@dataclass(frozen=True, slots=True)
class Due:
    """`days` are left, below zero past."""

    page: Unit
    stage: str
    days: int

    @property
    def overdue(self) -> bool:
        return self.stage == Stage.OVERDUE


def due(today: date) -> list[Due]:
    """The day itself is still in time. Withdrawn units and drafts are nobody's to check."""
    units = Unit.objects.live().filter(review_by__lte=today + SOON, alias_of=None)
    return [
        Due(unit, Stage.OVERDUE if unit.review_by < today else Stage.SOON, (unit.review_by - today).days)
        for unit in units.order_by("review_by", "title").select_related("locale")
    ]
