"""Sheet Items: every question with its points, in the instrument's order; what all other numbers stand on."""

from dataclasses import dataclass

from xlsxwriter.worksheet import Worksheet

from reports.briefing.pages import Briefing
from reports.briefing.shape import HeatGroup, HeatLine

from .pen import Pen

NAME, FIRST = "Items", 4
WEIGHT, POINTS = "D", "E"
COLUMNS = [
    "Question", "Dimension", "What it is about", "Weight", "Points, 0 to 100", "Mean level", "Don’t know",
    "Note", "Mean distance, levels", "r_wg", "Level 1", "Level 2", "Level 3", "Level 4", "Level 5",
    "Evidence named", "The question",
]  # fmt: skip
FIGURES = {3, 4, 5, 6, *range(8, 15)}
WIDTHS = [10, 11, 34, 8, 10, 9, 9, 16, 10, 8, 7, 7, 7, 7, 7, 10, 70]
NOTE = "Points are 25 · (level − 1), the mean of the people who gave a level. An empty cell is not a zero."


@dataclass(frozen=True, slots=True)
class Rows:
    """Where the questions of a dimension stand, as rows of the sheet counted from 1."""

    first: int
    last: int

    @property
    def points(self) -> str:
        return f"{NAME}!${POINTS}${self.first}:${POINTS}${self.last}"

    @property
    def weights(self) -> str:
        return f"{NAME}!${WEIGHT}${self.first}:${WEIGHT}${self.last}"


def write(pen: Pen, briefing: Briefing) -> dict[str, Rows]:
    """By the dimension's id, where its questions stand."""
    sheet = pen.sheet(NAME, WIDTHS, "Questions", NOTE)
    pen.columns(sheet, FIRST - 1, COLUMNS, FIGURES)
    sheet.freeze_panes(FIRST, 1)
    sheet.repeat_rows(FIRST - 1)
    row = FIRST
    found: dict[str, Rows] = {}
    for group in briefing.heatmap:
        start = row
        for line in group.lines:
            _line(pen, sheet, row, group, line)
            row += 1
        found[group.id] = Rows(start + 1, row)
    return found


def _line(pen: Pen, sheet: Worksheet, row: int, group: HeatGroup, line: HeatLine) -> None:
    pen.text(sheet, row, 0, line.id, "strong")
    pen.text(sheet, row, 1, group.id, "short")
    pen.text(sheet, row, 2, line.head)
    pen.number(sheet, row, 3, line.weight, "fine")
    pen.number(sheet, row, 4, line.points)
    pen.number(sheet, row, 5, line.level)
    pen.number(sheet, row, 6, line.unknown, "share")
    pen.text(sheet, row, 7, "Opinions divided" if line.divided else line.mark, "quiet")
    pen.number(sheet, row, 8, line.ad, "fine")
    pen.number(sheet, row, 9, line.rwg, "fine")
    for column, count in enumerate(line.counts or (), 10):
        pen.number(sheet, row, column, count, "whole")
    pen.text(sheet, row, 15, "yes" if line.evidence else "no", "short")
    pen.text(sheet, row, 16, line.stem)
