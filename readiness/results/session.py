"""A finished consensus session: both indexes beside each other, and what the talk changed (SPEC 2.6)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from readiness.instrument import Instrument
from readiness.levels import INDEX
from readiness.scoring import STEP

from .figures import kept, optional, text
from .marking import Given
from .measured import LevelName, Measured
from .panel import Panel

Scores = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class IndexLine:
    """One of the two: index, claimed level, both again as evidenced, and how sure it is."""

    index: str | None
    index_at: float | None
    level: LevelName | None
    evidenced: str | None
    evidenced_level: LevelName | None
    confidence: str
    status: str


@dataclass(frozen=True, slots=True)
class Moved:
    """An item on which the room agreed on a level away from the mean of the blind answers."""

    item: str
    head: str
    before: str
    after: int


@dataclass(frozen=True, slots=True)
class Both:
    """`blind` is None where fewer than five people answered: their answers are never shown.

    `change`: agreed minus blind index, signed; `open`: heads of items on which nothing was agreed.
    """

    agreed: IndexLine
    blind: IndexLine | None
    change: str | None
    moved: tuple[Moved, ...]
    open: tuple[str, ...]
    people: int
    roles: int


def both(
    scope: Instrument,
    agreed: Scores,
    given: Mapping[str, Given],
    blind: Panel | None,
    people: int,
    roles: int,
) -> Both:
    """`agreed`: published scores of the one sheet; `blind`: what people answered for themselves."""
    line, before = _line(Measured(scope, agreed)), _line(blind) if blind is not None else None
    return Both(
        agreed=line,
        blind=before,
        change=_change(kept(agreed["index"]), blind.score_of(INDEX)) if blind is not None else None,
        moved=tuple(_moved(scope, given, blind)) if blind is not None else (),
        open=tuple(item.head for id, item in scope.items.items() if id not in given),
        people=people,
        roles=roles,
    )


def _line(of: Measured) -> IndexLine:
    scores, shown = of.scores, of.shows(INDEX)
    evidenced = scores["evidenced"] if shown else {"index": None, "claimed_level": None}
    return IndexLine(
        index=optional(of.score_of(INDEX)),
        index_at=scores["index"] if shown else None,
        level=of.claimed if shown else None,
        evidenced=optional(kept(evidenced["index"])),
        evidenced_level=of.level(evidenced["claimed_level"]),
        confidence=scores["confidence"],
        status=scores["status"],
    )


def _change(now: Fraction | None, then: Fraction | None) -> str | None:
    if now is None or then is None:
        return None
    return f"+{text(now - then)}" if now >= then else text(now - then)


def _moved(scope: Instrument, given: Mapping[str, Given], blind: Panel) -> Iterator[Moved]:
    """At least a whole level from a mean that may be shown; the widest first."""
    found = []
    for id, item in scope.items.items():
        points = blind.points_of(id)
        level = given[id].level if id in given else None
        if points is None or level is None:
            continue
        mean = points / STEP + 1
        if abs(level - mean) >= 1:
            found.append((-abs(level - mean), id, Moved(id, item.head, _levels(mean), level)))
    yield from (moved for _, _, moved in sorted(found, key=lambda row: row[:2]))


def _levels(mean: Fraction) -> str:
    """1 to 5, one decimal."""
    return text(mean)
