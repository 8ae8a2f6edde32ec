"""What a panel leaves out, so that no sum and no difference is about fewer than five people (SPEC 3.8).

A part of a sum that too few people answered could be worked out from the sum and its other parts. So parts
are hidden together, the smallest first, until what can be worked out is about two parts and five people; the
sum itself is hidden where even all of them are too few. A reopened round is looked at twice: as a whole, and
as those alone who came since it was last shown.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .anonymity import may_show
from .instrument import Dimension, Instrument
from .scoring import Scorecard
from .sheets import Sheet

People = frozenset[int]
"""Places of sheets in the round; sheets stand in the order in which they were submitted."""


@dataclass(frozen=True, slots=True)
class Hidden:
    """Ids of the parts that are not shown, and whether the index is."""

    items: frozenset[str] = frozenset()
    dimensions: frozenset[str] = frozenset()
    pillars: frozenset[str] = frozenset()
    index: bool = False


def enough(people: Collection[int], seen: int) -> bool:
    """Five or more; of those who came after the first `seen` sheets either nobody or five and more."""
    new = sum(place >= seen for place in people) if seen else 0
    return may_show(len(people)) and (new == 0 or may_show(new))


def concealed(parts: Mapping[str, People], seen: int, already: Collection[str] = ()) -> frozenset[str]:
    """Which parts of a sum are hidden: those with too few people or hidden before, and company for them.

    `parts`: who answered each part that has a value. What was once hidden stays hidden.
    """
    found = {id for id, people in parts.items() if id in already or not enough(people, seen)}
    spare = sorted(parts.keys() - found, key=lambda id: (len(parts[id]), id))
    while found and spare and not (len(found) > 1 and enough(_all(parts, found), seen)):
        found.add(spare.pop(0))
    return frozenset(found)


def _all(parts: Mapping[str, People], ids: Collection[str]) -> People:
    return frozenset().union(*(parts[id] for id in ids))


def hidden(
    scope: Instrument, card: Scorecard, sheets: Sequence[Sheet], seen: int, before: Mapping[str, Any]
) -> Hidden:
    """From the items upwards, then down again: a hidden sum hides its parts.

    `before`: what was hidden when the round was last shown, by "items", "dimensions", "pillars".
    """
    items = answered(scope, card, sheets)
    dimensions = {id: _all(items, _known(d, items)) for id, d in scope.dimensions.items() if _known(d, items)}
    pillars = {
        pillar.id: _all(dimensions, own)
        for pillar in scope.pillars
        if (own := [d.id for d in pillar.dimensions if d.id in dimensions])
    }
    gone = concealed(pillars, seen, before.get("pillars", ()))
    away: set[str] = set()
    for pillar in scope.pillars:
        parts = {d.id: dimensions[d.id] for d in pillar.dimensions if d.id in dimensions}
        away |= parts.keys() if pillar.id in gone else concealed(parts, seen, before.get("dimensions", ()))
    left: set[str] = set()
    for id, dimension in scope.dimensions.items():
        those = {item: items[item] for item in _known(dimension, items)}
        left |= those.keys() if id in away else concealed(those, seen, before.get("items", ()))
    return Hidden(frozenset(left), frozenset(away), gone, not enough(_all(pillars, pillars), seen))


def answered(scope: Instrument, card: Scorecard, sheets: Sequence[Sheet]) -> dict[str, People]:
    """Who gave a level, by item; items without a value are left out."""
    found: dict[str, set[int]] = {id: set() for id, item in card.items.items() if item.points is not None}
    for place, sheet in enumerate(sheets):
        for id, answer in sheet.answers.items():
            if id in found and isinstance(answer, int):
                found[id].add(place)
    return {id: frozenset(people) for id, people in found.items()}


def _known(dimension: Dimension, items: Mapping[str, People]) -> list[str]:
    return [item.id for item in dimension.items if item.id in items]


Blocks = list[list[str]]


def blocks(
    sizes: Mapping[str, tuple[int, int]], units: Sequence[Sequence[str]], order: Sequence[str]
) -> Blocks:
    """The groups that may be shown: `units` of roles, too small ones pooled as `anonymity.pooled` does.

    `sizes`: by role, people in all and those who came since the round was last shown.
    """

    def total(unit: Sequence[str]) -> tuple[int, int]:
        counts = [sizes.get(role, (0, 0)) for role in unit]
        return sum(count[0] for count in counts), sum(count[1] for count in counts)

    def fine(unit: Sequence[str]) -> bool:
        people, new = total(unit)
        return may_show(people) and (new == 0 or may_show(new))

    present = sorted((unit for unit in units if total(unit)[0]), key=lambda unit: (total(unit)[0], min(unit)))
    pool = [unit for unit in present if not fine(unit)]
    rest = [unit for unit in present if fine(unit)]
    while pool and rest and (len(pool) < 2 or not fine([role for unit in pool for role in unit])):
        pool.append(rest.pop(0))
    together = [role for unit in pool for role in unit]
    if pool and not fine(together):
        return []
    place = {role: number for number, role in enumerate(order)}
    found = [sorted(unit, key=place.__getitem__) for unit in [*rest, *([together] if pool else [])]]
    return sorted(found, key=lambda unit: place[unit[0]])


def joined(one: Sequence[Sequence[str]], other: Sequence[Sequence[str]]) -> Blocks:
    """The finest groups of which every group of both is a part of one."""
    found: list[set[str]] = []
    for unit in [*one, *other]:
        touched = [block for block in found if block & set(unit)]
        found = [block for block in found if not block & set(unit)]
        found.append(set(unit).union(*touched))
    return [sorted(block) for block in found]
