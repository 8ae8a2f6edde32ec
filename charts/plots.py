"""Ranked bars and ranked dot plots: rows in, a chart to loop over out (DESIGN.md section 7)."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from charts import page_skin
from charts.axis import Axis, axis_between, axis_for
from charts.figures import Number, between, decimals_of, exact, worded
from charts.geometry import Chart, Kind, Marks, Markup, PlotRow, Row, Skin, Tick

Range = tuple[Number, Number]


@dataclass(frozen=True)
class _Known:
    """A row with its figures made exact."""

    row: Row
    value: Decimal | None
    before: Decimal | None
    low: Decimal | None
    high: Decimal | None

    @property
    def figures(self) -> list[Decimal]:
        """All its figures that are known."""
        return [f for f in (self.value, self.before, self.low, self.high) if f is not None]


def bars(
    rows: Sequence[Row],
    *,
    unit: str = "",
    ranked: bool = True,
    within: Range | None = None,
    skin: Skin = page_skin,
) -> Chart:
    """Horizontal bars from zero, the longest first; an earlier value is a tick across the bar.

    `ranked=False` keeps the author's order, for rows that have one of their own, such as years.
    `within` fixes the axis and must hold zero and every figure.
    `unit` "%" stands after each figure; any other belongs in the subtitle.
    ValueError for no rows, no known value, a figure that is not a number (charts.figures), half an interval,
    an interval that does not hold its value, and figures beyond `within`.
    """
    known = _known(rows, ranked)
    axis = _axis(known, within, from_zero=True)
    return _chart("bars", known, axis, unit, None, skin)


def dots(
    rows: Sequence[Row],
    *,
    unit: str = "",
    ranked: bool = True,
    within: Range | None = None,
    places: int | None = None,
    skin: Skin = page_skin,
) -> Chart:
    """Dots along an axis, the highest first: now filled, before hollow, a line between, a whisker if known.

    Arguments and errors as for `bars`; the axis need not hold zero. `places`: decimals of every figure.
    """
    known = _known(rows, ranked)
    axis = _axis(known, within, from_zero=False)
    return _chart("dots", known, axis, unit, places, skin)


def _known(rows: Sequence[Row], ranked: bool) -> list[_Known]:
    known = [_exact_row(row) for row in rows]
    if all(one.value is None for one in known):
        raise ValueError("a chart needs at least one row with a value")
    if not ranked:
        return known
    # Python's sort is stable: rows that tie keep the order they came in.
    return sorted(known, key=lambda one: (one.value is None, -(one.value or 0)))


def _exact_row(row: Row) -> _Known:
    value, before, low, high = (
        None if figure is None else exact(figure) for figure in (row.value, row.before, row.low, row.high)
    )
    if (low is None) != (high is None):
        raise ValueError(f"half an interval: {row.label}")
    if low is not None and high is not None and (value is None or not low <= value <= high):
        raise ValueError(f"the interval does not hold its value: {row.label}")
    return _Known(row, value, before, low, high)


def _axis(known: Sequence[_Known], within: Range | None, from_zero: bool) -> Axis:
    figures = [figure for one in known for figure in one.figures]
    if within is None:
        return axis_for(figures, from_zero)
    axis = axis_between(exact(within[0]), exact(within[1]))
    for figure in [*figures, Decimal(0)] if from_zero else figures:
        axis.at(figure)
    return axis


def _chart(
    kind: Kind, known: Sequence[_Known], axis: Axis, unit: str, places: int | None, skin: Skin
) -> Chart:
    decimals = decimals_of(axis.ticks)
    ticks = tuple(Tick(axis.at(value), worded(value, decimals, unit)) for value in axis.ticks)
    if places is None:
        places = decimals_of([figure for one in known for figure in one.figures])
    rows = tuple(_plot_row(kind, one, axis, ticks, places, unit, skin) for one in known)
    return Chart(
        kind=kind,
        unit=unit,
        ticks=ticks,
        axis_svg=Markup(skin.axis(ticks)),
        rows=rows,
        has_before=any(one.before is not None for one in known),
        has_interval=any(one.low is not None for one in known),
        has_marked=any(one.row.marked for one in known),
    )


def _plot_row(
    kind: Kind, one: _Known, axis: Axis, ticks: Sequence[Tick], places: int, unit: str, skin: Skin
) -> PlotRow:
    def at(figure: Decimal | None) -> float | None:
        return None if figure is None else axis.at(figure)

    def text(figure: Decimal | None) -> str:
        return "" if figure is None else worded(figure, places, unit)

    origin = axis.at(Decimal(0)) if kind == "bars" else None
    marks = Marks(at(one.value), at(one.before), at(one.low), at(one.high), origin, one.row.marked)
    return PlotRow(
        label=one.row.label,
        note=one.row.note,
        value_text=text(one.value),
        before_text=text(one.before),
        interval_text=between(text(one.low), text(one.high)) if one.low is not None else "",
        marked=one.row.marked,
        marks=marks,
        svg=Markup(skin.row(kind, marks, ticks)),
    )
