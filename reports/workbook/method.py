"""Sheet Method: rules with this round's numbers in them, other weights, conditions of the levels, limits."""

from xlsxwriter.worksheet import Worksheet

from reports.briefing.pages import Briefing

from .pen import Pen

NAME = "Method"
WIDTHS = [30, 16, 16, 16, 16, 60]


def write(pen: Pen, briefing: Briefing) -> None:
    sheet = pen.sheet(NAME, WIDTHS, "Method", briefing.about.basis)
    method = briefing.method
    row = _gates(pen, sheet, 3, briefing)
    pen.text(sheet, row, 0, "How the figures were made", "heading")
    row += 1
    for formula in method.formulas:
        pen.text(sheet, row, 0, formula.name, "strong")
        pen.across(sheet, row, 1, 5, f"{formula.rule} {formula.sum}".strip())
        row += 1
    pen.text(sheet, row + 1, 0, "The index under other weights", "heading")
    row += 2
    for scheme in method.schemes:
        pen.text(sheet, row, 0, scheme.name)
        pen.number(sheet, row, 1, scheme.index)
        row += 1
    parts = {
        "Rules": method.rules,
        "Noticed": method.flags,
        "Evidence named": tuple(f"{each.item} {each.head}. {each.text}".strip() for each in method.evidence),
        "Sources": method.sources,
        "What it is not": method.limits,
    }
    for heading, sentences in parts.items():
        row = _list(pen, sheet, row + 1, heading, sentences)


def _gates(pen: Pen, sheet: Worksheet, row: int, briefing: Briefing) -> int:
    """A table level by condition, with what is missing where one is missed."""
    if not briefing.gates:
        return row
    pen.text(sheet, row, 0, "Conditions of the levels", "heading")
    levels = [f"Level {cell.level.number}" for cell in briefing.gates[0].cells]
    pen.columns(sheet, row + 1, ["", *levels])
    row += 2
    for line in briefing.gates:
        have = f" ({line.have.text})" if line.have else ""
        pen.text(sheet, row, 0, line.name + have, "strong")
        for column, cell in enumerate(line.cells, 1):
            missed = cell.state == "missed" and cell.short is not None
            said = f"missed by {cell.short.text}" if missed and cell.short else cell.state
            pen.text(sheet, row, column, said, "marked" if cell.state == "missed" else "quiet")
        row += 1
    return row + 1


def _list(pen: Pen, sheet: Worksheet, row: int, heading: str, sentences: tuple[str, ...]) -> int:
    if not sentences:
        return row
    pen.text(sheet, row, 0, heading, "heading")
    for number, sentence in enumerate(sentences, row + 1):
        pen.across(sheet, number, 0, 5, sentence)
    return row + 1 + len(sentences)
