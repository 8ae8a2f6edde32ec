"""Slide 1, alone enough: level, index and range, what holds it back, what is asked of the board."""

from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import PP_ALIGN
from pptx.shapes.group import GroupShape
from pptx.slide import Slide
from pptx.util import Emu

from reports.briefing.pages import Briefing
from reports.briefing.shape import Band
from reports.words import cut

from . import look
from .fitting import Line, sized
from .page import Box, Said, line, write
from .tables import Cell, Table, put

HALF = 5_300_000
GAP = 500_000
EDITED = " (edited)"
LABELS, NARROW = (10, 9, 8), 1_060_000


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
    whole = f"Index {standing.index} of 100" if standing.index else "Too little is known for an index"
    span = standing.span or standing.unknown
    kind = "interval" if standing.span else "with what is not known"
    shown = f"{whole}, {kind} {span.low} to {span.high}" if span and standing.index else whole
    said = [Line(claimed, 26, serif=True, colour=look.DEEP), Line(shown, 14, colour=look.INK_2)]
    write(slide, Box(look.LEFT, look.TOP, HALF, 780_000), "Level and index", said)


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
        _label(group, band, left, top + 190_000, width)
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


def _label(group: GroupShape, band: Band, left: int, top: int, width: int) -> None:
    """The names of the narrow ends stand under the others, where there is room for them."""
    wide = width
    if width < NARROW:
        top, wide = top + 165_000, NARROW
        left -= wide - width if band.end.number == 100 else 0
    label = group.shapes.add_textbox(Emu(left), Emu(top), Emu(wide), Emu(160_000))
    frame = label.text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    size = sized(band.level.name, LABELS, wide, 160_000)
    colour = look.DEEP if band.claimed else look.INK_3
    line(frame, Line(band.level.name, size, colour, bold=band.claimed))
    if band.end.number == 100:
        frame.paragraphs[0].alignment = PP_ALIGN.RIGHT


def _says(slide: Slide, briefing: Briefing) -> None:
    standing = briefing.standing
    said = [Line(cut(standing.meaning, 190), 14, after=8)] if standing.meaning else []
    said += [Line(cut(sentence, 170), 14, after=8) for sentence in standing.summary[:2]]
    said += [
        Line(cut(blocker.sentence, 150), 13, colour=look.MARK, after=6) for blocker in briefing.blockers[:3]
    ]
    if briefing.trend and briefing.trend.delta:
        since = (
            f"{briefing.trend.delta.text} since {cut(briefing.trend.since, 60)}: {briefing.trend.verdict}."
        )
        said.append(Line(since, 12, after=4))
    cuts = ", ".join(each.name for each in briefing.about.cuts)
    if cuts:
        said.append(Line(f"Out of scope: {cuts}.", 11, colour=look.INK_3))
    top = look.TOP + (1_650_000 if standing.index else 900_000)
    write(slide, Box(look.LEFT, top, HALF, look.BOTTOM - top), "What this says", said)


def _decisions(slide: Slide, briefing: Briefing) -> None:
    left, width = look.LEFT + HALF + GAP, look.INNER - HALF - GAP
    heading = Line("Asked of the board", 16, bold=True, colour=look.DEEP)
    write(slide, Box(left, look.TOP, width, 330_000), "Heading", [heading])
    top = look.TOP + 400_000
    if not briefing.decisions:
        write(slide, Box(left, top, width, 400_000), "None", [Line("Nothing is asked yet.", 13)])
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
        (4.7, 2.2, 3),
    )
    put(slide, table, Box(left, top, width, 420_000 * (len(rows) + 1)), 13, look.BOTTOM - top)
