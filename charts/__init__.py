"""Numbers, drawn: pure geometry, SVG and table rows."""

from charts.dumbbells import Pair, dumbbells
from charts.geometry import Chart, Marks, PlotRow, Row, Tick
from charts.line_marks import Series
from charts.lines import Lines, lines
from charts.plots import bars, dots
from charts.radars import radar

__all__ = [
    "Chart",
    "Lines",
    "Marks",
    "Pair",
    "PlotRow",
    "Row",
    "Series",
    "Tick",
    "bars",
    "dots",
    "dumbbells",
    "lines",
    "radar",
]
