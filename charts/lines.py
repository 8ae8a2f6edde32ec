"""A few values over dates as lines, each named at its end: series in, SVG and table rows out (DESIGN 7).

A drawing has no viewBox: everything across and down is in percent, so text and dots keep their size. There
are two of each, for a column and for a phone; where a name does not fit beside its line, the value alone
stands there and the names stand in a list below, each with a sample of its line.

    svg.chart-lines   .wide or .narrow
                      line.lines-grid, text.lines-value (left), text.lines-date (below)
      g.lines-1 … 4   line.lines-line, line.lines-whisker, circle.lines-dot, text.lines-name
    svg.lines-sample  line and dot, in the list
    g.is-marked       the series that the title is about

Dashes and colours of the four series are the stylesheet's.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from charts.axis import Axis, axis_between, axis_for
from charts.figures import Number, between, decimals_of, exact, worded
from charts.geometry import Markup
from charts.line_marks import Frame, Series, drawn, farthest, fits, nearest, sample

MOST_SERIES = 4
WIDE, NARROW = 560, 270  # pixels that a drawing has at least: from the stylesheet's step on, and on a phone


@dataclass(frozen=True)
class LineRow:
    """A series as words, for the table beside the drawing, and `sample`, its line for the list of names."""

    name: str
    values: tuple[str, ...]
    intervals: tuple[str, ...]
    sample: Markup


@dataclass(frozen=True)
class Lines:
    """`svg` and `narrow` want a name from the page, as their figure's label; `rows` say the same in words.

    `listed`: where the names do not stand in the drawing: "always", on a "phone", or never.
    """

    dates: tuple[str, ...]
    rows: tuple[LineRow, ...]
    svg: Markup
    narrow: Markup
    listed: str
    has_intervals: bool


def lines(
    dates: Sequence[str],
    series: Sequence[Series],
    *,
    at: Sequence[Number] = (),
    span: tuple[float, float] = (12, 62),
    within: tuple[Number, Number] | None = None,
    grid: Sequence[tuple[Number, str]] = (),
    places: int = 1,
) -> Lines:
    """`at`: where each date lies in time (days), evenly if left out; `span` of the width that the lines take.

    `grid`: values with their words, in place of the axis's own figures; they must lie within it.
    ValueError for no date, more than four series, a series of another length, and no known value.
    """
    figures = _figures(dates, series)
    axis = axis_for(figures, False) if within is None else axis_between(exact(within[0]), exact(within[1]))
    words = [(exact(value), text) for value, text in grid] or _ticks(axis)
    days = [exact(day) for day in at]

    def drawing(name: str, pixels: int) -> tuple[Markup, bool]:
        start = max(span[0], nearest([text for _, text in words], pixels))
        frame = Frame(axis, _across(len(dates), days, (start, span[1])), pixels)
        named = all(fits(one, frame, places) for one in series)
        if not named:
            end = farthest(series, pixels, places)
            frame = Frame(axis, _across(len(dates), days, (start, end)), pixels)
        return drawn(name, dates, series, frame, words, places, named), named

    wide, narrow = drawing("wide", WIDE), drawing("narrow", NARROW)
    return Lines(
        dates=tuple(dates),
        rows=tuple(_row(number, one, places) for number, one in enumerate(series, start=1)),
        svg=wide[0],
        narrow=narrow[0],
        listed="" if narrow[1] else "phone" if wide[1] else "always",
        has_intervals=any(any(one.intervals) for one in series),
    )


def _figures(dates: Sequence[str], series: Sequence[Series]) -> list[Decimal]:
    """Every figure that is known. ValueError where there is nothing to draw."""
    if not dates or len(series) > MOST_SERIES or any(len(one.values) != len(dates) for one in series):
        raise ValueError("lines need dates, four series at most, and a value for every date")
    figures = [exact(v) for one in series for v in [*one.values, *_ends(one)] if v is not None]
    if not figures:
        raise ValueError("lines need at least one value")
    return figures


def _ends(one: Series) -> list[Number]:
    return [end for pair in one.intervals if pair for end in pair]


def _across(count: int, at: Sequence[Decimal], span: tuple[float, float]) -> tuple[float, ...]:
    if count == 1:
        return (span[0],)
    if not at or at[0] == at[-1]:
        shares = [place / (count - 1) for place in range(count)]
    else:
        shares = [float((day - at[0]) / (at[-1] - at[0])) for day in at]
    return tuple(span[0] + share * (span[1] - span[0]) for share in shares)


def _ticks(axis: Axis) -> list[tuple[Decimal, str]]:
    return [(value, worded(value, decimals_of(axis.ticks))) for value in axis.ticks]


def _row(number: int, one: Series, places: int) -> LineRow:
    intervals = [*one.intervals, *[None] * (len(one.values) - len(one.intervals))]
    return LineRow(
        one.name,
        tuple("" if value is None else worded(exact(value), places) for value in one.values),
        tuple(between(*(worded(exact(end), places) for end in pair)) if pair else "" for pair in intervals),
        sample(number, one.marked),
    )
