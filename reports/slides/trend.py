"""Slide 7, from the second round on: the index over the rounds and whether the change is one."""

from pptx.slide import Slide

from reports.briefing.pages import Briefing
from reports.words import cut

from . import look
from .charts import Series, rounds
from .fitting import Line
from .page import Box, Said, write

CHART = 7_900_000
GAP = 350_000


def fits(briefing: Briefing) -> bool:
    return briefing.trend is not None and sum(point.index is not None for point in briefing.trend.points) > 1


def said(briefing: Briefing) -> Said:
    trend = briefing.trend
    if trend is None:
        return Said("", "", ())
    notes = [
        f"{point.when}: index {point.index or 'not known'}"
        + (f", on shared questions {point.linked}" if point.linked else "")
        + (f" ({point.span.low} to {point.span.high})" if point.span else "")
        for point in trend.points
    ]
    notes += [f"{moved.id} {moved.head}: from {moved.before} to {moved.after}" for moved in trend.moved]
    title = trend.sentence.rstrip(".") or f"{trend.verdict.capitalize()} since {trend.since}"
    return Said(title, "Index from 0 to 100 in each round", tuple(notes))


def draw(slide: Slide, briefing: Briefing) -> None:
    trend = briefing.trend
    if trend is None:
        return
    own = Series("Index", tuple(p.index.number if p.index else None for p in trend.points), look.DEEP)
    linked = Series(
        "On shared questions", tuple(p.linked.number if p.linked else None for p in trend.points), look.GREY
    )
    shown = [own, linked] if any(p.linked and p.linked != p.index for p in trend.points) else [own]
    alt = "A line: " + "; ".join(f"{point.when} {point.index or 'not known'}" for point in trend.points) + "."
    box = Box(look.LEFT, look.TOP, CHART, look.BOTTOM - look.TOP)
    rounds(slide, "Index over the rounds", alt, [point.when for point in trend.points], shown, box)
    left = look.LEFT + CHART + GAP
    said = []
    if trend.delta:
        said.append(Line(trend.delta.text, 30, serif=True, colour=look.DEEP))
        said.append(Line(f"since {cut(trend.since, 60)}: {trend.verdict}", 13, after=8))
    if trend.broken:
        said.append(Line(cut(trend.broken, 220), 12, colour=look.INK_2, after=8))
    said += [
        Line(cut(f"{moved.head}: from {moved.before} to {moved.after}", 90), 12, after=3)
        for moved in trend.moved[:4]
    ]
    top = look.TOP + 60_000
    write(slide, Box(left, top, look.INNER - CHART - GAP, look.BOTTOM - top), "What changed", said)
