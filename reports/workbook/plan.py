"""Sheet Plan: what to do in 30, 60 and 90 days, and the shortest way to the next level."""

from xlsxwriter.worksheet import Worksheet

from reports.briefing.pages import Briefing

from .pen import Pen
from .summary import EDITED

NAME, FIRST = "Plan", 4
COLUMNS = ["When", "Until", "Question", "Action", "Owner", "What will prove it", "Edited"]
WIDTHS = [14, 16, 18, 60, 24, 44, 18]
WAY = ["Question", "From level", "To level", "What to do", "Who", "What will prove it", "Points of index"]
TO_NEXT = "Each step raises one answer by one level; together they are the shortest way."


def write(pen: Pen, briefing: Briefing) -> None:
    sheet = pen.sheet(NAME, WIDTHS, "Plan", briefing.about.basis)
    pen.columns(sheet, FIRST - 1, COLUMNS)
    sheet.freeze_panes(FIRST, 0)
    row = FIRST
    for period in briefing.plan:
        for line in period.lines:
            pen.text(sheet, row, 0, period.title, "strong")
            if period.until:
                pen.day(sheet, row, 1, period.until)
            pen.text(sheet, row, 2, line.item, "short")
            pen.text(sheet, row, 3, line.action.text)
            pen.text(sheet, row, 4, line.owner.text)
            pen.text(sheet, row, 5, line.proof.text)
            pen.text(sheet, row, 6, EDITED if line.edited else "", "quiet")
            row += 1
    _way(pen, sheet, row + 1, briefing)


def _way(pen: Pen, sheet: Worksheet, row: int, briefing: Briefing) -> None:
    path = briefing.path
    if not path.moves:
        return
    target = f"The way to level {path.target.number}" if path.target else "The way on"
    index = f" It leads to an index of {path.index.text}." if path.index else ""
    pen.text(sheet, row, 0, target, "heading")
    pen.text(sheet, row + 1, 0, TO_NEXT + index, "line")
    pen.columns(sheet, row + 2, WAY, {1, 2, 6})
    for number, step in enumerate(path.moves, row + 3):
        pen.text(sheet, number, 0, step.id, "strong")
        pen.number(sheet, number, 1, step.level)
        pen.number(sheet, number, 2, step.to, "whole")
        pen.text(sheet, number, 3, step.text)
        pen.text(sheet, number, 4, step.owner)
        pen.text(sheet, number, 5, step.show)
        pen.number(sheet, number, 6, step.gain, "fine")
