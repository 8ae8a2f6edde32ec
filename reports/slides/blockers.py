"""Slide 4: what holds the next level back, the next step and its role; risks that stand anyway."""

from collections.abc import Iterator

from pptx.slide import Slide

from reports.briefing.pages import Briefing
from reports.words import cut

from . import look, titles
from .fitting import Line, height
from .page import Box, Said, write
from .tables import Cell, Table, put

MOST, MOST_RISKS = 5, 3
MORE, BETWEEN = 220_000, 120_000
RISKS = "AI is in use already, and these stand at level 1 or 2"
UNKNOWN = "No condition can be judged yet. What is open comes first in the plan."
CLEAR = (
    "No condition of the next level fails, and where AI is in use no question of responsibility stands low."
)


def said(briefing: Briefing) -> Said:
    return Said(titles.blockers(briefing), "Condition, next step and role", tuple(_notes(briefing)))


def _notes(briefing: Briefing) -> Iterator[str]:
    for blocker in briefing.blockers:
        yield blocker.sentence
        for step in blocker.steps:
            yield f"{step.id} {step.head}: {step.anchor} Next: {step.text or 'find out'} ({step.owner})"
    for risk in briefing.risks:
        yield f"Risk, AI already in use: {risk.id} {risk.head}. {risk.anchor}"


def draw(slide: Slide, briefing: Briefing) -> None:
    rows = tuple(
        (
            Cell(cut(blocker.condition.name, 60), bold=True),
            Cell(f"{blocker.condition.have or 'no data'} of {blocker.condition.need}"),
            Cell(
                cut(blocker.steps[0].text or f"Find out: {blocker.steps[0].head}", 150)
                if blocker.steps
                else ""
            ),
            Cell(cut(blocker.owner, 40)),
        )
        for blocker in briefing.blockers[:MOST]
    )
    top, risks = look.TOP, _risks(briefing)
    if not rows and not risks:
        said = UNKNOWN if briefing.standing.claimed is None else CLEAR
        box = Box(look.LEFT, top, look.INNER, 600_000)
        write(slide, box, "Nothing to list", [Line(said, 14, colour=look.INK_2)])
    if rows:
        table = Table(
            "Blockers",
            "Each condition that fails, what it has of what it needs, the next step and the role.",
            ("Condition", "Has, of needed", "Next step", "Role"),
            rows,
            (2.6, 1.8, 5.5, 1.8),
        )
        high = 520_000 * len(rows) + 340_000
        room = look.BOTTOM - top - MORE - BETWEEN - height(risks, look.INNER)
        top = put(slide, table, Box(look.LEFT, top, look.INNER, min(high, room)), 13, room) + 60_000
    if len(briefing.blockers) > MOST:
        said = f"And {len(briefing.blockers) - MOST} more in the report."
        more = Line(said, 11, colour=look.INK_3)
        write(slide, Box(look.LEFT, top, look.INNER, MORE), "More", [more])
        top += MORE
    if risks:
        top += BETWEEN if rows else 0
        write(slide, Box(look.LEFT, top, look.INNER, look.BOTTOM - top), "Risks", risks)


def _risks(briefing: Briefing) -> list[Line]:
    if not briefing.risks:
        return []
    said = [Line(RISKS, 14, bold=True, colour=look.DEEP, after=4)]
    said += [
        Line(cut(f"{risk.head}: {risk.anchor}", 150), 12, after=3) for risk in briefing.risks[:MOST_RISKS]
    ]
    if len(briefing.risks) > MOST_RISKS:
        said.append(Line(f"And {len(briefing.risks) - MOST_RISKS} more.", 11, colour=look.INK_3))
    return said
