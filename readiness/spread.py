"""How far blind answers lie apart: the order of a consensus session, and where all stand close (SPEC 2.6)."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from .agreement import mean_distance
from .sheets import LEVELS, NOT_APPLICABLE, UNKNOWN, Tally, count_of, levels_of

FEWEST = 2  # of one answer there is no spread, and of one person no session
NEAR = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class Spread:
    """Of one item: how many people gave each level from 1 up, and how many gave none.

    `ad`: mean distance from the mean in levels, None where fewer than two people gave a level.
    """

    levels: tuple[int, ...]
    unknown: int
    not_applicable: int
    ad: Fraction | None

    @property
    def people(self) -> int:
        return sum(self.levels) + self.unknown + self.not_applicable


def spread(counts: Tally) -> Spread:
    levels = levels_of(counts)
    return Spread(
        levels=tuple(levels[level] for level in LEVELS),
        unknown=count_of(counts, UNKNOWN),
        not_applicable=count_of(counts, NOT_APPLICABLE),
        ad=mean_distance(levels) if sum(levels.values()) >= FEWEST else None,
    )


def widest_first(spreads: Mapping[str, Spread]) -> list[str]:
    """Item ids, the widest spread first, ties by id; items without a spread come last."""
    return sorted(spreads, key=lambda id: (-(Fraction(-1) if (ad := spreads[id].ad) is None else ad), id))


def common_level(of: Spread) -> int | None:
    """The level that most people gave, where all stand within half a level of the mean; else None.

    Most: more than half of those who gave a level, and at least as many as gave none.
    """
    rated = sum(of.levels)
    most = max(of.levels)
    if of.ad is None or of.ad > NEAR or 2 * most <= rated or of.unknown + of.not_applicable > rated:
        return None
    return of.levels.index(most) + 1
