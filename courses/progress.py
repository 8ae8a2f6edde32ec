"""Where a learner stands: a unit's status and minutes left, a module's sums; nothing here is ever stored."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

Status = Literal["not_started", "in_progress", "completed"]


@dataclass(frozen=True, slots=True)
class Standing:
    """One unit and one learner: its stated minutes (at least 1), and how much of it lies behind (0 to 1).

    `behind` is None when the unit was never begun; that is not the same as 0, which is its first section.
    """

    unit: int
    minutes: int
    behind: Fraction | None = None
    completed: bool = False

    def __post_init__(self) -> None:
        if self.minutes < 1:
            raise ValueError("A unit takes at least one minute.")
        if self.behind is not None and not 0 <= self.behind.numerator <= self.behind.denominator:
            raise ValueError("What lies behind is a share between 0 and 1.")

    @property
    def status(self) -> Status:
        if self.completed:
            return "completed"
        return "not_started" if self.behind is None else "in_progress"

    @property
    def minutes_left(self) -> int:
        """Whole minutes, rounded up: 0 when completed, otherwise between 1 and the stated minutes."""
        if self.completed:
            return 0
        if self.behind is None:
            return self.minutes
        # In whole numbers, which takes a tenth of what fractions take; a first page adds up every unit.
        behind, of = self.behind.numerator, self.behind.denominator
        return max(1, -(-self.minutes * (of - behind) // of))


@dataclass(frozen=True, slots=True)
class Outline:
    """Sums over some units: how many are done, of how many, minutes left, and the share of minutes done."""

    done: int
    total: int
    minutes_left: int
    minutes: int

    @property
    def share(self) -> Fraction | None:
        """Minutes behind out of all minutes, 0 to 1; None where there is nothing to do."""
        return Fraction(self.minutes - self.minutes_left, self.minutes) if self.minutes else None

    @property
    def percent(self) -> int | None:
        """The share for the width of a bar, 0 to 100, rounded down: 100 means all; None where nothing."""
        return None if self.share is None else int(self.share * 100)


def outline(standings: Iterable[Standing]) -> Outline:
    """The sums of some units; of none, everything is 0 and the share None."""
    rows = list(standings)
    return Outline(
        done=sum(row.completed for row in rows),
        total=len(rows),
        minutes_left=sum(row.minutes_left for row in rows),
        minutes=sum(row.minutes for row in rows),
    )


def behind_section(minutes: Sequence[int], number: int) -> Fraction:
    """The share before section `number` (counted from 1) of a text whose sections take these minutes.

    A number past the last section counts as the last one; without sections, or when none states a minute,
    nothing lies behind. Raises ValueError for a number below 1 or negative minutes.
    """
    if number < 1 or any(each < 0 for each in minutes):
        raise ValueError("Sections count from 1 and take no negative minutes.")
    total = sum(minutes)
    before = sum(minutes[: min(number, len(minutes)) - 1]) if minutes else 0
    return Fraction(before, total) if total else Fraction(0)


def behind_seconds(played: float, duration: float) -> Fraction:
    """The share of a film that was really played; never more than 1, and 0 when its length is not known."""
    if duration <= 0 or played <= 0:
        return Fraction(0)
    return min(Fraction(1), Fraction(played) / Fraction(duration))


def behind_answers(answered: int, drawn: int) -> Fraction:
    """The share of a check's drawn questions that are answered."""
    return min(Fraction(1), Fraction(max(0, answered), drawn)) if drawn > 0 else Fraction(0)
