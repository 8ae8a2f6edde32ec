"""Plates: line drawings in the manner of a sea chart, one for each slug (DESIGN.md section 3).

A page shows one with `templates/components/plate.html`, which says

    <svg class="plate plate--culture" viewBox="0 0 700 450" preserveAspectRatio="xMidYMid slice"
      aria-hidden="true"><use href="/plates/….svg#p"/></svg>

`use` builds a shadow tree that inherits from the page. So these custom properties, set in
static/css/components/plate.css, colour the drawing in both themes, and its numerals take the page's serif:

    --plate-ground   what the drawing stands on, and the halo that keeps a numeral off a line
    --plate-line     contours, rings, currents, dots, numerals
    --plate-mark     the course, the joined sources, the limits, the watched circle

A file opened by itself has none of them and falls back to the literals of `sheet.PALETTES`, the light theme.
"""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from random import Random

from content.plates import culture, responsibility, strategy, technologies
from content.plates.sheet import PALETTES, SHEETS, Inks, Shape, Sheet, svg_file

__all__ = ["FAMILIES", "SHEETS", "Shape", "draw"]

Drawer = Callable[[Sheet, Inks, Random], str]

FAMILIES: dict[str, Drawer] = {
    "strategy": strategy.draw,
    "culture": culture.draw,
    "responsibility": responsibility.draw,
    "technology": technologies.draw,  # the slug of the module
    "technologies": technologies.draw,
}


def draw(slug: str, family: str, turn: int = 0, shape: Shape = "card") -> str:
    """The whole SVG file of a plate, 5 to 25 KB, in about 30 ms; the same arguments give the same bytes.

    `turn` is the author's "draw another" counter, from 0. `shape` is "card" (14:9, and by slicing it any
    box from 16:9 to square), "strip" (1440 by 316) or "wide" (16:9).
    ValueError for an unknown family or shape or a negative turn.
    """
    if family not in FAMILIES:
        raise ValueError(f"unknown family of plates: {family!r}")
    if shape not in SHEETS:
        raise ValueError(f"unknown shape of plate: {shape!r}")
    if turn < 0:
        raise ValueError("turn counts from 0")
    # Python's own hash() differs from run to run; a digest does not.
    seed = int.from_bytes(sha256(f"{slug}\n{turn}".encode()).digest(), "big")
    sheet, inks = SHEETS[shape], Inks.of(PALETTES[family])
    return svg_file(sheet, inks, FAMILIES[family](sheet, inks, Random(seed)))  # noqa: S311 - a drawing, not a secret
