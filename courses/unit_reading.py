"""How far readers of a unit get and how long it takes: counts in whole fives, nothing about fewer than five.

A place keeps the section where a reader was last, and whether the end was ever reached: whoever went back
and left there counts where they left. Counting in fives keeps two looks, or two lines, from telling about
one person.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

GROUP = 5


@dataclass(frozen=True, slots=True)
class Reader:
    """`section` is the number of the last one, from 1; `end` if the end was reached or the unit finished."""

    section: int
    end: bool
    seconds: float


@dataclass(frozen=True, slots=True)
class UnitReading:
    """`reached` has a count for each section, None below five; `minutes` of those who got to the end."""

    readers: int | None
    finished: int | None
    reached: tuple[int | None, ...]
    minutes: float | None


def in_fives(count: int) -> int | None:
    """Rounded down to whole fives; None below five, also for nobody."""
    return count // GROUP * GROUP or None


def unit_reading(readers: Sequence[Reader], finished: int, sections: int) -> UnitReading:
    """`finished` counts completions, also of those who kept no place."""
    furthest = [sections if reader.end else min(max(1, reader.section), sections) for reader in readers]
    reached = tuple(in_fives(sum(far >= number for far in furthest)) for number in range(1, sections + 1))
    return UnitReading(
        readers=in_fives(max(len(readers), finished)),
        finished=in_fives(finished),
        reached=reached,
        minutes=_minutes([reader.seconds for reader in readers if reader.end and reader.seconds > 0]),
    )


def _minutes(seconds: Sequence[float]) -> float | None:
    """The median of whole fives of readers, to half a minute."""
    count = in_fives(len(seconds))
    return round(median(seconds[:count]) / 30) / 2 if count else None
