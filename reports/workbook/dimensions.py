"""Sheet Dimensions: dimensions, pillars and the index, each a formula over the rows below it."""

from collections.abc import Iterable, Mapping
from fractions import Fraction

from xlsxwriter.worksheet import Worksheet

from reports.briefing.pages import Briefing
from reports.briefing.shape import PartLine

from . import items
from .pen import Pen

NAME, FIRST = "Dimensions", 4
COLUMNS = [
    "Id", "Name", "Pillar", "Weight", "Mean of what is known", "Score", "As printed", "Low", "High",
    "What the range is", "Coverage", "Gate from level", "Round before",
]  # fmt: skip
FIGURES = {3, 4, 5, 6, 7, 8, 10, 11, 12}
WIDTHS = [7, 34, 8, 8, 14, 10, 14, 8, 8, 22, 10, 10, 10]
NOTE = (
    "Each value is Σ weight · value / Σ weight over the rows that have a value. Follow the formulas to Items."
)
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


def write(pen: Pen, briefing: Briefing, rows: Mapping[str, items.Rows]) -> str:
    """The cell that holds the index."""
    sheet = pen.sheet(NAME, WIDTHS, "Dimensions, pillars and index", NOTE)
    pen.columns(sheet, FIRST - 1, COLUMNS, FIGURES)
    sheet.freeze_panes(FIRST, 2)
    known = {part.id: part for part in briefing.profile}
    row = FIRST
    values: dict[str, Value] = {}
    spans: dict[str, tuple[int, int]] = {}
    for group in briefing.heatmap:
        part = known[group.id]
        values[part.id] = value = mean(
            (line.weight.value, line.points.value if line.points else None) for line in group.lines
        )
        _row(pen, sheet, row, part, weighted(rows[group.id].weights, rows[group.id].points), value)
        first, _ = spans.get(group.pillar, (row + 1, row))
        spans[group.pillar] = (first, row + 1)
        row += 1
    return _pillars(pen, sheet, row + 2, briefing, values, spans)


def _pillars(
    pen: Pen,
    sheet: Worksheet,
    row: int,
    briefing: Briefing,
    values: Mapping[str, Value],
    spans: Mapping[str, tuple[int, int]],
) -> str:
    pen.text(sheet, row - 1, 0, "Pillars", "heading")
    start, tops = row, []
    for pillar in (part for part in briefing.pillars if part.id in spans):
        own = [part for part in briefing.profile if part.pillar == pillar.id]
        value = mean((part.weight.value, values[part.id]) for part in own)
        first, last = spans[pillar.id]
        _row(pen, sheet, row, pillar, weighted(f"$D${first}:$D${last}", f"$E${first}:$E${last}"), value)
        tops.append((pillar.weight.value, value))
        row += 1
    pen.text(sheet, row + 1, 1, "Index", "strong")
    said = weighted(f"$D${start + 1}:$D${row}", f"$E${start + 1}:$E${row}")
    index, shown = mean(tops), briefing.standing.index
    if index is None or shown is None:
        pen.text(sheet, row + 1, 4, TOO_LITTLE, "marked")
    else:
        pen.formula(sheet, row + 1, 4, said, index, "sum")
        pen.formula(sheet, row + 1, 5, f"=E{row + 2}", index, "sum")
        pen.text(sheet, row + 1, 6, shown.text, "printed")
    return f"{NAME}!$E${row + 2}"


def _row(pen: Pen, sheet: Worksheet, row: int, part: PartLine, said: str, value: Value) -> None:
    pen.text(sheet, row, 0, part.id, "strong")
    pen.text(sheet, row, 1, part.name)
    pen.text(sheet, row, 2, part.pillar, "short")
    pen.number(sheet, row, 3, part.weight, "fine")
    if value is None:
        sheet.write_formula(row, 4, said, pen.style("number"), "")
    else:
        pen.formula(sheet, row, 4, said, value)
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
