"""The skin of a file that stands alone: the page's geometry with literal colours, in points of a print.

A typesetter knows neither stylesheets nor custom properties and paints what it does not know black. So every
mark carries its paint, light theme; `sheet` puts the rows of a chart under each other in one SVG.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from charts import page_skin
from charts.geometry import Chart, Kind, Marks, Tick

DEEP, GREY, MARK, RULE, TINT = "#0F4C5C", "#6E7F89", "#A3195B", "#D5DDDF", "#EDF3F4"
PAINT = {
    "chart-grid": f'stroke="{RULE}" stroke-width="0.6"',
    "chart-whisker": f'stroke="{GREY}" stroke-width="1.1"',
    "chart-bar": f'stroke="{DEEP}" stroke-width="7"',
    "chart-zero": f'stroke="{GREY}" stroke-width="0.8"',
    "chart-earlier": f'stroke="{GREY}" stroke-width="1.2"',
    "chart-link": f'stroke="{DEEP}" stroke-width="1.4"',
    "chart-before": f'fill="#FFFFFF" stroke="{GREY}" stroke-width="1.2"',
    "chart-now": f'fill="{DEEP}"',
}
CLASS = re.compile(r'class="([a-z-]+)"')
SIZES = {'r="6"': 'r="4.2"', 'r="4.5"': 'r="3.4"'}


@dataclass(frozen=True)
class Behind:
    """What stands behind the rows: shaded parts of the axis, and by row a tick where a score must be."""

    bands: Sequence[tuple[float, float]] = ()
    needs: Mapping[int, float] | None = None
    hatched: Sequence[int] = ()


def axis(ticks: Sequence[Tick]) -> str:
    """Nothing: a file sets the figures of the axis as text, so that they can be read out and found."""
    return ""


def row(kind: Kind, marks: Marks, ticks: Sequence[Tick]) -> str:
    """One row as the page draws it, painted."""
    drawn = page_skin.row(kind, marks, ticks)
    inner = drawn[drawn.index(">") + 1 : drawn.rindex("</svg>")]
    for page, file in SIZES.items():
        inner = inner.replace(page, file)
    painted = CLASS.sub(lambda found: PAINT[found[1]], inner)
    return painted.replace(DEEP, MARK) if marks.marked else painted


def sheet(chart: Chart, width: float, height: float, behind: Behind | None = None, edge: float = 0) -> str:
    """All rows of a chart made with this skin, each `height` points high, as one SVG file of its own.

    `edge`: room beside the axis on either side, so that a mark at its end stands whole.
    """
    behind, total = behind or Behind(), height * len(chart.rows)
    parts = [
        _rectangle(start / 100 * width, 0, (end - start) / 100 * width, total, TINT)
        for start, end in behind.bands
    ]
    for number, line in enumerate(chart.rows):
        top = number * height
        if number in behind.hatched:
            parts.append(_hatching(width, top, height))
        parts.append(
            f'<svg x="0" y="{_n(top)}" width="{_n(width)}" height="{_n(height)}"'
            f' overflow="visible">{line.svg}</svg>'
        )
        need = (behind.needs or {}).get(number)
        if need is not None:
            parts.append(_need(need / 100 * width, top, height))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_n(width + 2 * edge)}" height="{_n(total)}"'
        f' viewBox="{_n(-edge)} 0 {_n(width + 2 * edge)} {_n(total)}">{"".join(parts)}</svg>'
    )


def _need(x: float, top: float, height: float) -> str:
    """A small triangle that points down at the score that a gate asks for, above the dot."""
    y = top + height * 0.16
    return f'<path d="M{_n(x - 2.6)} {_n(y - 2)}h5.2l-2.6 4.4z" fill="{GREY}"/>'


def _hatching(width: float, top: float, height: float) -> str:
    """Slanted lines where there is no score to show."""
    low, high = top + height * 0.3, top + height * 0.7
    reach = high - low
    lines = (f"M{_n(x)} {_n(high)}L{_n(x + reach)} {_n(low)}" for x in range(0, int(width - reach), 6))
    return f'<path d="{"".join(lines)}" stroke="{RULE}" stroke-width="0.8" fill="none"/>'


def _rectangle(x: float, y: float, width: float, height: float, fill: str) -> str:
    return f'<rect x="{_n(x)}" y="{_n(y)}" width="{_n(width)}" height="{_n(height)}" fill="{fill}"/>'


def _n(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
