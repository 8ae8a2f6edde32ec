"""Numbers, drawn: pure geometry, SVG and table rows."""

from charts.geometry import Chart, Marks, PlotRow, Row, Tick
from charts.plots import bars, dots

__all__ = ["Chart", "Marks", "PlotRow", "Row", "Tick", "bars", "dots"]
