"""Technologies: a hexagonal field of dots that swell with a random field, and one dashed circle."""

from __future__ import annotations

from math import exp, sqrt
from random import Random

from content.plates.pen import Point, circle_path, number, numbers
from content.plates.sheet import Inks, Sheet, stroke

SPACING = 15.0
SIZES = 12  # radii are rounded to this many steps, so that dots of a size share one element

Swell = tuple[Point, float, float]  # place, reach, weight


def swells_on(sheet: Sheet, random: Random) -> list[Swell]:
    """Three or four swells on a card, more on a strip, one in each part of the sheet from left to right."""
    count = 1 + round(sheet.aspect) + int(random.random() * 2)
    return [
        (
            sheet.at((k + random.uniform(0.1, 0.9)) / count, random.uniform(0.05, 0.95)),
            sheet.height * random.uniform(0.24, 0.42),
            random.uniform(0.6, 1.0),
        )
        for k in range(count)
    ]


def strength(swells: list[Swell], x: float, y: float) -> float:
    """Strength of the field at a point, 0 to about 1."""
    calm = 1.0
    for (sx, sy), reach, weight in swells:
        calm *= 1 - weight * exp(-(((x - sx) ** 2 + (y - sy) ** 2) / (2 * reach * reach)))
    return 1 - calm


def dots(sheet: Sheet, swells: list[Swell]) -> dict[int, list[Point]]:
    """Centres of the hexagonal field by size, 0 (a speck) to SIZES - 1 (where this field is strongest)."""
    gap = SPACING * sheet.scale
    rise = gap * sqrt(3) / 2
    places = [
        ((column - row % 2 / 2) * gap, row * rise)
        for row in range(int(sheet.height / rise) + 2)
        for column in range(int(sheet.width / gap) + 2)
    ]
    values = [strength(swells, x, y) for x, y in places]
    low, span = 0.16, max(values) - 0.2
    found: dict[int, list[Point]] = {}
    for place, value in zip(places, values, strict=True):
        size = round(max(0.0, min(1.0, (value - low) / span)) * (SIZES - 1))
        found.setdefault(size, []).append(place)
    return found


def dot_path(places: list[Point]) -> str:
    """Strokes of no length with round ends are dots: eight characters each where a circle takes forty."""
    data, px, py = "", 0, 0
    for x, y in places:
        tx, ty = round(x * 10), round(y * 10)
        data += ("m" if data else "M") + numbers((tx - px, ty - py)) + "h0"
        px, py = tx, ty
    return data


def draw(sheet: Sheet, inks: Inks, random: Random) -> str:
    """The dots, one path for each size, and the dashed circle, cleared of dots along its rim."""
    swells = swells_on(sheet, random)
    largest = SPACING * sheet.scale * 0.64
    drawing = ""
    for size, places in sorted(dots(sheet, swells).items()):
        width = largest * (0.12 + 0.88 * size / (SIZES - 1))
        drawing += f'<path stroke-width="{number(round(width * 10))}" d="{dot_path(places)}"/>'
    radius = sheet.height * random.uniform(0.17, 0.22)
    rim = circle_path(watched(sheet, swells, radius), radius)
    return (
        f'<g stroke="{inks.line}" stroke-opacity=".85" fill="none">{drawing}</g>'
        + stroke(rim, inks.ground, 6)
        + stroke(rim, inks.mark, 2, dash="8 6")
    )


def watched(sheet: Sheet, swells: list[Swell], radius: float) -> Point:
    """Where the dashed circle stands: the strongest swell whose circle stays well inside the sheet."""
    inside = [
        (
            min(max(x, 0.24 * sheet.width), 0.76 * sheet.width),
            min(max(y, radius * 1.35), sheet.height - radius * 1.35),
        )
        for (x, y), _, _ in swells
    ]
    return max(inside, key=lambda place: strength(swells, *place))
