"""Learning paths with where a reader stands on each: one statement for all of them."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from content.atlas import Atlas, PathLine, UnitLine, atlas
from content.atlas.survey import path_line
from content.models import PathPage, PathsPage

from .learner import Who, who_asks
from .progress import Outline, outline
from .standings import UnitStanding, standings


@dataclass(frozen=True, slots=True)
class Step:
    line: UnitLine
    row: UnitStanding
    why: str


@dataclass(frozen=True, slots=True)
class PathProgress:
    """`next` is the first unit that is not completed, in the path's own order; None at its end."""

    path: PathLine
    steps: tuple[Step, ...]
    outline: Outline
    next: Step | None

    @property
    def minutes(self) -> int:
        """Of the whole path, whatever is done."""
        return sum(step.line.minutes for step in self.steps)


def paths_of(who: Who, paths: tuple[PathLine, ...], shelf: Atlas) -> list[PathProgress]:
    """A path of which nothing can be read any more is left out."""
    units = {path.id: shelf.units_of(path) for path in paths}
    rows = standings(who, {line.id: line for each in units.values() for line, _ in each}.values())
    return [_progress(path, units[path.id], rows) for path in paths if units[path.id]]


def _progress(
    path: PathLine, units: list[tuple[UnitLine, str]], rows: dict[int, UnitStanding]
) -> PathProgress:
    steps = tuple(Step(line, rows[line.id], why) for line, why in units)
    left = next((step for step in steps if step.row.status != "completed"), None)
    return PathProgress(path, steps, outline(step.row.standing for step in steps), left)


def path_context(page: PathPage, request: HttpRequest) -> dict[str, Any]:
    """Of the page as it is in memory: a preview shows the draft."""
    shelf = atlas()
    known = next((path for path in shelf.paths if path.id == page.pk), None)
    path = path_line(page, shelf.roots) if known is None or _draft(request) else known
    found = paths_of(who_asks(request), (path,), shelf)
    return {"progress": found[0] if found else None}


def paths_context(page: PathsPage, request: HttpRequest) -> dict[str, Any]:
    shelf = atlas()
    return {"paths": paths_of(who_asks(request), shelf.paths, shelf)}


def _draft(request: HttpRequest) -> bool:
    return bool(getattr(request, "is_preview", False))
