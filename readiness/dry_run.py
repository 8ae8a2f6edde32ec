"""A new version scored on the worked examples that hold for every framework (SPEC 3.14)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from .instrument import Instrument
from .published import score_round

UNKNOWN = "DK"


@dataclass(frozen=True, slots=True)
class Trial:
    """`claimed` is what the version's own thresholds and gates make of it, for information."""

    case: str
    expected: str
    found: str
    claimed: int | None

    @property
    def holds(self) -> bool:
        return self.expected == self.found


def trials(instrument: Instrument) -> list[Trial]:
    """All of them; a version of which one does not hold cannot be published."""
    return [*_uniform(instrument), *_uniform(instrument.pulse()), *_mixed(instrument)]


def _uniform(scope: Instrument) -> Iterator[Trial]:
    """Every question answered alike: 0, 25, 50, 75, 100, whatever the weights."""
    form = "short form" if scope.form == "pulse" else "full form"
    for level in range(1, 6):
        result = _scored(scope, [level])
        yield _trial(
            f"All {level}, {form}", {"index": 25 * (level - 1), "status": "final", "coverage": 1}, result
        )


def _mixed(scope: Instrument) -> Iterator[Trial]:
    nothing = {"index": None, "status": "not assessable", "coverage": 0, "range": [0, 100]}
    yield _trial("G02: all don't know", nothing, _scored(scope, [UNKNOWN]))
    yield _trial("G04: two people, 3 and 4 throughout", {"index": 62.5}, _scored(scope, [3, 4]))
    five = {"index": 50, "interval": [28.0503, 71.9497]}
    yield _trial("G11: five people, 2, 3, 3, 4, 3 throughout", five, _scored(scope, [2, 3, 3, 4, 3]))
    yield _trial("G12: one person, all 3", {"index": 50, "interval": None}, _scored(scope, [3]))
    half = {"index": 50, "status": "provisional", "coverage": Fraction(1, 2), "range": [50, 50]}
    yield _trial("G25: two people, all 3 and all don't know", half, _scored(scope, [3, UNKNOWN]))


def _scored(scope: Instrument, people: Sequence[int | str]) -> Mapping[str, Any]:
    role = scope.role_ids[0]
    sheets = [{"role": role, "answers": dict.fromkeys(scope.items, answer)} for answer in people]
    return score_round(scope, {"instrument": scope.id, "respondents": sheets})


def _trial(case: str, expected: Mapping[str, object], result: Mapping[str, Any]) -> Trial:
    found = {name: result[name] for name in expected}
    return Trial(case, _said(expected), _said(found), result["claimed_level"])


def _said(values: Mapping[str, object]) -> str:
    return ", ".join(f"{name} {_figure(value)}" for name, value in values.items())


def _figure(value: object) -> str:
    if isinstance(value, list):
        return " to ".join(_figure(end) for end in value)
    if isinstance(value, int | float | Fraction):
        return f"{float(value):.4f}".rstrip("0").rstrip(".")
    return "none" if value is None else str(value)
