"""The sheet a plate is drawn on: its sizes, its colours as custom properties, and the file around it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from content.plates.pen import Point, number

Shape = Literal["card", "strip", "wide"]


@dataclass(frozen=True)
class Sheet:
    """Width and height in user units; `scale` is the size of detail (1 on a card 400 to 700 px wide)."""

    width: float
    height: float
    scale: float

    @property
    def aspect(self) -> float:
        """Width over height."""
        return self.width / self.height

    def at(self, across: float, down: float) -> Point:
        """A point by its share of width and height, each 0 to 1."""
        return (self.width * across, self.height * down)


SHEETS: dict[Shape, Sheet] = {
    "card": Sheet(700, 450, 1.0),  # 14:9
    "strip": Sheet(1440, 316, 1.2),  # across a module page
    "wide": Sheet(800, 450, 1.0),  # 16:9, beside a film
}


@dataclass(frozen=True)
class Palette:
    """Literal colours for a file that stands alone; on a page the custom properties win."""

    ground: str
    line: str
    mark: str


PALETTES = {
    "strategy": Palette("#0F4C5C", "#B4DAE0", "#F2D48A"),
    "culture": Palette("#E6D3A1", "#5C440B", "#A3195B"),
    "responsibility": Palette("#BFCBA0", "#33421A", "#951552"),
    "technology": Palette("#2C3A46", "#C3CED6", "#F2D48A"),
    "technologies": Palette("#2C3A46", "#C3CED6", "#F2D48A"),
}


@dataclass(frozen=True)
class Inks:
    """The three colours as attribute values, each a custom property with its literal to fall back on."""

    ground: str
    line: str
    mark: str

    @classmethod
    def of(cls, palette: Palette) -> Inks:
        """The custom properties, each with its literal."""
        return cls(
            f"var(--plate-ground,{palette.ground})",
            f"var(--plate-line,{palette.line})",
            f"var(--plate-mark,{palette.mark})",
        )


def stroke(
    data: str, colour: str, width: float, opacity: float = 1, dash: str = "", fill: str = "none"
) -> str:
    """One path, its width and dashes in CSS pixels at any size (`vector-effect` is not inherited)."""
    faint = f' stroke-opacity="{opacity:g}"' if opacity < 1 else ""
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<path fill="{fill}" stroke="{colour}" stroke-width="{width:g}"{faint}{dashed}'
        f' vector-effect="non-scaling-stroke" d="{data}"/>'
    )


def numeral(text: str, centre: Point, size: float) -> str:
    """A numeral centred on a point (a third of the size below it is the base line of old-style figures)."""
    x, y = number(round(centre[0] * 10)), number(round((centre[1] + size / 3) * 10))
    return f'<text x="{x}" y="{y}">{text}</text>'


def svg_file(sheet: Sheet, inks: Inks, drawing: str) -> str:
    """A whole file. `#p` carries the drawing; the root says what a page's own `svg` element would."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {sheet.width:g} {sheet.height:g}"'
        ' font-family="Newsreader,Palatino,Georgia,serif">'
        '<g id="p" stroke-linecap="round" stroke-linejoin="round">'
        f'<rect width="{sheet.width:g}" height="{sheet.height:g}" fill="{inks.ground}"/>'
        f"{drawing}</g></svg>\n"
    )
