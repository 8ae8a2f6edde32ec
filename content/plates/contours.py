"""Level lines of a smooth field by marching squares, drawn as smooth paths."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, floor, hypot

from content.plates.pen import Point, evenly, length, smooth_path

Field = Callable[[float, float], float]
Edge = tuple[int, int, bool]  # column, row, runs to the right (else down)
Segment = tuple[Edge, Edge]


@dataclass(frozen=True)
class Grid:
    """A field sampled on square cells, one cell wider than the drawing so that lines run off its edge."""

    field: Field
    cell: float
    values: tuple[tuple[float, ...], ...]

    @classmethod
    def over(cls, field: Field, width: float, height: float, cell: float) -> Grid:
        """Sample a field over a drawing of this size."""
        columns, rows = ceil(width / cell) + 3, ceil(height / cell) + 3
        return cls(
            field,
            cell,
            tuple(tuple(field((i - 1) * cell, (j - 1) * cell) for i in range(columns)) for j in range(rows)),
        )

    def slopes(self) -> list[float]:
        """Slope of the field at every cell, in value per user unit."""
        return [
            hypot(right - here, below - here) / self.cell
            for row, next_row in pairwise(self.values)
            for here, right, below in zip(row, row[1:], next_row, strict=False)
        ]

    def steepness(self) -> float:
        """Mean slope of the field: levels of this times a distance lie that far apart on average."""
        slopes = self.slopes()
        return sum(slopes) / len(slopes)

    def crossing(self, edge: Edge, level: float) -> Point:
        """Where the level crosses an edge of the grid."""
        i, j, across = edge
        a = self.values[j][i]
        b = self.values[j][i + 1] if across else self.values[j + 1][i]
        part = (level - a) / (b - a)
        x, y = (i + part, j) if across else (i, j + part)
        return ((x - 1) * self.cell, (y - 1) * self.cell)


def segments(grid: Grid, base: float, interval: float) -> dict[int, list[Segment]]:
    """Segments of every level `base + n * interval`, by n. Only levels inside a cell's range are visited."""
    found: dict[int, list[Segment]] = {}
    for j in range(len(grid.values) - 1):
        upper, lower = grid.values[j], grid.values[j + 1]
        for i in range(len(upper) - 1):
            corners = (upper[i], upper[i + 1], lower[i + 1], lower[i])
            first = ceil((min(corners) - base) / interval)
            last = floor((max(corners) - base) / interval)
            for n in range(first, last + 1):
                found.setdefault(n, []).extend(_in_cell(i, j, corners, base + n * interval))
    return found


def _in_cell(i: int, j: int, corners: Sequence[float], level: float) -> Iterator[Segment]:
    above = [value >= level for value in corners]
    edges: tuple[Edge, ...] = ((i, j, True), (i + 1, j, False), (i, j + 1, True), (i, j, False))
    crossed = [edges[k] for k in range(4) if above[k] != above[(k + 1) % 4]]
    if len(crossed) == 2:
        yield crossed[0], crossed[1]
    elif crossed:  # a saddle: the mean of the corners says which two corners belong together
        if (sum(corners) / 4 >= level) == above[0]:
            yield crossed[0], crossed[1]
            yield crossed[2], crossed[3]
        else:
            yield crossed[3], crossed[0]
            yield crossed[1], crossed[2]


def chains(parts: Sequence[Segment]) -> Iterator[tuple[list[Edge], bool]]:
    """Join segments end to end; yields each line with whether it closes on itself."""
    beside: dict[Edge, list[Edge]] = {}
    for a, b in parts:
        beside.setdefault(a, []).append(b)
        beside.setdefault(b, []).append(a)
    unseen = dict.fromkeys(beside)
    ends = [edge for edge, near in beside.items() if len(near) == 1]
    for start in [*ends, *beside]:
        if start not in unseen:
            continue
        line, here = [start], start
        del unseen[start]
        while following := [edge for edge in beside[here] if edge in unseen]:
            here = following[0]
            del unseen[here]
            line.append(here)
        yield line, len(line) > 2 and start in beside[here] and len(beside[start]) == 2


def settled(field: Field, point: Point, level: float, reach: float) -> Point:
    """Move a point onto its level by one Newton step, which takes the facets of the grid out of the curve."""
    x, y = point
    here = field(x, y)
    east, south = (field(x + 0.5, y) - here) * 2, (field(x, y + 0.5) - here) * 2
    square = east * east + south * south
    if not square:
        return point
    dx, dy = (level - here) * east / square, (level - here) * south / square
    return (x + dx, y + dy) if hypot(dx, dy) < reach else point


def level_paths(grid: Grid, base: float, interval: float, step: float) -> dict[int, str]:
    """Path data of each level by its number; specks shorter than four steps are left out."""
    paths: dict[int, str] = {}
    for n, parts in sorted(segments(grid, base, interval).items()):
        level, data = base + n * interval, ""
        for edges, closed in chains(parts):
            rough = [grid.crossing(edge, level) for edge in edges]
            if length(rough) < 4 * step:
                continue
            points = [settled(grid.field, p, level, grid.cell / 2) for p in evenly(rough, step, closed)]
            data += smooth_path(points, closed)
        if data:
            paths[n] = data
    return paths
