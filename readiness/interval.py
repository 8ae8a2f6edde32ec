"""How much a result depends on who was asked: the delete-one-respondent jackknife (SPEC 3.9), in linear time.

An item's value without one person depends only on that person's role and answer, a dimension's only on the
answers within it. Both are remembered, so a respondent costs one sum over dimensions in a panel of any size.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import fsum, sqrt

from .anonymity import may_show
from .instrument import Dimension, Instrument
from .levels import INDEX
from .scoring import HIGHEST, Scorecard, item_score, mean
from .sheets import Answer, Sheet, Tally
from .student import t_quantile

CONFIDENCE = 0.975
Values = dict[str, Fraction | None]


@dataclass(frozen=True, slots=True)
class Interval:
    """A 95 % interval, cut to 0 to 100, and the standard error it rests on, in points."""

    low: float
    high: float
    se: float


class WithoutOne:
    """The scores of a round without one of its respondents."""

    def __init__(self, instrument: Instrument, tallies: Mapping[str, Tally], balanced: bool = False) -> None:
        self.instrument, self.tallies, self.balanced = instrument, tallies, balanced
        self.whole = {id: item_score(counts, balanced).points for id, counts in tallies.items()}
        self.items: dict[tuple[str, str, Answer], Fraction | None] = {}
        self.dimensions: dict[tuple[object, ...], Fraction | None] = {}

    def values(self, sheet: Sheet) -> Values:
        """Every dimension, pillar and the index ("index") without this sheet, one of the round's.

        0 to 100, whether or not they may be shown; None where no answer is left.
        """
        values = {id: self._dimension(part, sheet) for id, part in self.instrument.dimensions.items()}
        for pillar in self.instrument.pillars:
            values[pillar.id] = mean((part.weight, values[part.id]) for part in pillar.dimensions)
        values[INDEX] = mean((pillar.weight, values[pillar.id]) for pillar in self.instrument.pillars)
        return values

    def _dimension(self, dimension: Dimension, sheet: Sheet) -> Fraction | None:
        answers = tuple(sheet.answers.get(item.id) for item in dimension.items)
        key = (dimension.id, sheet.role if self.balanced else "", answers)
        if key not in self.dimensions:
            self.dimensions[key] = mean(
                (item.weight, self._item(item.id, sheet.role, answer))
                for item, answer in zip(dimension.items, answers, strict=True)
            )
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
    card: Scorecard,
    balanced: bool = False,
) -> dict[str, Interval]:
    """Intervals of what `card` shows: dimensions, pillars and "index", by id; empty under five people.

    A part is left out where one person holds every answer to it.
    """
    if not may_show(len(sheets)):
        return {}
    shown = {id: part.score for parts in (card.dimensions, card.pillars) for id, part in parts.items()}
    shown[INDEX] = card.index
    without = WithoutOne(instrument, tallies, balanced)
    distances: dict[str, list[float]] = defaultdict(list)
    for sheet in sheets:
        for id, value in without.values(sheet).items():
            score = shown[id]
            if score is not None and value is not None:
                # Subtracted before they become floats: small differences keep all their digits.
                distances[id].append(float(value - score))
    whole = {id: found for id, found in distances.items() if len(found) == len(sheets)}
    return {
        id: _interval(score, whole[id]) for id, score in shown.items() if score is not None and id in whole
    }


def _interval(score: Fraction, distances: Sequence[float]) -> Interval:
    n = len(distances)
    centre = fsum(distances) / n
    se = sqrt((n - 1) / n * fsum((distance - centre) ** 2 for distance in distances))
    half = t_quantile(CONFIDENCE, n - 1) * se
    return Interval(max(0.0, float(score) - half), min(float(HIGHEST), float(score) + half), se)
