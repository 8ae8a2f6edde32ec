"""The table of gates: what each level asks for, and whether it is there (SPEC 3.5, 4.1)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from readiness.instrument import TOP
from readiness.levels import INDEX, Kind, failing
from readiness.scoring import Scorecard
from saying import _, gettext_noop

from .figures import optional, text
from .measured import LevelName, Measured

State = Literal["met", "missed", "no data", "hidden"]
OTHERS = gettext_noop("Every other dimension")
LEVELS = range(2, TOP + 1)


@dataclass(frozen=True, slots=True)
class GateRow:
    """One condition of one level, points as text; `have` is None where data lack or may not be shown."""

    level: LevelName
    subject: str
    name: str
    kind: Kind
    need: str
    have: str | None
    state: State
    missed_by: str | None
    receipt_url: str


@dataclass(frozen=True, slots=True)
class GridRow:
    """The index or a dimension, with its condition at each of the levels 2 to 5."""

    name: str
    have: str | None
    receipt_url: str
    cells: tuple[GateRow, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    levels: tuple[LevelName, ...]
    rows: tuple[GridRow, ...]


def gates(of: Measured) -> tuple[GateRow, ...]:
    """The conditions of levels 2 to 5, in order; floors that are met stand as one line."""
    return tuple(row for level in LEVELS for row in conditions(of, of.card, level))


def conditions(of: Measured, card: Scorecard, level: int) -> Iterator[GateRow]:
    """Those of one level, 2 to 5, against a scorecard of the same scope."""
    rows = [_row(of, card, level, subject) for subject in _subjects(of, card)]
    yield from (row for row in rows if row.kind != "floor")
    floors = [row for row in rows if row.kind == "floor" and row.have is not None]
    missed = [row for row in floors if row.state == "missed"]
    if floors and not missed and level > LEVELS[0]:
        lowest = min(floors, key=lambda row: card.dimensions[row.subject].score or 0)
        missed = [replace(lowest, name=_(OTHERS))]
    yield from missed


def grid(of: Measured) -> Grid:
    """Every condition of every level; of a dimension without a score a floor asks nothing."""
    rows = []
    for subject in _subjects(of, of.card):
        cells = tuple(_row(of, of.card, level, subject) for level in LEVELS)
        rows.append(GridRow(cells[0].name, cells[0].have, cells[0].receipt_url, cells))
    return Grid(tuple(of.level_named(level) for level in LEVELS), tuple(rows))


def _subjects(of: Measured, card: Scorecard) -> list[str]:
    """The index and the dimensions; one that is wholly N/A has its gate waived (SPEC 3.3)."""
    return [INDEX, *(id for id in of.scope.dimensions if card.dimensions[id].coverage is not None)]


def _row(of: Measured, card: Scorecard, level: int, subject: str) -> GateRow:
    kind = _kind(of, level, subject)
    need = of.scope.threshold(level - 1 if kind == "floor" else level)
    shown = of.shows(subject)
    have = card.index if subject == INDEX else card.dimensions[subject].score
    missed = subject in {blocker.subject for blocker in failing(of.scope, card, level)}
    return GateRow(
        level=of.level_named(level),
        subject=subject,
        name=of.subject_name(subject),
        kind=kind,
        need=text(need),
        have=optional(have) if shown else None,
        state="hidden" if not shown else "no data" if have is None else "missed" if missed else "met",
        missed_by=text(need - have) if missed and shown and have is not None else None,
        receipt_url=of.link(subject),
    )


def _kind(of: Measured, level: int, subject: str) -> Kind:
    if subject == INDEX:
        return "index"
    gate = of.scope.dimensions[subject].gate
    return "gate" if gate is not None and gate <= level else "floor"
