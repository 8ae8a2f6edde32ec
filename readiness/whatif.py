"""The shortest way to the next level, exactly, and what ticked steps would change (SPEC 3.13).

Every condition of a level bounds one dimension's gain, or the gain of the whole, from below, and gains add
up. So for each effort and number of items only the best gain matters: tables (effort, items) → best gain are
merged item by item into dimensions, and dimension by dimension into the whole. A gain and the ids that break
its ties are packed into one integer: the gain, then the items raised with the smallest id as the highest bit,
then the steps of each.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import reduce
from itertools import pairwise
from math import ceil, floor, lcm

from .instrument import TOP, Instrument
from .levels import INDEX, Blocker, blockers, claimed_level
from .scoring import STEP, ItemScore, Scorecard, item_shares, points, roll_up

Cost = tuple[int, int]
Table = dict[Cost, int]
NOTHING: Table = {(0, 0): 0}
STEP_BITS = 3


@dataclass(frozen=True, slots=True)
class Plan:
    """Raise each item to the level named and the next level, `target`, is reached with this index."""

    target: int
    levels: Mapping[str, int]
    steps: int
    effort: Fraction
    index: Fraction


@dataclass(frozen=True, slots=True)
class AnswerFirst:
    """Gating dimensions lack data; the items under half coverage are to be answered first."""

    target: int
    dimensions: tuple[str, ...]
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OutOfReach:
    """No plan within these steps per item: offer two steps, or the first half of the way."""

    target: int


@dataclass(frozen=True, slots=True)
class _Rise:
    """One item: what k steps on it (1, 2, …) add to the index, and what one step costs, in whole units."""

    item: str
    gains: tuple[Fraction, ...]
    effort: int


def with_levels(instrument: Instrument, card: Scorecard, levels: Mapping[str, int]) -> Scorecard:
    """The scorecard if these items stood at these levels, 1 to 5. ValueError for an item without a score."""
    items = dict(card.items)
    for id, level in levels.items():
        if id not in items or items[id].points is None:
            raise ValueError(f"{id} has no answers to build on.")
        items[id] = replace(items[id], points=points(level))
    return roll_up(instrument, items)


def shortest_plan(
    instrument: Instrument,
    card: Scorecard,
    most_steps: int = 1,
    effort: Mapping[str, int | Fraction] | None = None,
    way: Fraction = Fraction(1),
) -> Plan | AnswerFirst | OutOfReach | None:
    """The plan to the next level with least (effort, items, −index, ids); None at level 5, without an index.

    `most_steps` 1 to 4 on one item; `effort` of one step by item, above 0, default 1; `way` the share of
    every shortfall to be closed, 1 for all of it, 1/2 for the first half.
    """
    claimed = claimed_level(instrument, card)
    if claimed is None or claimed == TOP or card.index is None:
        return None
    short = blockers(instrument, card)
    if unknown := tuple(blocker.subject for blocker in short if blocker.have is None):
        return AnswerFirst(claimed + 1, unknown, _to_answer(instrument, card, unknown))
    efforts = {id: Fraction((effort or {}).get(id, 1)) for id in card.items}
    rises = _rises(instrument, card, most_steps, efforts)
    found = _search(instrument, rises, _needed(instrument, card, short, way))
    if found is None:
        return OutOfReach(claimed + 1)
    levels = {id: _level_after(card.items[id], steps) for id, steps in found.items()}
    index = with_levels(instrument, card, levels).whole.value or Fraction(0)
    cost = sum((efforts[id] * steps for id, steps in found.items()), Fraction(0))
    return Plan(claimed + 1, levels, sum(found.values()), cost, index)


def _to_answer(instrument: Instrument, card: Scorecard, dimensions: Iterable[str]) -> tuple[str, ...]:
    items = [item.id for id in dimensions for item in instrument.dimensions[id].items]
    coverage = {id: card.items[id].coverage for id in items}
    return tuple(id for id, known in coverage.items() if known is not None and known < Fraction(1, 2))


def _level_after(score: ItemScore, steps: int) -> int:
    """A mean of 2.6 goes to 3, then 4; never beyond 5."""
    assert score.points is not None, "only items with points are raised"
    return min(TOP, floor(score.points / STEP) + 1 + steps)


def _rises(
    instrument: Instrument, card: Scorecard, most_steps: int, efforts: Mapping[str, Fraction]
) -> list[_Rise]:
    unit = lcm(*(effort.denominator for effort in efforts.values()))
    rises = []
    for id, share in sorted(item_shares(instrument, card).items()):
        score = card.items[id]
        reached = [_level_after(score, steps) for steps in range(most_steps + 1)]
        gains = tuple(
            share * (points(level) - (score.points or 0))
            for before, level in pairwise(reached)
            if level > before
        )
        rises.append(_Rise(id, gains, int(efforts[id] * unit)))
    return rises


def _needed(
    instrument: Instrument, card: Scorecard, short: Iterable[Blocker], way: Fraction
) -> dict[str, Fraction]:
    """What the index must gain in each blocked dimension, and in all ("index")."""
    shares = item_shares(instrument, card)
    needed = {}
    for blocker in short:
        own = instrument.dimensions[blocker.subject].items if blocker.subject != INDEX else ()
        share = sum((shares.get(item.id, Fraction(0)) for item in own), Fraction(0)) if own else Fraction(1)
        needed[blocker.subject] = share * way * (blocker.shortfall or 0)
    return needed


def _search(
    instrument: Instrument, rises: Sequence[_Rise], needed: Mapping[str, Fraction]
) -> dict[str, int] | None:
    """The steps of each item that gain what is needed at the least cost; None if nothing does."""
    unit = lcm(*(gain.denominator for rise in rises for gain in rise.gains))
    width = len(rises) * (1 + STEP_BITS)
    tables = {
        rise.item: _table(rise, len(rises) - 1 - place, len(rises), unit) for place, rise in enumerate(rises)
    }
    whole = NOTHING
    for id in sorted(instrument.dimensions):
        own = [tables[item.id] for item in instrument.dimensions[id].items if item.id in tables]
        least = ceil(needed.get(id, Fraction(0)) * unit)
        table = reduce(_merged, own, NOTHING)
        whole = _merged(whole, {cost: best for cost, best in table.items() if best >> width >= least})
    least = ceil(needed.get(INDEX, Fraction(0)) * unit)
    for cost in sorted(whole):
        if whole[cost] >> width >= least:
            return _steps(whole[cost], rises)
    return None


def _table(rise: _Rise, bit: int, count: int, unit: int) -> Table:
    """One item's choices; `bit` is its place among `count` items, the smallest id highest."""
    table = dict(NOTHING)
    for steps, gain in enumerate(rise.gains, 1):
        packed = int(gain * unit) << count | 1 << bit
        table[rise.effort * steps, 1] = packed << count * STEP_BITS | steps << bit * STEP_BITS
    return table


def _merged(one: Table, other: Table) -> Table:
    merged: Table = {}
    for (effort, items), best in one.items():
        for (more, others), gain in other.items():
            cost = (effort + more, items + others)
            if best + gain > merged.get(cost, -1):
                merged[cost] = best + gain
    return merged


def _steps(packed: int, rises: Sequence[_Rise]) -> dict[str, int]:
    """The steps of each item that is raised, in order of id."""
    count = len(rises)
    steps = {
        rise.item: packed >> (count - 1 - place) * STEP_BITS & (1 << STEP_BITS) - 1
        for place, rise in enumerate(rises)
    }
    return {id: number for id, number in steps.items() if number}
