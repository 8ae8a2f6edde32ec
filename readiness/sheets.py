"""The answers of a round: one sheet per person, and how often each answer was given (SPEC 2.3, 3.3)."""

from collections import Counter
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from .instrument import TOP, Instrument

Answer = int | Literal["DK", "NA"]
UNKNOWN: Literal["DK"] = "DK"
NOT_APPLICABLE: Literal["NA"] = "NA"
LEVELS = range(1, TOP + 1)
CLAIMING = 4  # levels from here on claim measurement and checking, which leave records
CAP = 3


@dataclass(frozen=True, slots=True)
class Sheet:
    """One person's answers, 1 to 5, DK or NA; an item that is absent was not asked. `evidence`: items."""

    role: str
    answers: Mapping[str, Answer]
    evidence: frozenset[str] = frozenset()


Tally = Counter[tuple[str, Answer]]
"""How many people of a role gave an answer to one item."""


def tally(instrument: Instrument, sheets: Iterable[Sheet]) -> dict[str, Tally]:
    """For each item of the instrument; answers to other items (out of scope) are left out."""
    tallies: dict[str, Tally] = {id: Counter() for id in instrument.items}
    for sheet in sheets:
        for id, answer in sheet.answers.items():
            if id in tallies:
                tallies[id][sheet.role, answer] += 1
    return tallies


def levels_of(counts: Tally) -> Counter[int]:
    """How many people gave each level."""
    levels: Counter[int] = Counter()
    for (_, answer), count in counts.items():
        if isinstance(answer, int):
            levels[answer] += count
    return levels


def count_of(counts: Tally, answer: Answer) -> int:
    """How many people gave this answer, whatever their role."""
    return sum(count for (_, given), count in counts.items() if given == answer)


def artefacts(sheets: Iterable[Sheet]) -> frozenset[str]:
    """Items for which someone in the round named an artefact (SPEC 3.4)."""
    return frozenset().union(*(sheet.evidence for sheet in sheets))


def as_evidenced(tallies: Mapping[str, Tally], evidence: Container[str]) -> dict[str, Tally]:
    """Answers of 4 and 5 count as 3 unless the item has evidence (SPEC 3.4)."""
    return {id: counts if id in evidence else _capped(counts) for id, counts in tallies.items()}


def _capped(counts: Tally) -> Tally:
    capped: Tally = Counter()
    for (role, answer), count in counts.items():
        capped[role, min(answer, CAP) if isinstance(answer, int) else answer] += count
    return capped
