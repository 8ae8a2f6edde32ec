"""From round to round: own and linked index, the verdict, what moved (SPEC 3.11, 3.13, 4.1 no. 9)."""

from collections.abc import Iterator
from fractions import Fraction

from readiness.levels import INDEX
from readiness.results.comparison import Comparison, Moment, compare
from readiness.results.trend import caused, sentence
from readiness.scoring import Scorecard

from .figures import figure, index_of, named, optional, signed, span_of
from .pages import Moved, Trend, TrendPoint
from .shape import Span
from .source import Source

TWO_LEVELS = Fraction(50)


def compared(source: Source) -> Comparison | None:
    """This round beside the one before; None for the first."""
    return compare(source.past[-1], source.now) if source.past else None


def trend(source: Source, of: Comparison | None) -> Trend | None:
    """The line of rounds, newest last; None for the first round."""
    if of is None:
        return None
    found = of.index
    return Trend(
        points=tuple(_points(source, of)),
        since=of.before.name,
        delta=signed(found.delta) if found else None,
        verdict=found.verdict if found else "not comparable",
        sentence=sentence(of),
        broken=of.broken or ("" if found else "One of the two rounds has no index."),
        moved=tuple(_moved(of)),
        caused=caused(of),
    )


def _points(source: Source, of: Comparison) -> Iterator[TrendPoint]:
    for moment in (*source.past, source.now):
        card: Scorecard | None = None
        if of.linked and not of.same and moment in (of.before, of.now):
            card = of.linked.first if moment is of.before else of.linked.second
        yield TrendPoint(
            id=moment.url,
            when=moment.name,
            closed_on=moment.at.date(),
            people=moment.people if moment.people > 1 else None,
            index=index_of(moment.of),
            linked=optional(card.index) if card else None,
            span=_span(moment),
            claimed=named(moment.of.scope, moment.of.scores["claimed_level"]),
        )


def _span(moment: Moment) -> Span | None:
    shown = moment.people > 1 and moment.of.shows(INDEX)
    return span_of(moment.of.scores["interval"]) if shown else None


def _moved(of: Comparison) -> Iterator[Moved]:
    """Questions that moved by two levels or more, the furthest first, ties in the instrument's order."""
    found = []
    for id, item in of.now.of.scope.items.items():
        if of.linked is None or id not in of.linked.items:
            continue
        first, second = of.before.of.points_of(id), of.now.of.points_of(id)
        if first is not None and second is not None and abs(second - first) >= TWO_LEVELS:
            found.append((abs(second - first), Moved(id, item.head, figure(first), figure(second))))
    yield from (moved for _, moved in sorted(found, key=lambda pair: -pair[0]))
