"""Which topics to learn first: those that move the index most towards the next level (SPEC 3.13)."""

from dataclasses import dataclass
from fractions import Fraction

from .instrument import TOP, Instrument
from .levels import blockers, claimed_level
from .scoring import Scorecard, item_shares, points

COUNT = 5
BLOCKED = 2


@dataclass(frozen=True, slots=True)
class Priority:
    """`value`: points of index that the next level on this item would add, doubled in a blocked dimension."""

    item: str
    value: Fraction


def priorities(instrument: Instrument, card: Scorecard) -> list[Priority]:
    """Items with something to gain, most urgent first, ties by id; none at level 5 or without an index."""
    claimed = claimed_level(instrument, card)
    if claimed is None or claimed == TOP:
        return []
    blocked = {blocker.subject for blocker in blockers(instrument, card)}
    aim = points(claimed + 1)
    found = []
    for id, share in item_shares(instrument, card).items():
        gain = aim - (card.items[id].points or 0)
        if gain > 0:
            factor = BLOCKED if instrument.dimension_of[id] in blocked else 1
            found.append(Priority(id, factor * share * gain))
    return sorted(found, key=lambda priority: (-priority.value, priority.item))


def learn_first(instrument: Instrument, card: Scorecard, role: str | None = None) -> list[str]:
    """At most five items, for everyone or for a role that `ask` names."""
    ordered = [priority.item for priority in priorities(instrument, card)]
    return [id for id in ordered if role is None or role in instrument.items[id].ask][:COUNT]
