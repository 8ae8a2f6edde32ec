"""Slide 2: the dimensions ranked on one axis, the four pillars beside them."""

from pptx.slide import Slide

from reports.briefing.pages import Briefing
from reports.briefing.shape import PartLine

from . import look, titles
from .charts import Bar, bars
from .fitting import Line
from .page import Box, Said, write
from .tables import Cell, Table, put

CHART = 7_700_000
GAP = 350_000
ROW = 420_000
UNKNOWN = (
    "No dimension has a score yet: less than half of each is known, or too few people answered to show it."
)


def said(briefing: Briefing) -> Said:
    measure = f"Score from 0 to 100, ranked; {briefing.about.sample.lower()}"
    notes = tuple(_note(part) for part in (*briefing.profile, *briefing.pillars))
    return Said(titles.profile(briefing), measure, notes)


def _note(part: PartLine) -> str:
    if part.score is None:
        return f"{part.name}: too little known. {part.covered}"
    span = f" ({part.span.low} to {part.span.high})" if part.span else ""
    gate = f", a gate from level {part.gate} on" if part.gate else ""
    return f"{part.name}: {part.score}{span}{gate}"


def draw(slide: Slide, briefing: Briefing) -> None:
    shown = [part for part in briefing.profile if part.score]
    rows = [
        Bar(
            part.name,
            part.score.number,
            part.span.low.number if part.span else None,
            part.span.high.number if part.span else None,
            part.marked or part.missed,
        )
        for part in shown
        if part.score
    ]
    if rows:
        alt = "Bars, ranked: " + "; ".join(f"{part.name} {part.score}" for part in shown) + "."
        height = min(look.BOTTOM - look.TOP, ROW * (len(rows) + 1))  # few bars stay bars
        bars(slide, "Dimensions", alt, rows, Box(look.LEFT, look.TOP, CHART, height))
    else:
        box = Box(look.LEFT, look.TOP + 60_000, CHART, 600_000)
        write(slide, box, "No scores", [Line(UNKNOWN, 14, colour=look.INK_2)])
    left, width = look.LEFT + CHART + GAP, look.INNER - CHART - GAP
    pillars = tuple(
        (Cell(part.name), Cell(part.score.text if part.score else "–", bold=True))
        for part in briefing.pillars
    )
    table = Table(
        "Pillars", "The four pillars with their scores.", ("Pillar", "Score"), pillars, (3, 1), frozenset({1})
    )
    top = put(slide, table, Box(left, look.TOP + 60_000, width, 330_000 * (len(pillars) + 1)), 13) + 300_000
    said = [Line(sentence, 11, colour=look.INK_3, after=5) for sentence in _legend(briefing)]
    write(slide, Box(left, top, width, look.BOTTOM - top), "How to read it", said)


def _legend(briefing: Briefing) -> list[str]:
    found = []
    if any(part.marked or part.missed for part in briefing.profile):
        found.append("In another colour: conditions of the next level that are missed.")
    kinds = {part.span.kind for part in briefing.profile if part.span}
    if "interval" in kinds:
        found.append("Whisker: the 95 % interval, how much depends on who was asked.")
    if "unknown" in kinds:
        found.append("Whisker: where the unknown answers could put it.")
    hidden = [part.name for part in briefing.profile if not part.score]
    if hidden and len(hidden) < len(briefing.profile):
        found.append(f"Too little known to show: {', '.join(hidden)}.")
    return found
