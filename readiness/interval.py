"""How much the index depends on who was asked: the delete-one-respondent jackknife, in linear time (SPEC 3.9).

An item's value without one person depends only on that person's role and answer, a dimension's only on the answers
within it. Both are remembered, so each respondent costs one sum over dimensions, whatever the size of the panel.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import fsum, sqrt

from .anonymity import K
from .instrument import Dimension, Instrument
from .scoring import HIGHEST, item_score, mean
from .sheets import Answer, Sheet, Tally
from .student import t_quantile

CONFIDENCE = 0.975


@dataclass(frozen=True, slots=True)
class Interval:
    """A 95 % interval of the index, cut to 0 to 100, and its standard error, in points."""

    low: float
    high: float
    se: float


class WithoutOne:
    """The index of a round without one of its respondents."""

    def __init__(self, instrument: Instrument, tallies: Mapping[str, Tally], balanced: bool = False) -> None:
        self.instrument, self.tallies, self.balanced = instrument, tallies, balanced
        self.items: dict[tuple[str, str, Answer], Fraction | None] = {}
        self.dimensions: dict[tuple[object, ...], Fraction | None] = {}
        self.whole = {id: item_score(counts, balanced).points for id, counts in tallies.items()}

    def index(self, sheet: Sheet) -> Fraction | None:
        """The index, 0 to 100, without this sheet, which must be one of the round; None if nothing is left."""
        return mean(
            (p.weight, mean((d.weight, self._dimension(d, sheet)) for d in p.dimensions))
            for p in self.instrument.pillars
        )

    def _dimension(self, dimension: Dimension, sheet: Sheet) -> Fraction | None:
        answers = tuple(sheet.answers.get(item.id) for item in dimension.items)
        key = (dimension.id, sheet.role if self.balanced else "", answers)
        if key not in self.dimensions:
            values = (
                self._item(item.id, sheet.role, answer) for item, answer in zip(dimension.items, answers)
            )
            weights = (item.weight for item in dimension.items)
            self.dimensions[key] = mean(zip(weights, values))
        return self.dimensions[key]

    def _item(self, id: str, role: str, answer: Answer | None) -> Fraction | None:
        if answer is None:
            return self.whole[id]
        key = (id, role if self.balanced else "", answer)
        if key not in self.items:
            left = Counter(self.tallies[id])
            left[role, answer] -= 1
            self.items[key] = item_score(left, self.balanced).points
        return self.items[key]


def jackknife(
    instrument: Instrument,
    sheets: Sequence[Sheet],
    tallies: Mapping[str, Tally],
    index: Fraction,
    balanced: bool = False,
) -> Interval | None:
    """The interval around `index`; None under five people, or if one person holds every answer there is."""
    n = len(sheets)
    if n < K:
        return None
    without = WithoutOne(instrument, tallies, balanced)
    # Taken from the index before they become floats: the small differences keep all their digits.
    distances = [None if left is None else float(left - index) for left in map(without.index, sheets)]
    known = [distance for distance in distances if distance is not None]
    if len(known) < n:
        return None
    centre = fsum(known) / n
    se = sqrt((n - 1) / n * fsum((distance - centre) ** 2 for distance in known))
    half = t_quantile(CONFIDENCE, n - 1) * se
    return Interval(max(0.0, float(index) - half), min(float(HIGHEST), float(index) + half), se)
