"""An evidence pack as a workbook and as a paper."""

import io
from datetime import datetime, time
from typing import Any

from xlsxwriter import Workbook

from reports.archive import settled
from reports.learning import day
from reports.papers.typesetting import typeset
from reports.words import cell
from reports.workbook.pen import OPTIONS, Pen

from .pack import NOTES, Pack

PEOPLE, OTHERS, ABOUT = "People", "Others", "About"
COLUMNS = ["Name", "Address", "Role here", "What", "Module", "When", "Minutes", "Assessed"]
HIDDEN = "not shown"


def workbook(pack: Pack, product: str) -> bytes:
    written = io.BytesIO()
    book = Workbook(written, OPTIONS)
    title = f"Evidence of learning, {pack.organisation}, {pack.quarter.label}"
    created = datetime.combine(pack.made_on, time())
    book.set_properties({"title": cell(title)[:250], "author": product, "created": created})
    for name in (PEOPLE, OTHERS, ABOUT):
        book.add_worksheet(name).set_paper(9)
    pen = Pen(book)
    _people(pen, pack, title)
    _others(pen, pack, title)
    sheet = pen.sheet(ABOUT, [110], "What this is, and is not", title)
    for row, sentence in enumerate(NOTES, 3):
        pen.text(sheet, row, 0, sentence)
    pen.fit()
    book.close()
    return settled(written.getvalue(), pack.made_on)


def _people(pen: Pen, pack: Pack, title: str) -> None:
    sheet = pen.sheet(PEOPLE, [26, 30, 15, 44, 18, 18, 10, 10], "People who agreed to be named", title)
    pen.columns(sheet, 3, COLUMNS, {6})
    sheet.freeze_panes(4, 1)
    sheet.repeat_rows(3)
    row = 4
    for person in pack.people:
        for line in person.lines:
            for column, said in enumerate((person.name, person.email, person.role, line.what, line.module)):
                pen.text(sheet, row, column, said, "strong" if column == 0 else "text")
            pen.day(sheet, row, 5, line.when)
            pen.number(sheet, row, 6, line.minutes, "whole")
            pen.text(sheet, row, 7, "yes" if line.assessed else "no", "short")
            row += 1
    if not pack.people:
        pen.text(sheet, row, 0, "Nobody who agreed completed anything in this period.", "line")


def _others(pen: Pen, pack: Pack, title: str) -> None:
    sheet = pen.sheet(OTHERS, [40, 30], "Everybody else", title)
    pen.text(sheet, 3, 0, pack.said, "line")
    if pack.counts:
        pen.columns(sheet, 5, ["Module", "People who completed something in it"])
    for row, count in enumerate(pack.counts, 6):
        pen.text(sheet, row, 0, count.module)
        if count.people is None:
            pen.text(sheet, row, 1, HIDDEN, "quiet")
        else:
            pen.number(sheet, row, 1, count.people, "whole")


def paper(pack: Pack, product: str) -> bytes:
    title = f"Evidence of learning, {pack.organisation}, {pack.quarter.label}"
    return typeset("evidence", _values(pack, product), title, pack.made_on)


def _values(pack: Pack, product: str) -> dict[str, Any]:
    every = [line for person in pack.people for line in person.lines]
    return {
        "product": product,
        "organisation": pack.organisation,
        "period": pack.quarter.label,
        "made_on": day(pack.made_on),
        "totals": [
            [str(len(pack.people)), "people with a line, who agreed to it"],
            [str(len(every)), "unit they completed" if len(every) == 1 else "units they completed"],
            [str(sum(line.minutes for line in every)), "minutes, as stated"],
            [str(sum(line.assessed for line in every)), "of them assessed by a check"],
        ],
        "people": [
            {
                "name": person.name,
                "role": person.role.lower(),
                "rows": [
                    [
                        line.what,
                        line.module,
                        day(line.when),
                        str(line.minutes),
                        "yes" if line.assessed else "no",
                    ]
                    for line in person.lines
                ],
            }
            for person in pack.people
        ],
        "others": pack.said,
        "counts": [
            [each.module, HIDDEN if each.people is None else str(each.people)] for each in pack.counts
        ],
        "notes": list(NOTES),
    }
