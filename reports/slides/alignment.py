"""Slide 5: the dimensions as two groups see them; left out where either has fewer than five people."""

from pptx.slide import Slide

from reports.briefing.pages import Briefing
from reports.words import cut
from saying.inside import inside

from . import look, titles
from .charts import Series, pairs
from .fitting import Line
from .page import Box, Said, write

CHART = 8_300_000
GAP = 300_000


def fits(briefing: Briefing) -> bool:
    return briefing.alignment.sides is not None and bool(briefing.alignment.gaps)


def said(briefing: Briefing) -> Said:
    sides = briefing.alignment.sides
    measure = " and ".join(f"{inside(side.name)} ({side.people} people)" for side in sides or ())
    notes = [
        f"{gap.name}: {gap.first or '–'} and {gap.second or '–'}, "
        f"gap {gap.gap} ({gap.span.low} to {gap.span.high})" + (", notable" if gap.notable else "")
        for gap in briefing.alignment.gaps
    ]
    if briefing.alignment.agreement:
        notes.append(briefing.alignment.agreement)
    return Said(titles.alignment(briefing), f"Score from 0 to 100: {measure}", tuple(notes))


def draw(slide: Slide, briefing: Briefing) -> None:
    found = briefing.alignment
    if found.sides is None:
        return
    series = [
        Series(
            found.sides[0].name,
            tuple(gap.first.number if gap.first else None for gap in found.gaps),
            look.DEEP,
        ),
        Series(
            found.sides[1].name,
            tuple(gap.second.number if gap.second else None for gap in found.gaps),
            look.GREY,
        ),
    ]
    alt = (
        "Pairs of bars: "
        + "; ".join(f"{g.name} {g.first or '–'} and {g.second or '–'}" for g in found.gaps)
        + "."
    )
    labels = [gap.name for gap in found.gaps]
    box = Box(look.LEFT, look.TOP, CHART, look.BOTTOM - look.TOP)
    pairs(slide, "Two views", alt, labels, series, box)
    left = look.LEFT + CHART + GAP
    said = [Line(cut(sentence, 160), 13, after=8) for sentence in found.notable[:3]]
    if found.agreement:
        said.append(Line(found.agreement, 12, colour=look.INK_2, after=8))
    if found.widest:
        said.append(Line("Most divided", 12, bold=True, colour=look.DEEP, after=2))
        said += [Line(cut(f"{item.id} {item.head}", 70), 12, after=2) for item in found.widest[:3]]
    top = look.TOP + 60_000
    write(slide, Box(left, top, look.INNER - CHART - GAP, look.BOTTOM - top), "What stands out", said)
