"""The last slide: how sure this is, what was left out, and what it is not."""

from pptx.slide import Slide

from reports.briefing.headline import known
from reports.briefing.pages import Briefing
from reports.words import cut

from . import look, titles
from .fitting import Line
from .page import Box, Said, write
from .tables import Cell, Table, put

HALF = 5_400_000
GAP = 450_000
ABOUT = 900_000


def said(briefing: Briefing) -> Said:
    method = briefing.method
    notes = [f"{formula.name}: {formula.rule} {formula.sum}" for formula in method.formulas]
    notes += [f"{scheme.name}: index {scheme.index}" for scheme in method.schemes]
    notes += [*method.rules, *method.flags, *method.limits]
    return Said(titles.method(briefing), "How the figures were made, and what they are not", tuple(notes))


def draw(slide: Slide, briefing: Briefing) -> None:
    standing, method = briefing.standing, briefing.method
    reasons = "; ".join(standing.confidence.reasons)
    said = [
        Line("How sure it is", 16, bold=True, colour=look.DEEP, after=4),
        Line(cut("; ".join(filter(None, (known(briefing), reasons))) + ".", 260), 13, after=8),
        *(Line(cut(sentence, 200), 12, after=6) for sentence in (*method.rules[:3], *method.flags[:1])),
        Line("What it is not", 16, bold=True, colour=look.DEEP, after=4),
        *(Line(cut(sentence, 220), 12, after=5) for sentence in method.limits[:3]),
    ]
    write(slide, Box(look.LEFT, look.TOP, HALF, look.BOTTOM - look.TOP), "How sure it is", said)
    left, width = look.LEFT + HALF + GAP, look.INNER - HALF - GAP
    rows = tuple((Cell(scheme.name), Cell(scheme.index.text)) for scheme in method.schemes)
    if rows:
        own = (Cell("As weighted in the framework", bold=True), Cell(str(standing.index or "–"), bold=True))
        alt = "The index under other weights of the pillars."
        heads, shares = ("Weights", "Index"), (4, 1)
        table = Table("Other weights", alt, heads, (own, *rows), shares, frozenset({1}))
        room = look.BOTTOM - look.TOP - ABOUT - 100_000
        put(slide, table, Box(left, look.TOP, width, 340_000 * (len(rows) + 2)), 13, room)
    about = Line(about_line(briefing), 11, colour=look.INK_3)
    write(slide, Box(left, look.BOTTOM - ABOUT, width, ABOUT), "Where it comes from", [about])


def about_line(briefing: Briefing) -> str:
    about, stamp = briefing.about, briefing.stamp
    made = f"{stamp.label} of {stamp.dated.day} {stamp.dated:%B %Y}."
    check = f" Check this file with {stamp.code} at {stamp.url}." if stamp.code else ""
    prints = f"fingerprint {about.instrument_hash[:12]}. Result {about.result_hash[:12]}."
    return f"Framework {about.instrument}, {prints} {made}{check}"
