"""Sheet Dimensions: dimensions, pillars and the index, each a formula over the rows below it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from xlsxwriter.worksheet import Worksheet

from reports.briefing.pages import Briefing
from reports.briefing.shape import Figure, PartLine

from . import items
from .pen import Pen

NAME, FIRST = "Dimensions", 4
COLUMNS = [
    "Id", "Name", "Pillar", "Weight", "Mean of what is known", "Score", "As printed", "Low", "High",
    "What the range is", "Coverage", "Gate from level", "Round before",
    "Note",
]  # fmt: skip
FIGURES = {3, 4, 5, 6, 7, 8, 10, 11, 12}
WIDTHS = [7, 34, 15, 8, 14, 16, 14, 8, 8, 22, 10, 10, 10, 40]
NOTE = (
    "Each value is Σ weight · value / Σ weight over the rows that have a value. Follow the formulas to Items."
)
HIDDEN = "Under five answers on a part of this, so its parts do not add up here."
TOO_LITTLE, WAIVED = "Too little known", "Does not apply"
RANGES = {"interval": "95 % interval", "unknown": "what is not known"}
Value = Fraction | None


def weighted(weights: str, values: str) -> str:
    """The rule of SPEC 3.2 as a formula; empty where nothing below has a value."""
    known = f"SUMPRODUCT(--ISNUMBER({values}),{weights})"
    return f'=IF({known}=0,"",SUMPRODUCT({weights},{values})/{known})'


def mean(parts: Iterable[tuple[Fraction, Value]]) -> Value:
    """The same sum here, for the values kept beside the formulas."""
    known = [(weight, value) for weight, value in parts if value is not None]
    weight = sum((each for each, _ in known), Fraction(0))
    return sum((w * value for w, value in known), Fraction(0)) / weight if weight else None


@dataclass(frozen=True, slots=True)
class Sum:
    """A value with the formula that comes to it; `traced` False where parts of it are not shown to anyone."""

    formula: str
    value: Value
    traced: bool


def summed(said: str, parts: Iterable[tuple[Fraction, Value]], printed: Figure | None) -> Sum:
    """What is printed wins: where the open parts come to something else, some of them had to be left out."""
    value = mean(parts)
    if printed is None or printed.value == value:
        return Sum(said, value, traced=True)
    return Sum(said, printed.value, traced=False)


def write(pen: Pen, briefing: Briefing, rows: Mapping[str, items.Rows]) -> str:
    """The cell that holds the index."""
    sheet = pen.sheet(NAME, WIDTHS, "Dimensions, pillars and index", NOTE)
    pen.columns(sheet, FIRST - 1, COLUMNS, FIGURES)
    sheet.freeze_panes(FIRST, 2)
    known = {part.id: part for part in briefing.profile}
    row, spans = FIRST, dict[str, tuple[int, int]]()
    values: dict[str, list[tuple[Fraction, Value]]] = {}
    for group in briefing.heatmap:
        part = known[group.id]
        points = ((each.weight.value, each.points.value if each.points else None) for each in group.lines)
        found = summed(weighted(rows[group.id].weights, rows[group.id].points), points, part.score)
        _row(pen, sheet, row, part, found)
        values.setdefault(group.pillar, []).append((part.weight.value, found.value))
        spans[group.pillar] = (spans.get(group.pillar, (row + 1, 0))[0], row + 1)
        row += 1
    return _pillars(pen, sheet, row + 2, briefing, values, spans)


def _pillars(
    pen: Pen,
    sheet: Worksheet,
    row: int,
    briefing: Briefing,
    values: Mapping[str, list[tuple[Fraction, Value]]],
    spans: Mapping[str, tuple[int, int]],
) -> str:
    pen.text(sheet, row - 1, 0, "Pillars", "heading")
    start, tops = row, []
    for pillar in (part for part in briefing.pillars if part.name in spans):
        first, last = spans[pillar.name]
        said = weighted(f"$D${first}:$D${last}", f"$E${first}:$E${last}")
        found = summed(said, values[pillar.name], pillar.score)
        _row(pen, sheet, row, pillar, found)
        tops.append((pillar.weight.value, found.value))
        row += 1
    pen.text(sheet, row + 1, 1, "Index", "strong")
    said = weighted(f"$D${start + 1}:$D${row}", f"$E${start + 1}:$E${row}")
    shown = briefing.standing.index
    if shown is None:
        pen.text(sheet, row + 1, 4, TOO_LITTLE, "marked")
    else:
        _value(pen, sheet, row + 1, summed(said, tops, shown), "sum")
        pen.formula(sheet, row + 1, 5, f"=E{row + 2}", shown.value, "sum")
        pen.text(sheet, row + 1, 6, shown.text, "printed")
    return f"{NAME}!$E${row + 2}"


def _value(pen: Pen, sheet: Worksheet, row: int, found: Sum, style: str = "number") -> None:
    if not found.traced:
        pen.number(sheet, row, 4, float(found.value or 0), style)
        pen.text(sheet, row, len(COLUMNS) - 1, HIDDEN, "quiet")
    elif found.value is None:
        sheet.write_formula(row, 4, found.formula, pen.style(style), "")
    else:
        pen.formula(sheet, row, 4, found.formula, found.value, style)


def _row(pen: Pen, sheet: Worksheet, row: int, part: PartLine, found: Sum) -> None:
    pen.text(sheet, row, 0, part.id, "strong")
    pen.text(sheet, row, 1, part.name)
    pen.text(sheet, row, 2, part.pillar, "short")
    pen.number(sheet, row, 3, part.weight, "fine")
    _value(pen, sheet, row, found)
    if part.score is None:
        pen.text(sheet, row, 5, WAIVED if part.sufficient is None else TOO_LITTLE, "marked")
    else:
        pen.formula(sheet, row, 5, f"=E{row + 1}", part.score.value)
        pen.text(sheet, row, 6, part.score.text, "printed")
    if part.span:
        pen.number(sheet, row, 7, part.span.low)
        pen.number(sheet, row, 8, part.span.high)
        pen.text(sheet, row, 9, RANGES[part.span.kind], "quiet")
    pen.number(sheet, row, 10, part.coverage, "share")
    pen.number(sheet, row, 11, part.gate, "whole")
    pen.number(sheet, row, 12, part.before)
