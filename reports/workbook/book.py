"""The workbook whole: Summary, Dimensions, Items, Plan, Method."""

import io
from datetime import datetime, time

from xlsxwriter import Workbook

from reports.archive import settled
from reports.briefing.pages import Briefing
from reports.formats import Paper
from reports.words import cell

from . import dimensions, items, method, plan, summary
from .pen import OPTIONS, Pen

ORDER = (summary.NAME, dimensions.NAME, items.NAME, plan.NAME, method.NAME)
PAPER = {"letter": 1, "a4": 9}


def made(briefing: Briefing, paper: Paper = "a4") -> bytes:
    """`paper` is what the sheets are laid out for, should they be printed."""
    written = io.BytesIO()
    book = Workbook(written, OPTIONS)
    dated = briefing.stamp.dated
    book.set_properties(
        {
            "title": cell(f"{briefing.about.subject.text}: {briefing.standing.finding.text}")[:250],
            "author": briefing.about.product,
            "comments": cell(briefing.about.basis)[:250],
            "created": datetime.combine(dated, time()),
        }
    )
    book.set_size(2400, 1400)
    for name in ORDER:
        book.add_worksheet(name).set_paper(PAPER[paper])
    pen = Pen(book, briefing.about.basis)
    # Written from the answers up, because each sheet refers to cells of the one below it.
    rows = items.write(pen, briefing)
    index = dimensions.write(pen, briefing, rows)
    summary.write(pen, briefing, index, len(briefing.heatmap))
    plan.write(pen, briefing)
    method.write(pen, briefing)
    pen.fit()
    book.close()
    return settled(written.getvalue(), dated)
