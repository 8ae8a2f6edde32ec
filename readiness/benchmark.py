"""Where an organisation stands among others of this portal, and when that may be said (SPEC 3.12)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from .instrument import Form
from .scoring import Status

FULL = 30
QUARTERS = 10
UNROUNDED = 100
GRAIN = 5
OLDEST_MONTHS = 24
NEWCOMERS = 5


@dataclass(frozen=True, slots=True)
class Candidate:
    """A result that may enter. `altered`: own weights or a framework of its own; `whole`: full scope."""

    organisation: str
    index: Fraction
    closed: date
    status: Status
    form: Form
    consented: bool
    altered: bool
    whole: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """Among `n` others. `percentile` 0 to 100 from 30 on; `quarter` 1 (lowest) to 4 from 10 on."""

    n: int
    percentile: Fraction | None
    quarter: int | None


def eligible(results: Iterable[Candidate], today: date) -> list[Candidate]:
    """One result per organisation, the latest of those that may enter, at most 24 months old."""
    latest: dict[str, Candidate] = {}
    for result in sorted(results, key=lambda result: result.closed):
        sound = result.status == "final" and result.form == "full" and result.whole and not result.altered
        if sound and result.consented and _months(result.closed, today) <= OLDEST_MONTHS:
            latest[result.organisation] = result
    return list(latest.values())


def _months(then: date, today: date) -> Fraction:
    """Whole months, and a fraction that only says whether a day more has passed."""
    months = (today.year - then.year) * 12 + today.month - then.month
    return months + Fraction(today.day - then.day, 31)


def may_refresh(last: date, today: date, newcomers: int) -> bool:
    """Monthly, and only when five new organisations joined the cell."""
    return newcomers >= NEWCOMERS and _months(last, today) >= 1


def standing(own: Fraction, others: Sequence[Fraction]) -> Standing:
    """The mid-rank among the indexes of others in the same cell, own result excluded."""
    n = len(others)
    if n < QUARTERS:
        return Standing(n, None, None)
    percentile = mid_rank(own, others)
    quarter = min(4, int(percentile // 25) + 1)
    return Standing(n, percentile if n >= FULL else None, quarter)


def mid_rank(own: Fraction, others: Sequence[Fraction]) -> Fraction:
    """100·(below + ½ equal)/n. ZeroDivisionError without others."""
    below, equal = sum(other < own for other in others), sum(other == own for other in others)
    return 100 * (below + Fraction(equal, 2)) / len(others)


def in_words(standing: Standing) -> str:
    """The line that is printed: a percentile, a quarter, or that there is none yet."""
    if standing.percentile is not None:
        grain = 1 if standing.n >= UNROUNDED else GRAIN
        shown = grain * int(standing.percentile / grain + Fraction(1, 2))
        return f"percentile {shown} of {standing.n} self-selected organisations"
    if standing.quarter is not None:
        return f"quarter {standing.quarter} of {standing.n} self-selected organisations"
    return f"no benchmark yet: {standing.n} of {FULL}"
