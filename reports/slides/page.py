"""One slide: the finding as its title, the measure under it, the source, the footer, and the notes."""

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.presentation import Presentation
from pptx.shapes.autoshape import Shape
from pptx.slide import Slide
from pptx.text.text import TextFrame
from pptx.util import Emu, Pt

from reports.words import plain

from . import look
from .fitting import Line, fitted, on_one_line, sized

# So that a finding of any length keeps to its place.
TITLE_SIZES = (32, 27, 22, 18, 15, 13, 11, 9)
MEASURE, SOURCE = 13, 14
MEASURE_SIZE, SOURCE_SIZE, FOOT_SIZE = 14, 10, 9
COPIED = ("ftr", "sldNum")


@dataclass(frozen=True, slots=True)
class Said:
    """The words of a slide besides what it shows; `notes` are the numbers, a line each, no source yet."""

    title: str
    measure: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Box:
    """A place on the slide, in the slide's units."""

    left: int
    top: int
    width: int
    height: int


def page(deck: Presentation, said: Said, source: str) -> Slide:
    """A new slide of the master's one layout; `foot` ends it."""
    layout = deck.slide_layouts[0]
    slide = deck.slides.add_slide(layout)
    title = slide.shapes.title
    title.text_frame.text = plain(said.title)
    size = sized(said.title, TITLE_SIZES, look.INNER, look.TITLE_HEIGHT)
    if size != TITLE_SIZES[0]:
        for run in title.text_frame.paragraphs[0].runs:
            run.font.size = Pt(size)
    words = {
        MEASURE: on_one_line(plain(said.measure), MEASURE_SIZE, look.INNER),
        SOURCE: on_one_line(plain(source), SOURCE_SIZE, look.INNER),
    }
    for holder in slide.placeholders:
        if holder.placeholder_format.idx in words:
            holder.text_frame.text = words[holder.placeholder_format.idx]
            holder.name = "Measure" if holder.placeholder_format.idx == MEASURE else "Source"
    notes = [*said.notes, f"Source: {source}"]
    slide.notes_slide.notes_text_frame.text = plain("\n".join(notes))
    return slide


def foot(slide: Slide, footer: str) -> None:
    """Source, footer and number are read last; the latter two need a copy of the layout's to be there."""
    source = next(holder for holder in slide.placeholders if holder.placeholder_format.idx == SOURCE)
    slide.shapes._spTree.append(source._element)
    for holder in slide.slide_layout.placeholders:
        if holder._element.ph.get("type") in COPIED:
            _copy(slide, holder, footer)


def _copy(slide: Slide, holder: Shape, footer: str) -> None:
    element = deepcopy(holder._element)
    element.nvSpPr.cNvPr.set("id", str(1 + max(shape.shape_id for shape in slide.shapes)))
    slide.shapes._spTree.append(element)
    if element.ph.get("type") == "ftr":
        Shape(element, slide.shapes).text_frame.text = on_one_line(plain(footer), FOOT_SIZE, holder.width)


def text(slide: Slide, box: Box, name: str, *, anchor: MSO_ANCHOR = MSO_ANCHOR.TOP) -> TextFrame:
    """An empty place for words without margins, in reading order behind what is there."""
    shape = slide.shapes.add_textbox(Emu(box.left), Emu(box.top), Emu(box.width), Emu(box.height))
    shape.name = name
    frame = shape.text_frame
    frame.word_wrap, frame.vertical_anchor = True, anchor
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    return frame


def write(slide: Slide, box: Box, name: str, lines: Sequence[Line]) -> None:
    """Paragraphs in a place of their own, set smaller where they would run out of it."""
    frame = text(slide, box, name)
    for each in fitted(lines, box.width, box.height):
        line(frame, each)


def line(frame: TextFrame, said: Line) -> None:
    """One paragraph more; the first one fills the frame's empty one."""
    empty = len(frame.paragraphs) == 1 and not frame.paragraphs[0].runs
    paragraph = frame.paragraphs[0] if empty else frame.add_paragraph()
    paragraph.space_before, paragraph.space_after = Pt(0), Pt(said.after)
    paragraph.alignment = PP_ALIGN.LEFT
    run = paragraph.add_run()
    run.text = plain(said.text).replace("\n", " ")
    run.font.size, run.font.bold = Pt(said.size), said.bold
    run.font.color.rgb = RGBColor.from_string(said.colour)
    if said.serif:
        run.font.name = "+mj-lt"
