"""Index level, claimed level, gates, floors and blockers (SPEC 3.5)."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from .instrument import TOP, Instrument
from .scoring import Scorecard

Kind = Literal["index", "gate", "floor"]
INDEX = "index"


@dataclass(frozen=True, slots=True)
class Blocker:
    """A condition of `level` that fails: the index or a dimension (`subject`) needs `need` points of 100.

    `have` is None where a gating dimension lacks data.
    """

    level: int
    kind: Kind
    subject: str
    need: Fraction
    have: Fraction | None

    @property
    def shortfall(self) -> Fraction | None:
        """Points missing; None where there are no data."""
        return None if self.have is None else self.need - self.have


def band(instrument: Instrument, score: Fraction) -> int:
    """The level, 1 to 5, in whose half-open band a score of 0 to 100 lies; a tie goes upwards."""
    return max(level for level in range(1, TOP + 1) if score >= instrument.threshold(level))


def failing(instrument: Instrument, card: Scorecard, level: int) -> tuple[Blocker, ...]:
    """The conditions of `level`, 2 to 5, that do not hold: the index, then gates, then floors."""
    return tuple(_failing_index(instrument, card, level)) + tuple(
        sorted(_failing_dimensions(instrument, card, level), key=lambda blocker: blocker.kind == "floor")
    )


def _failing_index(instrument: Instrument, card: Scorecard, level: int) -> Iterator[Blocker]:
    need = instrument.threshold(level)
    if card.index is None or card.index < need:
        yield Blocker(level, "index", INDEX, need, card.index)


def _failing_dimensions(instrument: Instrument, card: Scorecard, level: int) -> Iterator[Blocker]:
    for id, dimension in instrument.dimensions.items():
        part = card.dimensions[id]
        if part.coverage is None:
            continue  # wholly N/A: its gate is waived (SPEC 3.3)
        gates = dimension.gate is not None and dimension.gate <= level
        need = instrument.threshold(level if gates else level - 1)
        if gates and (part.score is None or part.score < need):
            yield Blocker(level, "gate", id, need, part.score)
        elif not gates and part.score is not None and part.score < need:
            yield Blocker(level, "floor", id, need, part.score)


def claimed_level(instrument: Instrument, card: Scorecard) -> int | None:
    """The highest level, 1 to 5, of which every condition from level 2 on holds; None without an index."""
    if card.index is None:
        return None
    claimed = 1
    while claimed < TOP and not failing(instrument, card, claimed + 1):
        claimed += 1
    return claimed


def blockers(instrument: Instrument, card: Scorecard) -> tuple[Blocker, ...]:
    """What stands between the claimed level and the next; empty at level 5 and without an index."""
    claimed = claimed_level(instrument, card)
    return () if claimed is None or claimed == TOP else failing(instrument, card, claimed + 1)
