"""What goes into a chart and what comes out: rows, ticks, and positions in percent of the width."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from charts.figures import Number

Kind = Literal["bars", "dots"]


class Markup(str):
    """Text that is SVG already; templates that know `__html__` print it as it is."""

    __slots__ = ()

    def __html__(self) -> str:
        return str(self)


@dataclass(frozen=True)
class Row:
    """One row as its author gives it. `value` None means not known: the row is listed last, without a mark.

    `before` is the earlier value, `low` and `high` the interval around `value` (both or neither), `note` a
    second line under the label. `marked` is for the one row that the title of the chart is about.
    """

    label: str
    value: Number | None
    before: Number | None = None
    low: Number | None = None
    high: Number | None = None
    note: str = ""
    marked: bool = False


@dataclass(frozen=True)
class Tick:
    """A gridline: its place, 0 to 100 percent, and its figure."""

    at: float
    text: str


@dataclass(frozen=True)
class Marks:
    """Positions of one row's marks in percent, 0 to 100; None where there is nothing to draw.

    `origin` is where a bar begins: zero, and None in a dot plot.
    """

    now: float | None
    before: float | None = None
    low: float | None = None
    high: float | None = None
    origin: float | None = None
    marked: bool = False


@dataclass(frozen=True)
class PlotRow:
    """A row of the table: its words, and `svg` for the cell of the plot. Unknown figures are empty."""

    label: str
    note: str
    value_text: str
    before_text: str
    interval_text: str
    marked: bool
    marks: Marks
    svg: Markup


@dataclass(frozen=True)
class Chart:
    """A chart as a table: `axis_svg` belongs in the heading of the plot's column, `row.svg` in its cells."""

    kind: Kind
    unit: str
    ticks: tuple[Tick, ...]
    axis_svg: Markup
    rows: tuple[PlotRow, ...]
    has_before: bool
    has_interval: bool
    has_marked: bool


class Skin(Protocol):
    """How geometry is painted: on the page by classes; in a file that stands alone by literal colours."""

    def axis(self, ticks: Sequence[Tick]) -> str:
        """The figures along the axis."""

    def row(self, kind: Kind, marks: Marks, ticks: Sequence[Tick]) -> str:
        """The plot of one row with the gridlines behind it."""
