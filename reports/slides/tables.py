"""Native tables in the manner of the house: rules instead of boxes, the header over a tint, text as text."""

from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.slide import Slide
from pptx.table import _Cell
from pptx.util import Emu, Pt

from reports.words import plain

from . import look
from .page import Box

DRAWING = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
PLAIN_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # no style, no grid
SIDE = 64_000


@dataclass(frozen=True, slots=True)
class Cell:
    text: str
    bold: bool = False
    colour: str = look.INK
    fill: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """`shares` of the width; columns of `figures` stand to the right. `name` and `alt` are read aloud."""

    name: str
    alt: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    shares: tuple[float, ...]
    figures: frozenset[int] = frozenset()


def put(slide: Slide, table: Table, box: Box, size: float) -> None:
    """The rows share the height; those with more words than room push the following ones down."""
    count = len(table.rows) + 1
    frame = slide.shapes.add_table(
        count, len(table.columns), Emu(box.left), Emu(box.top), Emu(box.width), Emu(box.height)
    )
    frame.name = table.name
    frame._element.nvGraphicFramePr.cNvPr.set("descr", plain(table.alt))
    native = frame.table
    native.horz_banding = False
    native._tbl.tblPr.find("{*}tableStyleId").text = PLAIN_STYLE
    whole = sum(table.shares)
    for column, share in zip(native.columns, table.shares, strict=True):
        column.width = Emu(int(box.width * share / whole))
    for number in range(count):
        native.rows[number].height = Emu(box.height // count)
    header = tuple(Cell(name, bold=True, colour=look.DEEP, fill=look.TINT) for name in table.columns)
    for number, row in enumerate((header, *table.rows)):
        for column, cell in enumerate(row):
            _write(native.cell(number, column), cell, size, right=column in table.figures, top=number == 0)


def _write(native: _Cell, cell: Cell, size: float, *, right: bool, top: bool) -> None:
    native.margin_left = native.margin_right = Emu(SIDE)
    native.margin_top = native.margin_bottom = Emu(24_000)
    native.vertical_anchor = MSO_ANCHOR.MIDDLE
    paragraph = native.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT if right else PP_ALIGN.LEFT
    run = paragraph.add_run()
    run.text = plain(cell.text).replace("\n", " ")
    run.font.size, run.font.bold = Pt(size), cell.bold
    run.font.color.rgb = RGBColor.from_string(cell.colour)
    properties = native._tc.get_or_add_tcPr()
    for side in ("lnL", "lnR", "lnT"):
        properties.append(_border(side, None))
    properties.append(_border("lnB", look.DEEP if top else look.RULE))
    if cell.fill:
        native.fill.solid()
        native.fill.fore_color.rgb = RGBColor.from_string(cell.fill)
    else:
        native.fill.background()


def _border(side: str, colour: str | None) -> etree._Element:
    fill = f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>' if colour else "<a:noFill/>"
    return parse_xml(f'<a:{side} {DRAWING} w="9525">{fill}</a:{side}>')


def texts(said: Sequence[str]) -> tuple[Cell, ...]:
    return tuple(Cell(each) for each in said)
