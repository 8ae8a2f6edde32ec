"""What somebody committed to, as lists show it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.conf import settings

from content.atlas import atlas
from jobs.icalendar import Day

from .models import Commitment, Learner


@dataclass(frozen=True, slots=True)
class CommitmentLine:
    """`url` is the unit's: its doors change the commitment."""

    text: str
    owner: str
    due: date | None
    unit: str
    url: str
    done: bool
    overdue: bool


def commitments_of(learner: Learner | None, today: date) -> list[CommitmentLine]:
    """Open ones first, the earliest date on top, those without a date last. One statement."""
    if learner is None:
        return []
    lines = [_line(row, today) for row in Commitment.objects.filter(learner=learner)]
    return sorted(
        (line for line in lines if line),
        key=lambda line: (line.done, line.due is None, line.due or today, line.unit),
    )


def _line(row: Commitment, today: date) -> CommitmentLine | None:
    """None where the unit is gone for good."""
    unit = atlas().read_as(row.unit_id)
    if unit is None:
        return None
    done = row.done_at is not None
    return CommitmentLine(row.text, row.owner, row.due, unit.title, unit.url, done, row.overdue(today))


def days_of(lines: list[CommitmentLine]) -> Iterator[Day]:
    """What is still to be done and has a day."""
    for line in lines:
        if line.due and not line.done:
            title = f"{line.text} ({line.owner})" if line.owner else line.text
            link = f"{settings.BASE_URL}{line.url}"
            yield Day(f"commitment-{line.url.strip('/').replace('/', '-')}", line.due, title, line.unit, link)
