"""Two sides of each row on one axis, the furthest apart first: rows in, a chart to loop over out."""

from collections.abc import Sequence
from dataclasses import dataclass

from charts import page_skin
from charts.figures import Number, exact
from charts.geometry import Chart, Row, Skin
from charts.plots import Range, dots


@dataclass(frozen=True)
class Pair:
    """`one` is drawn filled, `other` hollow; with only one of them, or none, the row comes last, unmarked."""

    label: str
    one: Number | None
    other: Number | None
    note: str = ""
    marked: bool = False


def dumbbells(
    pairs: Sequence[Pair],
    *,
    within: Range | None = None,
    places: int | None = None,
    skin: Skin = page_skin,
) -> Chart:
    """`value` of a row is its one side, `before` the other. Errors as for `dots`."""
    known = [pair for pair in pairs if pair.one is not None and pair.other is not None]
    known.sort(key=lambda pair: -abs(exact(pair.one or 0) - exact(pair.other or 0)))
    rows = [
        Row(pair.label, pair.one, before=pair.other, note=pair.note, marked=pair.marked) for pair in known
    ]
    rows += [Row(pair.label, None, note=pair.note) for pair in pairs if pair not in known]
    return dots(rows, ranked=False, within=within, places=places, skin=skin)
