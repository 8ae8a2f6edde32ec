"""Where an organisation stands among others of this portal, and when that may be said (SPEC 3.12)."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from saying import _

from .instrument import Form
from .scoring import Status

FULL = 30
QUARTERS = 10
UNROUNDED = 100
GRAIN = 5
OLDEST_MONTHS = 24
NEWCOMERS = 5
TENTH = 10
Histogram = Sequence[tuple[int, int]]
"""Pairs of a score in tenths, as it is printed, and how many stand there; the lowest first."""


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
    round: int = 0


@dataclass(frozen=True, slots=True)
class Stay:
    """An organisation's time in a cell, from one refresh to another; `left` is None while it is in."""

    entered: date
    left: date | None
    round: int


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


def refreshed(
    stays: Mapping[str, Sequence[Stay]],
    candidates: Mapping[str, int],
    last: date | None,
    today: date,
    least: int = NEWCOMERS,
) -> Mapping[str, int] | None:
    """Who is in a cell after today's refresh, with the round that counts; None when nothing changes.

    `stays` holds all there ever were, by organisation; `candidates` those that may enter, with their latest
    round. Newcomers are let in together, five or more, and only then does a newer round count and may
    somebody come back who was in before. Who no longer may leaves at once.
    """
    if last is not None and _months(last, today) < 1:
        return None
    before = {id: own[-1].round for id, own in stays.items() if own[-1].left is None}
    if len(candidates.keys() - stays.keys()) >= least:
        return dict(candidates)
    after = _never_few(before.keys() & candidates.keys(), _states(stays), least)
    return None if after == before.keys() else {id: before[id] for id in after}


def _states(stays: Mapping[str, Sequence[Stay]]) -> list[set[str]]:
    """Who was in the cell after each refresh before; at first nobody."""
    every = [(id, stay) for id, own in stays.items() for stay in own]
    days = {day for _, stay in every for day in (stay.entered, stay.left) if day is not None}
    after = (
        {id for id, stay in every if stay.entered <= day and (stay.left is None or stay.left > day)}
        for day in sorted(days)
    )
    return [set(), *after]


def _never_few(members: Collection[str], states: Sequence[set[str]], least: int) -> set[str]:
    """Without those who would stand alone beside an earlier state, once others of their batch have left."""
    after = set(members)
    while few := next((rest for state in states if 0 < len(rest := after - state) < least), None):
        after -= few
    return after


def hides(cell: Collection[str], everyone: Collection[str]) -> bool:
    """Whether a cell must stay hidden, because beside that of everyone it would show fewer than five."""
    inside, all = set(cell), set(everyone)
    return any(0 < len(rest) < NEWCOMERS for rest in (inside - all, all - inside))


def tenths(score: Fraction) -> int:
    """As printed, half up: 58.25 is 583. Equal is who prints the same."""
    return (score * TENTH + Fraction(1, 2)).__floor__()


def histogram(scores: Iterable[Fraction]) -> list[tuple[int, int]]:
    """At most a thousand and one pairs, however many scores; none under ten."""
    counts = Counter(map(tenths, scores))
    return sorted(counts.items()) if counts.total() >= QUARTERS else []


def standing_in(own: Fraction, cell: Histogram, counted: Fraction | None, n: int) -> Standing:
    """Among the `n` of a cell; `counted` is the own result in it, which is taken out first."""
    counts = Counter(dict(cell))
    if counted is not None:
        n -= 1
        counts[tenths(counted)] -= 1
    if n < QUARTERS or counts.total() < n:
        return Standing(n, None, None)
    mine = tenths(own)
    below = sum(count for score, count in counts.items() if score < mine)
    return placed(n, 100 * (below + Fraction(counts[mine], 2)) / n)


def standing(own: Fraction, others: Sequence[Fraction]) -> Standing:
    """The mid-rank among the indexes of others in the same cell, own result excluded."""
    n = len(others)
    if n < QUARTERS:
        return Standing(n, None, None)
    return placed(n, mid_rank(own, others))


def placed(n: int, percentile: Fraction) -> Standing:
    """What may be said of a mid-rank among ten or more others."""
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
        return _("percentile %(shown)s of %(n)s self-selected organisations") % {
            "shown": shown,
            "n": standing.n,
        }
    if standing.quarter is not None:
        return _("quarter %(quarter)s of %(n)s self-selected organisations") % {
            "quarter": standing.quarter,
            "n": standing.n,
        }
    return _("no benchmark yet: %(n)s of %(full)s") % {"n": standing.n, "full": FULL}


def in_short(standing: Standing) -> str:
    """The same in a table that says once how many there are."""
    return in_words(standing).removesuffix(_(" of %(n)s self-selected organisations") % {"n": standing.n})
