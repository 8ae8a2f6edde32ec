"""Compact, smooth SVG path data from points: relative, one decimal, no drift."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import hypot

Point = tuple[float, float]


def number(tenths: int) -> str:
    """Write a count of tenths as briefly as SVG allows: 120 → "12", 5 → ".5", -34 → "-3.4"."""
    sign = "-" if tenths < 0 else ""
    whole, rest = divmod(abs(tenths), 10)
    if not rest:
        return f"{sign}{whole}"
    return f"{sign}{whole or ''}.{rest}"


def numbers(tenths: Iterable[int]) -> str:
    """Join numbers; a space is left out where a minus sign already parts them."""
    text = ""
    for value in tenths:
        word = number(value)
        text += word if not text or word.startswith("-") else f" {word}"
    return text


def smooth_path(points: Sequence[Point], closed: bool) -> str:
    """Path data of a uniform Catmull-Rom curve through evenly spaced points.

    Even spacing makes the tangents on both sides of a point equal, so every piece after the first is an `s`
    with four numbers, not a `c` with six. Positions are kept in tenths: rounding never adds up.
    """
    if len(points) < 2:
        return ""
    tenths = [(round(x * 10), round(y * 10)) for x, y in points]
    last = len(tenths) - 1
    count = last + 1 if closed else last
    data = "M" + numbers(tenths[0])
    for i in range(count):
        here, there = tenths[i], tenths[(i + 1) % len(tenths)]
        after = tenths[(i + 2) % len(tenths)] if closed else tenths[min(i + 2, last)]
        leave = (there[0] - (after[0] - here[0]) / 6, there[1] - (after[1] - here[1]) / 6)
        control = [round(leave[0]) - here[0], round(leave[1]) - here[1]]
        move = [there[0] - here[0], there[1] - here[1]]
        if i == 0:
            before = tenths[-1] if closed else here
            start = [round((there[0] - before[0]) / 6), round((there[1] - before[1]) / 6)]
            data += "c" + numbers(start + control + move)
        else:
            data += "s" + numbers(control + move)
    return data + ("z" if closed else "")


def straight_path(points: Sequence[Point]) -> str:
    """Path data of straight lines through the points."""
    return "M" + "L".join(numbers((round(x * 10), round(y * 10))) for x, y in points)


def circle_path(centre: Point, radius: float) -> str:
    """Path data of one circle, so that many circles can share one element and its attributes."""
    x, y, r = round(centre[0] * 10), round(centre[1] * 10), round(radius * 10)
    half = f"a{numbers((r, r))} 0 1 0"
    return f"M{numbers((x - r, y))}{half} {number(2 * r)} 0{half}{number(-2 * r)} 0"


def length(points: Sequence[Point]) -> float:
    """Length of the polyline, in user units."""
    return sum(hypot(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(points))


def evenly(points: Sequence[Point], step: float, closed: bool) -> list[Point]:
    """Points at even distances of about `step` along the polyline; a closed one does not repeat its start."""
    track = [*points, points[0]] if closed else list(points)
    total = length(track)
    pieces = max(round(total / step), 8 if closed else 2)
    gap = total / pieces
    found = [track[0]]
    walked = 0.0
    for a, b in pairwise(track):
        stride = hypot(b[0] - a[0], b[1] - a[1])
        while stride and walked + stride >= gap * len(found) and len(found) < pieces:
            part = (gap * len(found) - walked) / stride
            found.append((a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part))
        walked += stride
    if not closed:
        found.append(track[-1])
    return found
