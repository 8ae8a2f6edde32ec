"""What a sheet asks, in which order, and how long it takes (SPEC 2.5, 5)."""

from collections.abc import Collection
from dataclasses import dataclass
from math import ceil

from .instrument import Instrument, Item

QUICK = "quick"
SECONDS = {QUICK: 20, "full": 28}  # of one question: SPEC 2.5 gives 4 minutes, and 15 to 20
SPANS = {QUICK: (20, 20), "full": (25, 33)}  # of somebody quick, and of somebody thorough


_parts: dict[tuple[str, str, frozenset[str]], Instrument] = {}


def part_of(instrument: Instrument, form: str, excluded: frozenset[str] = frozenset()) -> Instrument:
    """The part of a version that is asked: without what is out of scope; the pulse if quick.

    Kept per process by what the version says, not by its id: a draft may be replaced under the same id.
    """
    key = (instrument.fingerprint, form, excluded)
    if key not in _parts:
        _parts[key] = asked_of(instrument, form, excluded)
    return _parts[key]


def asked_of(instrument: Instrument, form: str, excluded: Collection[str]) -> Instrument:
    scope = instrument.without(excluded)
    return scope.pulse() if form == QUICK else scope


def ordered(scope: Instrument, turn: int) -> tuple[Item, ...]:
    """Dimension after dimension; which comes first differs from sheet to sheet, so that no order favours one.

    `turn` is any number that stays the same for a sheet.
    """
    dimensions = list(scope.dimensions.values())
    start = turn % len(dimensions)
    return tuple(item for dimension in dimensions[start:] + dimensions[:start] for item in dimension.items)


def minutes(form: str, questions: int) -> int:
    """About how many minutes so many questions take; at least one while there is a question."""
    return ceil(questions * SECONDS[form] / 60)


@dataclass(frozen=True, slots=True)
class Length:
    """How many questions a form asks, and in how many minutes; `least` is `most` where it differs little."""

    questions: int
    least: int
    most: int


def length(instrument: Instrument, form: str) -> Length:
    """Of the whole form, before anything is left out."""
    questions = len(part_of(instrument, form).items)
    least, most = (ceil(questions * seconds / 60) for seconds in SPANS[form])
    return Length(questions, least, most)
