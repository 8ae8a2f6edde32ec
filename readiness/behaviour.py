"""How the questions behave over everyone who answered: sums only, and in steps of ten people (SPEC 3.10)."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from saying import _

from .instrument import Dimension, Instrument
from .reliability import (
    ORGANISATIONS,
    ORGANISATIONS_FOR_ICC,
    RATERS_FOR_ICC,
    alpha,
    icc,
    item_rest,
    omega,
    remarks,
)

FEWEST = 30
GRAIN = 10
TOP, MIDDLE, UNKNOWN = 5, 3, "DK"
Counts = Mapping[str, Counter[int | str]]
Points = Mapping[str, float | None]
"""0 to 100 by item; None where there is no level."""


@dataclass(frozen=True, slots=True)
class ItemLine:
    """Shares in percent of those who gave a level or a don't know; None under thirty of them."""

    id: str
    head: str
    n: int
    unknown: int | None
    top: int | None
    middle: int | None
    rest: str
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DimensionLine:
    """`alpha` and `omega` as text, empty where there is none; `enough` is "n of 100" until there is.

    `one` and `many` are ICC(1) and ICC(2); `raters_enough` is "n of 30" until there are so many."""

    name: str
    alpha: str
    omega: str
    enough: str
    one: str
    many: str
    raters_enough: str
    items: tuple[ItemLine, ...]


def counted(people: int) -> int:
    """How many of so many count: whole tens, so that no newcomer shows alone."""
    return people - people % GRAIN


def behaviour(
    instrument: Instrument,
    counts: Counts,
    organisations: Sequence[Points],
    raters: Sequence[Sequence[Points]] = (),
) -> list[DimensionLine]:
    """`counts` of the answers by item; `organisations` holds each one's points by item, its latest result;
    `raters` the points of each of its people in that round."""
    return [
        _dimension(dimension, counts, organisations, raters) for dimension in instrument.dimensions.values()
    ]


def _dimension(
    dimension: Dimension,
    counts: Counts,
    organisations: Sequence[Points],
    raters: Sequence[Sequence[Points]],
) -> DimensionLine:
    ids = [item.id for item in dimension.items]
    rows = [[points for id in ids if (points := known.get(id)) is not None] for known in organisations]
    whole = [row for row in rows if len(row) == len(ids)]
    n = counted(len(whole))
    ready = n >= ORGANISATIONS
    one, other = (alpha(whole[:n]), omega(whole[:n])) if ready else (None, None)
    rests = item_rest(whole[:n]) if ready else [None] * len(ids)
    items = tuple(
        _item(item.id, item.head, counts.get(item.id, Counter()), one, rest)
        for item, rest in zip(dimension.items, rests, strict=True)
    )
    enough = "" if ready else _of(n, ORGANISATIONS)
    groups = _groups(dimension, raters)
    held = counted(len(groups))
    both = icc(groups[:held]) if held >= ORGANISATIONS_FOR_ICC else None
    few = "" if held >= ORGANISATIONS_FOR_ICC else _of(held, ORGANISATIONS_FOR_ICC)
    single, mean = both or (None, None)
    return DimensionLine(
        dimension.name, _figure(one), _figure(other), enough, _figure(single), _figure(mean), few, items
    )


def _groups(dimension: Dimension, raters: Sequence[Sequence[Points]]) -> list[list[float]]:
    """Each organisation's raters by their score of the dimension, where five have one (half of it known)."""
    found = []
    for people in raters:
        scores = [score for known in people if (score := _score(dimension, known)) is not None]
        if len(scores) >= RATERS_FOR_ICC:
            found.append(scores)
    return found


def _score(dimension: Dimension, known: Points) -> float | None:
    levels = [points for item in dimension.items if (points := known.get(item.id)) is not None]
    return fmean(levels) if 2 * len(levels) >= len(dimension.items) else None


def _item(
    id: str, head: str, answers: Counter[int | str], alpha: float | None, rest: float | None
) -> ItemLine:
    n = sum(count for answer, count in answers.items() if answer == UNKNOWN or isinstance(answer, int))
    if n < FEWEST:
        return ItemLine(id, head, n, None, None, None, _figure(rest), tuple(remarks(alpha, rest, 0, 0)))
    unknown, top = answers[UNKNOWN] / n, answers[TOP] / n
    says = tuple(remarks(alpha, rest, unknown, top))
    return ItemLine(
        id, head, n, _percent(unknown), _percent(top), _percent(answers[MIDDLE] / n), _figure(rest), says
    )


def _percent(share: float) -> int:
    return round(100 * share)


def middle_share(counts: Counts) -> int | None:
    """The share of 3s among all levels in percent: the check on central tendency (SPEC 5)."""
    levels = Counter[int | str]()
    for answers in counts.values():
        levels.update({answer: n for answer, n in answers.items() if isinstance(answer, int)})
    return round(100 * levels[MIDDLE] / levels.total()) if levels.total() >= FEWEST else None


def _figure(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}".replace("-", "−")


def _of(held: int, needed: int) -> str:
    return _("%(n)s of %(m)s") % {"n": held, "m": needed}
