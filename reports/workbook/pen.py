"""Writes cells of a worksheet: text stays text, numbers are numbers, and both wear the house's colours."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, time
from fractions import Fraction
from math import ceil
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from reports.briefing.shape import Figure
from reports.words import CALCULATED, cell, cut

SIZE, LINE, MOST_HEIGHT = 10, 13.5, 400
SIGNS, BOLD = 1.08, 0.88  # signs in a unit of width, in the wider of the usual faces
TITLE_WIDE = 2  # a sign of a title beside one of the text
FACE, SERIF = "Public Sans", "Newsreader"
INK, QUIET, DEEP, MARK, TINT, RULE = "#13232E", "#586770", "#0F4C5C", "#A3195B", "#EDF3F4", "#D5DDDF"
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": "d mmmm yyyy",
}
STYLES: dict[str, dict[str, Any]] = {
    "title": {"font_name": SERIF, "font_size": 20, "font_color": INK},
    "long title": {"font_name": SERIF, "font_size": 20, "font_color": INK, "text_wrap": True},
    "finding": {
        "font_name": SERIF, "font_size": 15, "font_color": INK, "text_wrap": True, "valign": "vcenter",
    },
    "heading": {"bold": True, "font_size": 12, "font_color": DEEP},
    "column": {
        "bold": True, "font_color": DEEP, "bg_color": TINT, "bottom": 1, "bottom_color": DEEP,
        "text_wrap": True, "valign": "vcenter",
    },
    "over figures": {
        "bold": True, "font_color": DEEP, "bg_color": TINT, "bottom": 1, "bottom_color": DEEP,
        "text_wrap": True, "valign": "vcenter", "align": "right", "indent": 1,
    },
    "text": {"text_wrap": True, "valign": "vcenter"},
    "short": {"valign": "vcenter"},
    "strong": {"bold": True, "valign": "vcenter", "text_wrap": True},
    "marked": {"bold": True, "font_color": MARK, "valign": "vcenter", "text_wrap": True},
    "quiet": {"font_color": QUIET, "text_wrap": True, "valign": "vcenter"},
    "line": {"font_color": QUIET, "valign": "vcenter"},
    "number": {"num_format": "0.0", "valign": "vcenter", "align": "right", "indent": 1},
    "fine": {"num_format": "0.00", "valign": "vcenter", "align": "right", "indent": 1},
    "share": {"num_format": "0%", "valign": "vcenter", "align": "right", "indent": 1},
    "whole": {"num_format": "0", "valign": "vcenter", "align": "right", "indent": 1},
    "sum": {
        "num_format": "0.0", "valign": "vcenter", "bold": True, "top": 1, "top_color": DEEP, "align": "right",
        "indent": 1,
    },
    "first": {"num_format": "0.0", "valign": "vcenter", "bold": True, "align": "left"},
    "printed": {"valign": "vcenter", "align": "right", "indent": 1},
    "day": {"num_format": "d mmmm yyyy", "valign": "vcenter", "align": "left"},
}  # fmt: skip


class Pen:
    """One workbook's formats; each is made once."""

    def __init__(self, book: Workbook, foot: str = "") -> None:
        """`foot`: what stands under every printed page; without it the line under the sheet's title does."""
        self.book = book
        self.foot = foot
        self._made: dict[tuple[str, bool], Format] = {}
        self._widths: dict[str, Sequence[float]] = {}
        self._lines: dict[tuple[str, int], int] = {}

    def style(self, name: str, *, quoted: bool = False) -> Format:
        """`quoted`: the cell says that it is text, so that editing it makes no formula of it either."""
        if (name, quoted) not in self._made:
            more = {"quote_prefix": True} if quoted else {}
            base = {"font_name": FACE, "font_size": SIZE, "font_color": INK}
            self._made[name, quoted] = self.book.add_format({**base, **STYLES[name], **more})
        return self._made[name, quoted]

    def sheet(self, name: str, widths: Sequence[float], title: str, note: str) -> Worksheet:
        """The sheet of that name with its title and a line under it, laid out to be printed."""
        sheet: Worksheet = self.book.get_worksheet_by_name(name)
        self._widths[name] = widths
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width, self.style("short"))
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_footer(f"&L{cut(cell(self.foot or note), 140).replace('&', '&&')}&R&P / &N")
        sheet.set_row(0, 30)
        if len(title) * TITLE_WIDE > sum(widths):
            self.across(sheet, 0, 0, len(widths) - 1, title, "long title")
        else:
            self.text(sheet, 0, 0, title, "title")
        self.text(sheet, 1, 0, note, "line")
        return sheet

    def text(self, sheet: Worksheet, row: int, column: int, said: str, style: str = "text") -> None:
        kept = cell(said)
        if kept:
            sheet.write_string(row, column, kept, self.style(style, quoted=kept.startswith(CALCULATED)))
            if STYLES[style].get("text_wrap"):
                wide = self._widths[sheet.get_name()][column]
                self._note(sheet, row, kept, wide * (BOLD if STYLES[style].get("bold") else 1))

    def across(
        self, sheet: Worksheet, row: int, first: int, last: int, said: str, style: str = "text"
    ) -> None:
        """Text over several columns."""
        sheet.merge_range(row, first, row, last, "", self.style(style))
        kept = cell(said)
        sheet.write_string(row, first, kept, self.style(style, quoted=kept.startswith(CALCULATED)))
        scale = STYLES[style].get("font_size", SIZE) / SIZE
        self._note(sheet, row, kept, sum(self._widths[sheet.get_name()][first : last + 1]) / scale, scale)

    def _note(self, sheet: Worksheet, row: int, said: str, width: float, scale: float = 1) -> None:
        room = max(1, int(width * SIGNS))
        lines = sum(_wrapped(line, room) for line in said.split("\n"))
        key = (sheet.get_name(), row)
        self._lines[key] = max(self._lines.get(key, 1), ceil(lines * scale))

    def fit(self) -> None:
        """Gives rows the height of their words; not every reader does that by itself."""
        for (name, row), lines in self._lines.items():
            self.book.get_worksheet_by_name(name).set_row(row, min(MOST_HEIGHT, 4 + LINE * lines))

    def number(
        self,
        sheet: Worksheet,
        row: int,
        column: int,
        value: Figure | int | float | None,
        style: str = "number",
    ) -> None:
        """Nothing for None: an empty cell is not a zero."""
        if value is not None:
            exact = value.number if isinstance(value, Figure) else value
            sheet.write_number(row, column, exact, self.style(style))

    def formula(
        self, sheet: Worksheet, row: int, column: int, said: str, value: Fraction, style: str = "number"
    ) -> None:
        """With the value it comes to, for readers that do not calculate."""
        sheet.write_formula(row, column, said, self.style(style), float(value))

    def day(self, sheet: Worksheet, row: int, column: int, day: date) -> None:
        sheet.write_datetime(row, column, datetime.combine(day, time()), self.style("day"))

    def columns(
        self, sheet: Worksheet, row: int, names: Sequence[str], figures: Collection[int] = ()
    ) -> None:
        """The names over a table; those over `figures` stand to the right, as the figures do."""
        for column, name in enumerate(names):
            self.text(sheet, row, column, name, "over figures" if column in figures else "column")


def _wrapped(said: str, room: int) -> int:
    """Lines of so many signs; a word that is longer begins on a line of its own, as programs set it."""
    count, used = 1, 0
    for word in said.split():
        if used and used + 1 + len(word) <= room:
            used += 1 + len(word)
            continue
        count += bool(used) + (len(word) - 1) // room
        used = (len(word) - 1) % room + 1
    return count
