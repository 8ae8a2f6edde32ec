"""Slide 1, alone enough: level, index and range, what holds it back, what is asked of the board."""

from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR
from pptx.slide import Slide
from pptx.util import Emu

from reports.briefing.pages import Briefing
from reports.briefing.shape import Band
from reports.words import cut

from . import look
from .page import Box, Said, line, text
from .tables import Cell, Table, put

HALF = 5_300_000
GAP = 500_000
EDITED = " (edited)"


def said(briefing: Briefing) -> Said:
    standing, about = briefing.standing, briefing.about
    index = standing.index.text if standing.index else "not known"
    notes = [
        f"Claimed level: {standing.claimed.number if standing.claimed else 'none'}. Index: {index} of 100.",
        *standing.summary,
    ]
    if standing.span:
        notes.append(f"Interval (95 %): {standing.span.low} to {standing.span.high}.")
    if standing.evidenced:
        notes.append(f"Counting only what evidence was named for: {standing.evidenced.index}.")
    notes.append(f"Confidence: {standing.confidence.label}. {'; '.join(standing.confidence.reasons)}".strip())
    notes += [f"Asked of the board: {d.ask.text} ({d.owner.text}, {d.by.text})" for d in briefing.decisions]
    edited = EDITED if standing.finding.edited else ""
    subject = cut(about.subject.text, 60)
    return Said(
        standing.finding.text.removesuffix("."), f"{subject}, readiness, {about.when}{edited}", tuple(notes)
    )


def draw(slide: Slide, briefing: Briefing) -> None:
    _figures(slide, briefing)
    _scale(slide, briefing)
    _says(slide, briefing)
    _decisions(slide, briefing)


def _figures(slide: Slide, briefing: Briefing) -> None:
    standing = briefing.standing
    claimed = (
        f"Level {standing.claimed.number}, {standing.claimed.name}" if standing.claimed else "No level yet"
    )
    frame = text(slide, Box(look.LEFT, look.TOP, HALF, 780_000), "Level and index")
    line(frame, claimed, 26, serif=True, colour=look.DEEP)
    whole = f"Index {standing.index} of 100" if standing.index else "Too little is known for an index"
    span = standing.span or standing.unknown
    kind = "interval" if standing.span else "with what is not known"
    shown = f"{whole}, {kind} {span.low} to {span.high}" if span and standing.index else whole
    line(frame, shown, 14, colour=look.INK_2)


def _scale(slide: Slide, briefing: Briefing) -> None:
    """The axis cut into the five levels: shapes that can be edited, grouped under one description."""
    standing = briefing.standing
    if not standing.scale or standing.index is None:
        return
    top = look.TOP + 980_000
    group = slide.shapes.add_group_shape()
    group.name = "Level scale"
    claimed = f"claimed level {standing.claimed.number}" if standing.claimed else "no claimed level"
    names = "; ".join(f"{band.level.name} from {band.start}" for band in standing.scale)
    alt = f"The index of {standing.index} on an axis of 0 to 100; {claimed}. {names}."
    group._element.nvGrpSpPr.cNvPr.set("descr", alt)
    for band in standing.scale:
        left = look.LEFT + int(HALF * band.start.number / 100)
        width = int(HALF * (band.end.number - band.start.number) / 100)
        shape = group.shapes.add_shape(
            MSO_SHAPE.RECTANGLE, Emu(left), Emu(top), Emu(width - 18_000), Emu(150_000)
        )
        _paint(shape, look.DEEP if band.claimed else look.TINT_2)
        label = group.shapes.add_textbox(Emu(left), Emu(top + 190_000), Emu(width), Emu(240_000))
        _label(label.text_frame, band)
    at = look.LEFT + int(HALF * standing.index.number / 100)
    mark = group.shapes.add_shape(
        MSO_SHAPE.OVAL, Emu(at - 65_000), Emu(top + 10_000), Emu(130_000), Emu(130_000)
    )
    _paint(mark, look.MARK)


def _paint(shape: object, colour: str) -> None:
    shape.fill.solid()
    shape.fill.fore_color.rgb = RGBColor.from_string(colour)
    shape.line.fill.background()
    shape.shadow.inherit = False


def _label(frame: object, band: Band) -> None:
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    short = band.end.number - band.start.number < 20
    # The narrow ends of the axis hold their name by running over.
    frame.word_wrap = not short
    size = 8 if short else 10
    line(frame, band.level.name, size, colour=look.DEEP if band.claimed else look.INK_3, bold=band.claimed)


def _says(slide: Slide, briefing: Briefing) -> None:
    standing = briefing.standing
    box = Box(look.LEFT, look.TOP + 1_560_000, HALF, look.BOTTOM - look.TOP - 1_560_000)
    frame = text(slide, box, "What this says")
    if standing.meaning:
        line(frame, cut(standing.meaning, 190), 14, after=8)
    for sentence in standing.summary[:2]:
        line(frame, cut(sentence, 170), 14, after=8)
    for blocker in briefing.blockers[:3]:
        line(frame, cut(blocker.sentence, 150), 13, colour=look.MARK, after=6)
    if briefing.trend and briefing.trend.delta:
        since = f"{briefing.trend.delta.text} since {briefing.trend.since}: {briefing.trend.verdict}."
        line(frame, since, 12, after=4)
    cuts = ", ".join(each.name for each in briefing.about.cuts)
    if cuts:
        line(frame, f"Out of scope: {cuts}.", 11, colour=look.INK_3)


def _decisions(slide: Slide, briefing: Briefing) -> None:
    left, width = look.LEFT + HALF + GAP, look.INNER - HALF - GAP
    heading = text(slide, Box(left, look.TOP, width, 330_000), "Heading", anchor=MSO_ANCHOR.TOP)
    line(heading, "Asked of the board", 16, bold=True, colour=look.DEEP)
    if not briefing.decisions:
        line(text(slide, Box(left, look.TOP + 400_000, width, 400_000), "None"), "Nothing is asked yet.", 13)
        return
    rows = tuple(
        (
            Cell(cut(each.ask.text, 140) + (EDITED if each.edited else ""), bold=True),
            Cell(cut(each.owner.text, 50)),
            Cell(cut(each.by.text, 30)),
        )
        for each in briefing.decisions[:3]
    )
    table = Table(
        "Decisions asked",
        "The decisions asked of the board, each with its owner and date.",
        ("Decision", "Owner", "When"),
        rows,
        (5, 2.3, 2.6),
    )
    put(slide, table, Box(left, look.TOP + 400_000, width, 420_000 * (len(rows) + 1)), 13)
