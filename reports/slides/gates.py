"""Slide 3: which condition of which level is met, missed, or without data."""

from pptx.slide import Slide

from reports.briefing.pages import Briefing
from reports.briefing.shape import Condition

from . import look, titles
from .page import Box, Said
from .tables import Cell, Table, put


def said(briefing: Briefing) -> Said:
    following = briefing.standing.next_level
    notes = [
        f"{cell.name} for level {cell.level.number}: {_short(cell)}, "
        f"needs {cell.need}, has {cell.have or 'no data'}"
        for cell in titles.unmet(briefing)
    ]
    if briefing.path.moves and following and briefing.path.state == "plan":
        notes.append(f"The shortest way to level {following.number} takes {len(briefing.path.moves)} steps:")
        notes += [f"{step.id} {step.head}: {step.text}" for step in briefing.path.moves]
    measure = (
        "A level is claimed when the index and its gates reach it and nothing lags by more than one level"
    )
    return Said(titles.gates(briefing), measure, tuple(notes))


def draw(slide: Slide, briefing: Briefing) -> None:
    if not briefing.gates:
        return
    following = briefing.standing.next_level
    levels = [cell.level for cell in briefing.gates[0].cells]
    rows = tuple(
        (
            Cell(line.name, bold=line.subject == "index"),
            Cell(line.have.text if line.have else "–"),
            *(
                _cell(cell, following is not None and cell.level.number == following.number)
                for cell in line.cells
            ),
        )
        for line in briefing.gates
    )
    table = Table(
        "Conditions of the levels",
        "For the index and each dimension, whether it meets its condition at levels 2 to 5.",
        ("", "Has", *(f"{level.number}, {level.name}" for level in levels)),
        rows,
        (3.4, 0.9, *(1.9 for _ in levels)),
    )
    put(slide, table, Box(look.LEFT, look.TOP, look.INNER, look.BOTTOM - look.TOP), 11.5)


def _cell(cell: Condition, decides: bool) -> Cell:
    missed = cell.state != "met"
    colour = look.INK_3 if not missed else look.MARK if decides else look.INK
    return Cell(_short(cell), bold=missed and decides, colour=colour, fill=look.TINT if decides else "")


def _short(cell: Condition) -> str:
    if cell.state == "missed" and cell.short:
        return f"missed by {cell.short}"
    return "not shown" if cell.state == "hidden" else cell.state
