"""The drawings of a trend: the index with its intervals, and the pillars, over time (DESIGN 7)."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from charts import Lines, Series, lines
from charts.figures import Number
from saying import _

from .comparison import Moment, compare
from .figures import tenth

INDEX_SPAN, PILLAR_SPAN = (26.0, 74.0), (12.0, 56.0)


def index_lines(moments: Sequence[Moment]) -> Lines | None:
    """Each round's own index; the line is broken where two rounds cannot be compared."""
    values = [moment.of.index for moment in moments]
    if all(value is None for value in values):
        return None
    told = [None if value is None else tenth(value) for value in values]
    series = [Series(_("Index"), told, [_interval(moment) for moment in moments], _broken(moments))]
    # The axis is whole, and cut where the levels begin.
    levels = list(enumerate(moments[-1].of.scope.levels, start=1))
    cuts = [(tenth(level.start), f"{number} {level.name}") for number, level in levels]
    names = [moment.name for moment in moments]
    return lines(names, series, at=_days(moments), span=INDEX_SPAN, within=(0, 100), grid=cuts)


def pillar_lines(moments: Sequence[Moment]) -> Lines | None:
    """The pillars, where every round has the same ones."""
    pillars = moments[-1].of.scope.pillars
    if any([p.id for p in m.of.scope.pillars] != [p.id for p in pillars] for m in moments):
        return None
    series = []
    for pillar in pillars:
        values = [moment.of.score_of(pillar.id) for moment in moments]
        told = [None if value is None else tenth(value) for value in values]
        series.append(Series(pillar.name, told, broken=_broken(moments)))
    if all(value is None for one in series for value in one.values):
        return None
    return lines([m.name for m in moments], series, at=_days(moments), span=PILLAR_SPAN)


def _days(moments: Sequence[Moment]) -> list[int]:
    return [moment.at.toordinal() for moment in moments]


def _broken(moments: Sequence[Moment]) -> frozenset[int]:
    pairs = [compare(*pair) for pair in pairwise(moments)]
    return frozenset(place for place, pair in enumerate(pairs) if pair.linked is None)


def _interval(moment: Moment) -> tuple[Number, Number] | None:
    ends = moment.of.scores["interval"]
    if not ends or moment.of.index is None:
        return None
    return tenth(Fraction(ends[0])), tenth(Fraction(ends[1]))
