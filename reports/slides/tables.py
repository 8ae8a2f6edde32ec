"""Native tables in the manner of the house: rules instead of boxes, the header over a tint, text as text."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from lxml import etree
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.slide import Slide
from pptx.table import _Cell
from pptx.util import Emu, Pt

from reports.words import cut, plain

from . import look
from .fitting import LEAST, SHORTER, STEPS, Line, height
from .page import Box

DRAWING = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
PLAIN_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # no style, no grid
SIDE, ABOVE = 64_000, 24_000


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


def put(slide: Slide, table: Table, box: Box, size: float, most: int = 0) -> int:
    """The rows share the height of the box, or more of it up to `most` where their words ask for more.

    Where that is not enough they are set smaller, then cut; the answer is where the table ends.
    """
    head = tuple(Cell(name, bold=True, colour=look.DEEP, fill=look.TINT) for name in table.columns)
    widths = [int(box.width * share / sum(table.shares)) for share in table.shares]
    rows, size, heights = _fitted((head, *table.rows), widths, size, max(most, box.height))
    spare = max(0, box.height - sum(heights)) // len(rows)
    heights = [each + spare for each in heights]
    frame = slide.shapes.add_table(
        len(rows), len(widths), Emu(box.left), Emu(box.top), Emu(box.width), Emu(sum(heights))
    )
    frame.name = table.name
    frame._element.nvGraphicFramePr.cNvPr.set("descr", plain(table.alt))
    native = frame.table
    native.horz_banding = False
    native._tbl.tblPr.find("{*}tableStyleId").text = PLAIN_STYLE
    for column, wide in zip(native.columns, widths, strict=True):
        column.width = Emu(wide)
    for number, (row, high) in enumerate(zip(rows, heights, strict=True)):
        native.rows[number].height = Emu(high)
        for column, cell in enumerate(row):
            _write(native.cell(number, column), cell, size, right=column in table.figures, top=number == 0)
    return box.top + sum(heights)


Rows = Sequence[tuple[Cell, ...]]


def _fitted(rows: Rows, widths: Sequence[int], size: float, most: int) -> tuple[Rows, float, list[int]]:
    """Rows, their size and their heights, which together are no more than `most` where that can be."""
    small = size
    for step in STEPS:
        small = max(LEAST, round(size * step, 1))
        heights = _heights(rows, widths, small)
        if sum(heights) <= most:
            return rows, small, heights
    for limit in SHORTER:
        rows = [tuple(replace(cell, text=cut(cell.text, limit)) for cell in row) for row in rows]
        heights = _heights(rows, widths, small)
        if sum(heights) <= most:
            break
    return rows, small, heights


def _heights(rows: Rows, widths: Sequence[int], size: float) -> list[int]:
    return [
        2 * ABOVE
        + max(
            height([Line(cell.text, size, bold=cell.bold)], wide - 2 * SIDE)
            for cell, wide in zip(row, widths, strict=True)
        )
        for row in rows
    ]


def _write(native: _Cell, cell: Cell, size: float, *, right: bool, top: bool) -> None:
    native.margin_left = native.margin_right = Emu(SIDE)
    native.margin_top = native.margin_bottom = Emu(ABOVE)
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
