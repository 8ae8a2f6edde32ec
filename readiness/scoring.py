"""Items, dimensions, pillars, index, coverage, status, don't-know range (SPEC 3.1 to 3.3), exactly."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from .instrument import Instrument
from .sheets import NOT_APPLICABLE, UNKNOWN, Tally, count_of, levels_of

Status = Literal["final", "provisional", "not assessable"]
STEP = 25
HIGHEST = Fraction(100)
ENOUGH = Fraction(1, 2)
ENOUGH_WEIGHT = Fraction(7, 10)
FINAL_COVERAGE = Fraction(7, 10)
Weighted = Iterable[tuple[Fraction, Fraction | None]]


@dataclass(frozen=True, slots=True)
class ItemScore:
    """`points` 0 to 100, None where nobody gave a level; `coverage` 0 to 1, None where N/A; `n` levels."""

    points: Fraction | None
    coverage: Fraction | None
    n: int


@dataclass(frozen=True, slots=True)
class PartScore:
    """A dimension, a pillar or the whole. `value` 0 to 100 counts above it even where coverage is too low to
    show it; None where there is no answer. `coverage` 0 to 1, None where everything in it is N/A."""

    value: Fraction | None
    coverage: Fraction | None

    @property
    def sufficient(self) -> bool | None:
        """Half covered or more; None where the part does not apply."""
        return None if self.coverage is None else self.coverage >= ENOUGH

    @property
    def score(self) -> Fraction | None:
        """The value, where it may be shown."""
        return self.value if self.sufficient else None


@dataclass(frozen=True, slots=True)
class Scorecard:
    """Scores by id; `index` is None where too little is known (status "not assessable")."""

    items: Mapping[str, ItemScore]
    dimensions: Mapping[str, PartScore]
    pillars: Mapping[str, PartScore]
    whole: PartScore
    index: Fraction | None
    status: Status


def points(level: int) -> Fraction:
    """0, 25, 50, 75, 100 for levels 1 to 5."""
    return Fraction(STEP * (level - 1))


def mean(parts: Weighted) -> Fraction | None:
    """Σ w·v / Σ w over the parts that have a value; None if none has."""
    total = weight = Fraction(0)
    for w, value in parts:
        if value is not None:
            total += w * value
            weight += w
    return total / weight if weight else None


def item_score(counts: Tally, balanced: bool = False) -> ItemScore:
    """SPEC 3.1 and 3.3 for one item. `balanced`: the mean of the role groups' means, not of the people."""
    known = levels_of(counts)
    n = known.total()
    asked = n + count_of(counts, UNKNOWN)
    if count_of(counts, NOT_APPLICABLE) > asked:
        return ItemScore(None, None, 0)
    if not n:
        return ItemScore(None, Fraction(0), 0)
    return ItemScore(_balanced(counts) if balanced else _plain(known), Fraction(n, asked), n)


def _plain(levels: Mapping[int, int]) -> Fraction:
    n = sum(levels.values())
    return Fraction(STEP * sum((level - 1) * count for level, count in levels.items()), n)


def _balanced(counts: Tally) -> Fraction:
    groups: dict[str, dict[int, int]] = defaultdict(dict)
    for (role, answer), count in counts.items():
        if isinstance(answer, int) and count:
            groups[role][answer] = count
    return sum((_plain(levels) for levels in groups.values()), Fraction(0)) / len(groups)


def score_items(tallies: Mapping[str, Tally], balanced: bool = False) -> dict[str, ItemScore]:
    """Every item's score, by id."""
    return {id: item_score(counts, balanced) for id, counts in tallies.items()}


def roll_up(instrument: Instrument, items: Mapping[str, ItemScore]) -> Scorecard:
    """From items to the index. KeyError if an item of the instrument has no score."""
    dimensions: dict[str, PartScore] = {}
    pillars: dict[str, PartScore] = {}
    for pillar in instrument.pillars:
        for dimension in pillar.dimensions:
            own = [(item.weight, items[item.id]) for item in dimension.items]
            value = mean((weight, score.points) for weight, score in own)
            dimensions[dimension.id] = PartScore(value, mean((w, score.coverage) for w, score in own))
        pillars[pillar.id] = _whole((d.weight, dimensions[d.id]) for d in pillar.dimensions)
    parts = [(pillar.weight, pillars[pillar.id]) for pillar in instrument.pillars]
    whole = _whole(parts)
    index = whole.value if _may_show(whole, parts) else None
    return Scorecard(items, dimensions, pillars, whole, index, _status(index, whole, dimensions))


def _whole(parts: Iterable[tuple[Fraction, PartScore]]) -> PartScore:
    held = list(parts)
    return PartScore(mean((w, part.value) for w, part in held), mean((w, part.coverage) for w, part in held))


def _may_show(whole: PartScore, pillars: Iterable[tuple[Fraction, PartScore]]) -> bool:
    share = mean(
        (weight, None if pillar.sufficient is None else Fraction(pillar.sufficient))
        for weight, pillar in pillars
    )
    return bool(whole.sufficient) and share is not None and share >= ENOUGH_WEIGHT


def _status(index: Fraction | None, whole: PartScore, dimensions: Mapping[str, PartScore]) -> Status:
    if index is None or whole.coverage is None:
        return "not assessable"
    insufficient = any(part.sufficient is False for part in dimensions.values())
    return "final" if whole.coverage >= FINAL_COVERAGE and not insufficient else "provisional"


def index_of(instrument: Instrument, points: Mapping[str, Fraction | None]) -> Fraction | None:
    """The index, 0 to 100, of these item points by SPEC 3.2 alone, whether or not it may be shown."""
    return mean(
        (
            pillar.weight,
            mean((d.weight, mean((i.weight, points[i.id]) for i in d.items)) for d in pillar.dimensions),
        )
        for pillar in instrument.pillars
    )


def dont_know_range(
    instrument: Instrument, items: Mapping[str, ItemScore]
) -> tuple[Fraction, Fraction] | None:
    """The index if every applicable item without a level were level 1, and level 5; None if none applies."""
    ends = [index_of(instrument, _filled(items, end)) for end in (Fraction(0), HIGHEST)]
    return None if ends[0] is None or ends[1] is None else (ends[0], ends[1])


def _filled(items: Mapping[str, ItemScore], end: Fraction) -> dict[str, Fraction | None]:
    return {
        id: end if score.points is None and score.coverage is not None else score.points
        for id, score in items.items()
    }


def item_shares(instrument: Instrument, card: Scorecard) -> dict[str, Fraction]:
    """Each valued item's share of the index, together 1: what one point more on it adds to the index."""
    shares: dict[str, Fraction] = {}
    whole = sum((p.weight for p in instrument.pillars if card.pillars[p.id].value is not None), Fraction(0))
    for pillar in instrument.pillars:
        valued = [d for d in pillar.dimensions if card.dimensions[d.id].value is not None]
        for dimension in valued:
            items = [item for item in dimension.items if card.items[item.id].points is not None]
            share = pillar.weight / whole * dimension.weight / sum(d.weight for d in valued)
            own = sum(item.weight for item in items)
            shares.update((item.id, share * item.weight / own) for item in items)
    return shares
