"""Responsibility: a current that parts around two or three limits and never enters them."""

from __future__ import annotations

from math import pi, sin
from random import Random

from content.plates.contours import Field, Grid, level_paths
from content.plates.pen import Point, circle_path
from content.plates.sheet import Inks, Sheet, stroke

SPACING = 16.5
BERTH = 1.16  # the current keeps this much wider than the limit itself

Limit = tuple[Point, float]


def limits(sheet: Sheet, random: Random) -> list[Limit]:
    """Two or three circles, one in each part of the sheet from left to right, at changing heights."""
    count = 3 if random.random() < 0.6 or sheet.aspect > 3 else 2
    low_first = random.random() < 0.5
    found: list[Limit] = []
    for k in range(count):
        radius = sheet.height * random.uniform(0.1, 0.15)
        across = (k + random.uniform(0.34, 0.66)) / count
        low = (k % 2 == 0) == low_first
        down = random.uniform(0.58, 0.72) if low else random.uniform(0.26, 0.42)
        found.append((sheet.at(0.07 + 0.86 * across, down), radius))
    return found


def current(sheet: Sheet, random: Random, around: list[Limit], spacing: float) -> Field:
    """A stream function, its level lines `spacing` apart; each limit, with its berth, is one level.

    The value at a limit lies half-way between two lines, so the stream parts evenly, and as the blend reaches
    that value exactly at the berth, no line can cross it, however the limits stand to one another.
    """
    fall = random.uniform(-0.12, 0.12)
    waves = [
        (
            sheet.height * share * random.uniform(0.7, 1.2),
            2 * pi / (sheet.width * span),
            random.uniform(0, 2 * pi),
        )
        for share, span in ((0.05, random.uniform(0.8, 1.2)), (0.022, random.uniform(0.38, 0.55)))
    ]
    skew = random.uniform(-0.4, 0.4)

    def open_water(x: float, y: float) -> float:
        return y + fall * x + sum(a * sin(f * (x + skew * y) + phase) for a, f, phase in waves)

    fixed = [
        (x, y, (radius * BERTH) ** 2, (int(open_water(x, y) // spacing) + 0.5) * spacing)
        for (x, y), radius in around
    ]

    def stream(x: float, y: float) -> float:
        total, weight = open_water(x, y), 1.0
        for cx, cy, square, value in fixed:
            away = (x - cx) ** 2 + (y - cy) ** 2
            if away <= square * 1.0001:
                return value
            pull = square / (away - square)
            total += pull * value
            weight += pull
        return total / weight

    return stream


def draw(sheet: Sheet, inks: Inks, random: Random) -> str:
    """The current, every fifth line heavier, and over it the dashed limits with their hearts."""
    around = limits(sheet, random)
    spacing = SPACING * sheet.scale
    grid = Grid.over(current(sheet, random, around, spacing), sheet.width, sheet.height, 8 * sheet.scale)
    lines = level_paths(grid, 0, spacing, 20 * sheet.scale)
    first = int(random.random() * 5)
    light = "".join(data for n, data in lines.items() if (n + first) % 5)
    heavy = "".join(data for n, data in lines.items() if not (n + first) % 5)
    rims = "".join(circle_path(centre, radius) for centre, radius in around)
    hearts = "".join(circle_path(centre, 4.5 * sheet.scale) for centre, _ in around)
    return (
        stroke(light, inks.line, 0.8, 0.6)
        + stroke(heavy, inks.line, 1.4, 0.95)
        + stroke(rims, inks.mark, 1.6, dash="6 4.5")
        + stroke(hearts, inks.mark, 1.6)
    )
