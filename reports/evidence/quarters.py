"""Quarters of the calendar: the only periods an evidence pack has, so that no two of them overlap."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

MONTHS = 3


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """`starts` is the first day of January, April, July or October."""

    starts: date

    @property
    def ends(self) -> date:
        """The first day that no longer belongs to it."""
        year, month = divmod(self.starts.month - 1 + MONTHS, 12)
        return date(self.starts.year + year, month + 1, 1)

    @property
    def since(self) -> datetime:
        return datetime.combine(self.starts, time(), UTC)

    @property
    def until(self) -> datetime:
        return datetime.combine(self.ends, time(), UTC)

    @property
    def key(self) -> str:
        """ "2026-1" to "2026-4"."""
        return f"{self.starts.year}-{(self.starts.month - 1) // MONTHS + 1}"

    @property
    def label(self) -> str:
        """ "January to March 2026"."""
        last = date(self.starts.year, self.starts.month + MONTHS - 1, 1)
        return f"{self.starts:%B} to {last:%B %Y}"

    def over(self, today: date) -> bool:
        return today >= self.ends


def quarter_of(day: date) -> Quarter:
    return Quarter(date(day.year, (day.month - 1) // MONTHS * MONTHS + 1, 1))


def quarters(first: date, today: date) -> list[Quarter]:
    """From the one of today back to the one that `first` lies in."""
    found = [quarter_of(today)]
    while found[-1].starts > first:
        found.append(quarter_of(date.fromordinal(found[-1].starts.toordinal() - 1)))
    return found
