"""Slide 4: what holds the next level back, the next step and its role; risks that stand anyway."""

from collections.abc import Iterator

from pptx.slide import Slide

from reports.briefing.pages import Briefing
from reports.words import cut

from . import look, titles
from .page import Box, Said, line, text
from .tables import Cell, Table, put

MOST, MOST_RISKS = 5, 3
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
    top = look.TOP
    if not rows and not briefing.risks:
        frame = text(slide, Box(look.LEFT, top, look.INNER, 600_000), "Nothing to list")
        line(frame, UNKNOWN if briefing.standing.claimed is None else CLEAR, 14, colour=look.INK_2)
    if rows:
        table = Table(
            "Blockers",
            "Each condition that fails, what it has of what it needs, the next step and the role.",
            ("Condition", "Has, of needed", "Next step", "Role"),
            rows,
            (2.6, 1.7, 5.6, 1.8),
        )
        height = 520_000 * len(rows) + 340_000
        put(slide, table, Box(look.LEFT, top, look.INNER, height), 13)
        top += height + 260_000
    if len(briefing.blockers) > MOST:
        more = text(slide, Box(look.LEFT, top - 180_000, look.INNER, 220_000), "More")
        line(more, f"And {len(briefing.blockers) - MOST} more in the report.", 11, colour=look.INK_3)
        top += 120_000
    _risks(slide, briefing, top)


def _risks(slide: Slide, briefing: Briefing, top: int) -> None:
    if not briefing.risks:
        return
    frame = text(slide, Box(look.LEFT, top, look.INNER, max(look.BOTTOM - top, 600_000)), "Risks")
    line(
        frame,
        "AI is in use already, and these stand at level 1 or 2",
        14,
        bold=True,
        colour=look.DEEP,
        after=4,
    )
    for risk in briefing.risks[:MOST_RISKS]:
        line(frame, cut(f"{risk.head}: {risk.anchor}", 150), 12, after=3)
    if len(briefing.risks) > MOST_RISKS:
        line(frame, f"And {len(briefing.risks) - MOST_RISKS} more.", 11, colour=look.INK_3)
