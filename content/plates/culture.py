"""Culture: rings spreading from three sources until they meet, and the two lines that join the sources."""

from __future__ import annotations

from random import Random

from content.plates.pen import Point, circle_path, straight_path
from content.plates.sheet import Inks, Sheet, stroke

SPACING = 15.5
BANDS = ((0.0, 0.34, 0.8), (0.34, 0.68, 0.6), (0.68, 1.0, 0.36))  # from, to (share of the reach), opacity


def sources(sheet: Sheet, random: Random) -> list[Point]:
    """Left, middle, right; the middle one stands high and the outer two low, or the other way about."""
    high, left, right = random.uniform(0.1, 0.26), random.uniform(0.66, 0.86), random.uniform(0.6, 0.84)
    if random.random() < 0.4:
        high, left, right = 1 - high, 1 - left, 1 - right
    return [
        sheet.at(random.uniform(0.16, 0.3), left),
        sheet.at(random.uniform(0.4, 0.58), high),
        sheet.at(random.uniform(0.7, 0.86), right),
    ]


def rings(centre: Point, gap: float, reach: float, inks: Inks) -> str:
    """Rings `gap` apart out to `reach`, fainter in three bands as they spread."""
    count = int(reach / gap)
    return "".join(
        stroke(
            "".join(circle_path(centre, gap * k) for k in range(1 + int(count * near), 1 + int(count * far))),
            inks.line,
            0.7,
            opacity,
        )
        for near, far, opacity in BANDS
    )


def draw(sheet: Sheet, inks: Inks, random: Random) -> str:
    """Three sets of rings under the two lines and the three sources."""
    places = sources(sheet, random)
    water = "".join(
        rings(
            place,
            SPACING * sheet.scale * random.uniform(0.9, 1.1),
            sheet.width * random.uniform(0.5, 0.7),
            inks,
        )
        for place in places
    )
    dots = "".join(circle_path(place, 5.5 * sheet.scale) for place in places)
    return (
        water + stroke(straight_path(places), inks.mark, 1.7) + stroke(dots, inks.mark, 1.7, fill=inks.ground)
    )
