"""Strategy: depth contours of a smooth random field, soundings, and a plotted course of three waypoints."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import cos, exp, floor, hypot, pi, sin
from random import Random

from content.plates.contours import Field, Grid, level_paths
from content.plates.pen import Point, circle_path, straight_path
from content.plates.sheet import Inks, Sheet, numeral, stroke

METRES_PER_LINE = 2
SPACING = 22.0  # mean distance between contours on a card, in user units
STEP = 13.0  # distance between the points of a curve: as wide as its sharpest bends allow


@dataclass(frozen=True)
class Contours:
    """The sea floor and which of its depths are drawn: `base` and every `interval` from there."""

    field: Field
    base: float
    interval: float

    def lines_down(self, x: float, y: float) -> float:
        """How many lines below the base a place lies, with the fraction to the next."""
        return (self.field(x, y) - self.base) / self.interval

    def free_at(self, x: float, y: float, half: float) -> bool:
        """Whether no line passes through the box of a numeral, `half` its width to each side."""
        around = [(x + half * i, y + half * 0.7 * j) for i in (-1, 0, 1) for j in (-1, 0, 1)]
        return len({floor(self.lines_down(*place)) for place in around}) == 1


def sea_floor(sheet: Sheet, random: Random) -> Field:
    """Five to eight Gaussians, banks and deeps in turn, kept apart, on a gentle slope."""
    hills: list[tuple[float, float, float, float, float, float]] = []
    places: list[Point] = []
    for k in range(5 + int(random.random() * 4)):
        x, y = _apart(sheet, random, places)
        places.append((x, y))
        height = (1 if k % 2 else -1) * random.uniform(0.6, 1.15)
        long, short = (sheet.height * random.uniform(*span) for span in ((0.26, 0.42), (0.17, 0.28)))
        turn = random.uniform(0, pi)
        c, s = cos(turn), sin(turn)
        hills.append(
            (
                x,
                y,
                height,
                (c / long) ** 2 + (s / short) ** 2,
                2 * c * s * (1 / long**2 - 1 / short**2),
                (s / long) ** 2 + (c / short) ** 2,
            )
        )
    tilt = random.uniform(0.25, 0.6) / sheet.height
    lean = random.uniform(0, 2 * pi)
    east, south = tilt * cos(lean), tilt * sin(lean)

    def depth(x: float, y: float) -> float:
        total = east * x + south * y
        for hx, hy, height, a, b, c in hills:
            dx, dy = x - hx, y - hy
            total += height * exp(-(a * dx * dx + b * dx * dy + c * dy * dy) / 2)
        return total

    return depth


def evenest(sheet: Sheet, random: Random) -> Field:
    """Of eight sea floors, the one whose slope varies least from place to place: no blank bays, no cliffs."""

    def unevenness(field: Field) -> float:
        slopes = Grid.over(field, sheet.width, sheet.height, sheet.height / 12).slopes()
        mean = sum(slopes) / len(slopes)
        return sum((slope - mean) ** 2 for slope in slopes) / mean**2

    return min((sea_floor(sheet, random) for _ in range(8)), key=unevenness)


def _apart(sheet: Sheet, random: Random, places: list[Point]) -> Point:
    """Of eight places, the one farthest from those taken: the drawing is filled without a pattern."""
    tries = [sheet.at(random.uniform(-0.04, 1.04), random.uniform(-0.06, 1.06)) for _ in range(8)]
    return max(tries, key=lambda p: min((hypot(p[0] - x, p[1] - y) for x, y in places), default=0))


def course(sheet: Sheet, random: Random) -> list[Point]:
    """From the left edge over three waypoints to the right edge, climbing on every leg, unevenly."""
    start, end = random.uniform(0.76, 0.94), random.uniform(0.04, 0.2)
    legs = [random.uniform(0.5, 1.6) for _ in range(4)]
    stops = [random.uniform(0.25, 0.32), random.uniform(0.47, 0.55), random.uniform(0.69, 0.77)]
    heights = [start + (end - start) * sum(legs[: k + 1]) / sum(legs) for k in range(3)]
    inner = [sheet.at(x, y) for x, y in zip(stops, heights, strict=True)]
    return [sheet.at(-0.01, start), *inner, sheet.at(1.01, end)]


def draw(sheet: Sheet, inks: Inks, random: Random) -> str:
    """Contours, every fourth heavier, then the numerals, then the course over everything."""
    field = evenest(sheet, random)
    grid = Grid.over(field, sheet.width, sheet.height, 9 * sheet.scale)
    contours = Contours(field, min(map(min, grid.values)), grid.steepness() * SPACING * sheet.scale)
    lines = level_paths(grid, contours.base, contours.interval, STEP * sheet.scale)
    light = "".join(data for n, data in lines.items() if n % 4)
    heavy = "".join(data for n, data in lines.items() if not n % 4)
    track = course(sheet, random)
    size = 15 * sheet.scale
    spots = soundings(sheet, random, contours, track)
    figures = "".join(numeral(str(metres), place, size) for place, metres in spots)
    marks = "".join(circle_path(stop, 5.5 * sheet.scale) for stop in track[1:4])
    return (
        stroke(light, inks.line, 0.8, 0.55)
        + stroke(heavy, inks.line, 1.3, 0.95)
        + f'<g font-style="italic" font-size="{size:g}" text-anchor="middle" fill="{inks.line}"'
        + f' stroke="{inks.ground}" stroke-width="{5 * sheet.scale:g}" paint-order="stroke">{figures}</g>'
        + stroke(straight_path(track), inks.mark, 1.6)
        + stroke(marks, inks.mark, 1.6, fill=inks.ground)
    )


def soundings(
    sheet: Sheet, random: Random, contours: Contours, track: list[Point]
) -> list[tuple[Point, int]]:
    """Up to seven depths where no line passes, apart from one another, the course and the edges."""
    gap, clear = 100 * sheet.scale, 26 * sheet.scale
    taken: list[tuple[Point, int]] = []
    for _ in range(400):
        x, y = sheet.at(random.uniform(0.05, 0.95), random.uniform(0.08, 0.92))
        near = any(hypot(x - a, y - b) < gap for (a, b), _ in taken)
        if near or distance_to((x, y), track) < clear or not contours.free_at(x, y, 13 * sheet.scale):
            continue
        taken.append(((x, y), round(METRES_PER_LINE * (1 + contours.lines_down(x, y)))))
        if len(taken) == 7:
            break
    return taken


def distance_to(place: Point, track: list[Point]) -> float:
    """Distance from a place to the nearest piece of a track of straight lines."""
    x, y = place
    best = float("inf")
    for (ax, ay), (bx, by) in pairwise(track):
        dx, dy = bx - ax, by - ay
        part = max(0.0, min(1.0, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy)))
        best = min(best, hypot(x - ax - part * dx, y - ay - part * dy))
    return best
