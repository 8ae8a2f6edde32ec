"""The skin of the web page: SVG without a viewBox, so that text and dots keep their size at any width.

Everything across is in percent; what a stylesheet decides has a class and nothing else:

    svg.chart-axis    text (one for each tick)
    svg.chart-plot    line.chart-grid, line.chart-whisker (one along, two ends)
      of bars         line.chart-bar (its stroke is the bar's thickness), line.chart-zero,
                      line.chart-earlier (a tick at the earlier value)
      of dots         line.chart-link, circle.chart-before, circle.chart-now
    svg.is-marked     on the plot of the row that the title is about

Both are `aria-hidden`: the table around them says the same in words. Give them a height; let them overflow.
"""

from collections.abc import Sequence
from html import escape
from itertools import pairwise

from charts.geometry import Kind, Marks, Tick
from charts.letters import width

PLOT, BESIDE, FIGURE = 250, 16, 13  # pixels: the narrowest plot, what lies beside it, the size of a figure


def axis(ticks: Sequence[Tick]) -> str:
    """The figures along the axis, centred on gridlines; long ones stay inside, and some are left out."""
    figures = "".join(
        f'<text x="{_percent(tick.at)}" y="50%" dy=".35em" text-anchor="{_anchor(tick)}">'
        f"{escape(tick.text)}</text>"
        for tick in _readable(ticks)
    )
    return _svg("chart-axis", figures)


def _anchor(tick: Tick) -> str:
    if width(tick.text, FIGURE) / 2 <= BESIDE or tick.at not in (0, 100):
        return "middle"
    return "start" if tick.at == 0 else "end"


def _readable(ticks: Sequence[Tick]) -> Sequence[Tick]:
    """Every figure, or every second, or those at the ends: as many as do not touch on the narrowest page."""
    for kept in (ticks, ticks[::2] if len(ticks) % 2 else ticks[:: len(ticks) - 1]):
        spans = [_span(tick) for tick in kept]
        if all(before[1] + BESIDE / 2 <= after[0] for before, after in pairwise(spans)):
            return kept
    return ticks[:: max(len(ticks) - 1, 1)]


def _span(tick: Tick) -> tuple[float, float]:
    long = width(tick.text, FIGURE)
    start = tick.at / 100 * PLOT - long * {"start": 0.0, "middle": 0.5, "end": 1.0}[_anchor(tick)]
    return start, start + long


def row(kind: Kind, marks: Marks, ticks: Sequence[Tick]) -> str:
    """One row: gridlines, then the marks, the present value last and so on top."""
    drawing = "".join(_upright("chart-grid", tick.at, 0, 100) for tick in ticks)
    drawing += _bar(marks) if kind == "bars" else _dots(marks)
    return _svg("chart-plot is-marked" if marks.marked else "chart-plot", drawing)


def _bar(marks: Marks) -> str:
    drawing = ""
    if marks.now is not None and marks.origin is not None:
        drawing += _along("chart-bar", marks.origin, marks.now)
    if marks.origin is not None:
        drawing += _upright("chart-zero", marks.origin, 0, 100)
    if marks.before is not None:
        drawing += _upright("chart-earlier", marks.before, 14, 86)
    return drawing + _whisker(marks)


def _dots(marks: Marks) -> str:
    drawing = _whisker(marks)
    if marks.before is not None and marks.now is not None:
        drawing += _along("chart-link", marks.before, marks.now)
    if marks.before is not None:
        drawing += f'<circle class="chart-before" cx="{_percent(marks.before)}" cy="50%" r="4.5"/>'
    if marks.now is not None:
        drawing += f'<circle class="chart-now" cx="{_percent(marks.now)}" cy="50%" r="6"/>'
    return drawing


def _whisker(marks: Marks) -> str:
    if marks.low is None or marks.high is None:
        return ""
    ends = "".join(_upright("chart-whisker", at, 34, 66) for at in (marks.low, marks.high))
    return _along("chart-whisker", marks.low, marks.high) + ends


def _along(name: str, start: float, end: float) -> str:
    return f'<line class="{name}" x1="{_percent(start)}" x2="{_percent(end)}" y1="50%" y2="50%"/>'


def _upright(name: str, at: float, top: float, bottom: float) -> str:
    x = _percent(at)
    return f'<line class="{name}" x1="{x}" x2="{x}" y1="{_percent(top)}" y2="{_percent(bottom)}"/>'


def _percent(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") + "%"


def _svg(name: str, drawing: str) -> str:
    return (
        f'<svg class="{name}" width="100%" height="100%" overflow="visible" aria-hidden="true"'
        f' focusable="false">{drawing}</svg>'
    )
