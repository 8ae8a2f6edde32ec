"""The table of gates: what each level asks for, and whether it is there (SPEC 3.5, 4.1)."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from readiness.instrument import TOP, Instrument
from readiness.levels import INDEX, Kind, failing
from readiness.scoring import Scorecard

from .figures import optional, text
from .measured import LevelName, Measured

State = Literal["met", "missed", "no data"]
OTHERS = "Every other dimension"


@dataclass(frozen=True, slots=True)
class GateRow:
    """One condition of one level, points as text; `have` is None where data lack."""

    level: LevelName
    subject: str
    name: str
    kind: Kind
    need: str
    have: str | None
    state: State
    missed_by: str | None
    receipt_url: str


def gates(of: Measured) -> tuple[GateRow, ...]:
    """Every condition of levels 2 to 5, in order."""
    return tuple(row for level in range(2, TOP + 1) for row in conditions(of, of.card, level))


def conditions(of: Measured, card: Scorecard, level: int) -> Iterator[GateRow]:
    """The conditions of one level, 2 to 5, against a scorecard of the same scope."""
    failed = {blocker.subject for blocker in failing(of.scope, card, level)}
    yield _row(of, level, INDEX, "index", card.index, failed)
    floors: list[tuple[Fraction, str]] = []
    for id, dimension in of.scope.dimensions.items():
        part = card.dimensions[id]
        if part.coverage is None:
            continue  # wholly N/A: its gate is waived
        if dimension.gate is not None and dimension.gate <= level:
            yield _row(of, level, id, "gate", part.score, failed)
        elif part.score is not None:
            floors.append((part.score, id))
    missed = [(score, id) for score, id in floors if id in failed]
    for score, id in missed:
        yield _row(of, level, id, "floor", score, failed)
    if floors and not missed and _need(of.scope, level, "floor"):
        lowest, id = min(floors)
        yield _row(of, level, id, "floor", lowest, failed, OTHERS)


def _need(scope: Instrument, level: int, kind: Kind) -> Fraction:
    return scope.threshold(level - 1 if kind == "floor" else level)


def _row(
    of: Measured,
    level: int,
    subject: str,
    kind: Kind,
    have: Fraction | None,
    failed: set[str],
    name: str = "",
) -> GateRow:
    need = _need(of.scope, level, kind)
    missed = subject in failed
    return GateRow(
        level=of.level_named(level),
        subject=subject,
        name=name or of.subject_name(subject),
        kind=kind,
        need=text(need),
        have=optional(have),
        state="met" if not missed else "no data" if have is None else "missed",
        missed_by=text(need - have) if missed and have is not None else None,
        receipt_url=of.link(subject),
    )
