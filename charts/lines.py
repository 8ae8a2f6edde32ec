"""A few values over dates as lines, each named at its end: series in, SVG and table rows out (DESIGN 7).

The drawing has no viewBox: everything across and down is in percent, so text and dots keep their size.

    svg.chart-lines   line.lines-grid, text.lines-value (left), text.lines-date (below)
      g.lines-1 … 4   line.lines-line, line.lines-whisker, circle.lines-dot, text.lines-name
    g.is-marked       the series that the title is about

Dashes and colours of the four series are the stylesheet's.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from itertools import pairwise

from charts.axis import Axis, axis_between, axis_for
from charts.figures import Number, between, decimals_of, exact, worded
from charts.geometry import Markup

MOST_SERIES = 4
APART = 7.5  # percent of the height that two names need between them
TOP, BOTTOM = 8.0, 86.0


@dataclass(frozen=True)
class Series:
    """A value for each date, None where not known; `broken` after the places where a line must not go on.

    `intervals` holds low and high for each date, or None.
    """

    name: str
    values: Sequence[Number | None]
    intervals: Sequence[tuple[Number, Number] | None] = ()
    broken: frozenset[int] = frozenset()
    marked: bool = False


@dataclass(frozen=True)
class LineRow:
    """A series as words, for the table beside the drawing."""

    name: str
    values: tuple[str, ...]
    intervals: tuple[str, ...]


@dataclass(frozen=True)
class Lines:
    """`svg` wants a name from the page, as its figure's label; `rows` say the same in words."""

    dates: tuple[str, ...]
    rows: tuple[LineRow, ...]
    svg: Markup
    has_intervals: bool


@dataclass(frozen=True)
class _Frame:
    """Where values and dates lie, in percent of the drawing."""

    axis: Axis
    places: tuple[float, ...]

    def down(self, value: Decimal) -> float:
        return BOTTOM - self.axis.at(value) / 100 * (BOTTOM - TOP)


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
    if not dates or len(series) > MOST_SERIES or any(len(one.values) != len(dates) for one in series):
        raise ValueError("lines need dates, four series at most, and a value for every date")
    figures = [exact(v) for one in series for v in [*one.values, *_ends(one)] if v is not None]
    if not figures:
        raise ValueError("lines need at least one value")
    axis = axis_for(figures, False) if within is None else axis_between(exact(within[0]), exact(within[1]))
    frame = _Frame(axis, _across(len(dates), [exact(day) for day in at], span))
    words = [(exact(value), text) for value, text in grid] or _ticks(axis)
    drawing = _grid(frame, words) + _dates(dates, frame)
    names = _spread([frame.down(_last(one)) for one in series])
    for number, (one, name_at) in enumerate(zip(series, names, strict=True), start=1):
        drawing += _series(number, one, frame, name_at, places)
    if len(series) == 1:
        drawing += _earlier(series[0], frame, places)
    return Lines(
        dates=tuple(dates),
        rows=tuple(_row(one, places) for one in series),
        svg=Markup(
            '<svg class="chart-lines" width="100%" height="100%" overflow="visible" aria-hidden="true"'
            f' focusable="false">{drawing}</svg>'
        ),
        has_intervals=any(any(one.intervals) for one in series),
    )


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


def _last(one: Series) -> Decimal:
    known = [value for value in one.values if value is not None]
    return exact(known[-1]) if known else Decimal(0)


def _spread(wanted: Sequence[float]) -> list[float]:
    """The same heights, moved apart where names would touch; the order stays, and all stay inside."""
    order = sorted(range(len(wanted)), key=lambda place: (wanted[place], place))
    placed = [0.0] * len(wanted)
    lowest = BOTTOM - APART * (len(wanted) - 1)
    for rank, place in enumerate(order):
        above = placed[order[rank - 1]] + APART if rank else TOP
        placed[place] = min(max(wanted[place], above), max(above, lowest + APART * rank))
    return placed


def _ticks(axis: Axis) -> list[tuple[Decimal, str]]:
    return [(value, worded(value, decimals_of(axis.ticks))) for value in axis.ticks]


def _grid(frame: _Frame, words: Sequence[tuple[Decimal, str]]) -> str:
    drawing = ""
    for value, text in words:
        y = _percent(frame.down(value))
        drawing += f'<line class="lines-grid" x1="0%" x2="100%" y1="{y}" y2="{y}"/>'
        drawing += f'<text class="lines-value" x="0%" y="{y}" dy="-.35em">{escape(text)}</text>'
    return drawing


def _earlier(one: Series, frame: _Frame, places: int) -> str:
    """The figures of a single line over its dots; the last one stands beside its name."""
    known = [(x, exact(v)) for v, x in zip(one.values, frame.places, strict=True) if v is not None]
    return "".join(
        f'<text class="lines-figure" x="{_percent(x)}" y="{_percent(frame.down(value))}" dy="-1.2em"'
        f' text-anchor="middle">{worded(value, places)}</text>'
        for x, value in known[:-1]
    )


def _dates(dates: Sequence[str], frame: _Frame) -> str:
    return "".join(
        f'<text class="lines-date" x="{_percent(x)}" y="100%" text-anchor="middle">{escape(date)}</text>'
        for date, x in zip(dates, frame.places, strict=True)
    )


def _series(number: int, one: Series, frame: _Frame, name_at: float, places: int) -> str:
    spots = [
        None if value is None else (x, frame.down(exact(value)))
        for value, x in zip(one.values, frame.places, strict=True)
    ]
    drawing = ""
    for place, (start, end) in enumerate(pairwise(spots)):
        if start and end and place not in one.broken:
            drawing += _line("lines-line", *start, *end)
    for pair, x in zip(one.intervals, frame.places, strict=False):
        if pair:
            low, high = (frame.down(exact(end)) for end in pair)
            drawing += _line("lines-whisker", x, low, x, high)
    known = [spot for spot in spots if spot]
    drawing += "".join(
        f'<circle class="lines-dot" cx="{_percent(x)}" cy="{_percent(y)}" r="5"/>' for x, y in known
    )
    if known:
        end, value = known[-1], worded(exact(_last(one)), places)
        drawing += (
            f'<text class="lines-name" x="{_percent(end[0])}" dx="14" y="{_percent(name_at)}" dy=".35em">'
            f"<tspan>{value}</tspan> {escape(one.name)}</text>"
        )
    marked = " is-marked" if one.marked else ""
    return f'<g class="lines-{number}{marked}">{drawing}</g>'


def _row(one: Series, places: int) -> LineRow:
    intervals = [*one.intervals, *[None] * (len(one.values) - len(one.intervals))]
    return LineRow(
        one.name,
        tuple("" if value is None else worded(exact(value), places) for value in one.values),
        tuple(between(*(worded(exact(end), places) for end in pair)) if pair else "" for pair in intervals),
    )


def _line(name: str, x1: float, y1: float, x2: float, y2: float) -> str:
    ends = zip(("x1", "y1", "x2", "y2"), (x1, y1, x2, y2), strict=True)
    return f'<line class="{name}" ' + " ".join(f'{key}="{_percent(value)}"' for key, value in ends) + "/>"


def _percent(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") + "%"
