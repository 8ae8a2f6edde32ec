"""Sheet Summary: the finding, the figures behind it and what is asked of the board; alone it is enough."""

from collections.abc import Iterator

from xlsxwriter.worksheet import Worksheet

from reports.briefing.headline import known
from reports.briefing.pages import Briefing
from reports.briefing.shape import Level, Span

from . import dimensions
from .pen import DEEP, FACE, INK, RULE, Pen

NAME = "Summary"
WIDTHS = [30, 22, 56, 26, 20, 12]
EDITED = "Edited by the owner of the report"
UNCLAIMED = "No level could be claimed, so no condition is named."
NOTHING = "Nothing stands between this result and the next level."


def write(pen: Pen, briefing: Briefing, index: str, of_dimensions: int) -> None:
    """`index` is the cell that holds it; the chart reads so many rows of the sheet Dimensions."""
    about, standing = briefing.about, briefing.standing
    sheet = pen.sheet(NAME, WIDTHS, about.subject.text, about.basis)
    sheet.fit_to_pages(1, 1)
    pen.across(sheet, 3, 0, 4, standing.finding.text, "finding")
    if standing.finding.edited:
        pen.text(sheet, 3, 5, EDITED, "marked")
    row = 5
    for name, figure, words in _figures(briefing):
        pen.text(sheet, row, 0, name, "strong")
        pen.text(sheet, row, 1, figure)
        pen.text(sheet, row, 2, words, "quiet")
        if name == "Index" and standing.index:
            pen.formula(sheet, row, 1, f"={index}", standing.index.value, "first")
        row += 1
    row = _decisions(pen, sheet, row + 1, briefing)
    _blockers(pen, sheet, row + 1, briefing)
    if any(part.score for part in briefing.profile):
        _chart(pen, sheet, row + 4 + max(1, len(briefing.blockers)), of_dimensions)


def _figures(briefing: Briefing) -> Iterator[tuple[str, str, str]]:
    """What page 1 says: name, figure as printed, what it means."""
    about, standing, stamp = briefing.about, briefing.standing, briefing.stamp
    yield "Claimed level", _level(standing.claimed), standing.meaning
    yield "Index", standing.index.text if standing.index else "–", "of 100; follow the formula to its parts"
    yield "Level of the index", _level(standing.index_level), "The band that the index lies in."
    if standing.span:
        yield "Interval", _span(standing.span), "95 %: how much depends on who was asked"
    if standing.unknown:
        yield "Don’t-know range", _span(standing.unknown), "wherever the unknown answers may lie"
    if standing.evidenced:
        shown = f"{standing.evidenced.index.text} ({_level(standing.evidenced.level)})"
        yield "As evidenced", shown, "Levels 4 and 5 count as 3 where nobody named evidence."
    yield "Status", standing.status, known(briefing)
    yield "Confidence", standing.confidence.label, "; ".join(standing.confidence.reasons)
    if briefing.trend and briefing.trend.delta:
        yield "Change", briefing.trend.delta.text, f"since {briefing.trend.since}: {briefing.trend.verdict}"
    for cut in about.cuts:
        yield "Out of scope", cut.name, cut.reason
    yield "Who answered", about.sample, about.title
    yield "Framework", about.instrument, about.instrument_title
    yield (
        "Fingerprint",
        about.result_hash[:12],
        f"of the result; of the framework {about.instrument_hash[:12]}",
    )
    yield "This file", stamp.label, f"Check it with {stamp.code} at {stamp.url}" if stamp.code else ""


def _level(level: Level | None) -> str:
    return f"{level.number}, {level.name}" if level else "–"


def _span(span: Span) -> str:
    return f"{span.low.text} to {span.high.text}"


def _decisions(pen: Pen, sheet: Worksheet, row: int, briefing: Briefing) -> int:
    pen.text(sheet, row, 0, "Asked of the board", "heading")
    pen.columns(sheet, row + 1, ["Decision", "When", "Why", "Owner", "Edited"])
    row += 2
    for decision in briefing.decisions:
        pen.text(sheet, row, 0, decision.ask.text, "strong")
        pen.text(sheet, row, 1, decision.by.text)
        pen.text(sheet, row, 2, decision.why)
        pen.text(sheet, row, 3, decision.owner.text)
        pen.text(sheet, row, 4, EDITED if decision.edited else "", "quiet")
        row += 1
    return row


def _blockers(pen: Pen, sheet: Worksheet, row: int, briefing: Briefing) -> None:
    pen.text(sheet, row, 0, "What holds the next level back", "heading")
    if not briefing.blockers:
        claimed = briefing.standing.claimed
        pen.text(sheet, row + 1, 0, UNCLAIMED if claimed is None else NOTHING, "line")
    for number, blocker in enumerate(briefing.blockers, row + 1):
        pen.text(sheet, number, 0, blocker.condition.name, "strong")
        pen.text(sheet, number, 1, str(blocker.condition.have or "no data"))
        pen.text(sheet, number, 2, blocker.sentence)
        pen.text(sheet, number, 3, blocker.owner)


def _chart(pen: Pen, sheet: Worksheet, row: int, of_dimensions: int) -> None:
    """Bars that follow the formulas; what they say stands in the sheet Dimensions too."""
    first, last = dimensions.FIRST, dimensions.FIRST + of_dimensions - 1
    chart = pen.book.add_chart({"type": "bar"})
    chart.add_series(
        {
            "name": "Score",
            "categories": [dimensions.NAME, first, 1, last, 1],
            "values": [dimensions.NAME, first, 5, last, 5],
            "fill": {"color": DEEP},
            "gap": 60,
            "data_labels": {"value": True, "num_format": "0.0", "font": {"name": FACE, "color": INK}},
        }
    )
    face = {"name": FACE, "size": 9, "color": INK}
    grid = {"visible": True, "line": {"color": RULE}}
    chart.set_x_axis({"min": 0, "max": 100, "major_unit": 25, "num_font": face, "major_gridlines": grid})
    chart.set_y_axis({"reverse": True, "num_font": face, "line": {"none": True}})
    chart.set_title({"name": "Dimensions, 0 to 100", "name_font": {**face, "size": 11}, "overlay": False})
    chart.set_legend({"none": True})
    chart.set_size({"width": 820, "height": 24 * of_dimensions + 90})
    said = "Bars: the score of each dimension from 0 to 100, as listed in the sheet Dimensions."
    sheet.insert_chart(row, 0, chart, {"description": said})
