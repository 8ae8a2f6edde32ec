"""Slide 6: what happens in 30, 60 and 90 days, who does it, what will prove it."""

from itertools import zip_longest

from pptx.slide import Slide

from reports.briefing.pages import Briefing, PlanLine
from reports.words import cut

from . import look, titles
from .page import Box, Said
from .tables import Cell, Table, put

MOST = 7


def said(briefing: Briefing) -> Said:
    notes = [
        f"{period.title}: {line.action.text} ({line.owner.text}). "
        f"Proof: {line.proof.text} {line.item}".strip()
        for period in briefing.plan
        for line in period.lines
    ]
    edited = any(line.edited for period in briefing.plan for line in period.lines)
    measure = "Action and role; what will prove it stands in the notes" + (
        ". Edited lines are marked" if edited else ""
    )
    return Said(titles.plan(briefing), measure, tuple(notes))


def draw(slide: Slide, briefing: Briefing) -> None:
    periods = [period for period in briefing.plan if period.days]
    columns = [_column(period.lines) for period in periods]
    rows = tuple(tuple(Cell(entry or "") for entry in row) for row in zip_longest(*columns, fillvalue=""))
    if not rows:
        return
    heads = tuple(
        f"{period.title}, by {period.until.day} {period.until:%B}" if period.until else period.title
        for period in periods
    )
    table = Table("Plan", "Actions by period, each with its role.", heads, rows, tuple(1 for _ in periods))
    height = min(look.BOTTOM - look.TOP, 620_000 * len(rows) + 340_000)
    size = 12 if len(rows) <= 5 else 10.5
    put(slide, table, Box(look.LEFT, look.TOP, look.INNER, height), size, look.BOTTOM - look.TOP)


def _column(lines: tuple[PlanLine, ...]) -> list[str]:
    shown = [
        f"{cut(line.action.text, 110)} ({cut(line.owner.text, 30)})" + (" (edited)" if line.edited else "")
        for line in lines[:MOST]
    ]
    if len(lines) > MOST:
        shown[-1] = f"And {len(lines) - MOST + 1} more in the report"
    return shown
