"""A round as it arrives in JSON, read strictly, with every reason for refusing it (SPEC 2.3, 3.3)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

from .instrument import TOP, Instrument
from .sheets import LEVELS, NOT_APPLICABLE, UNKNOWN, Answer, Sheet

KEYS = ("instrument", "respondents", "excluded", "balance", "options")
SHEET_KEYS = ("role", "answers", "evidence")
MOST_EXCLUDED = 2
SHOWN = 60


class BadRound(ValueError):
    """`reasons` holds every fault, each with the place where it stands."""

    def __init__(self, reasons: list[str]) -> None:
        self.reasons = tuple(reasons)
        super().__init__("\n".join(reasons))


@dataclass(frozen=True, slots=True)
class RoundData:
    """`excluded`: dimensions taken out before the round; `balanced`: means of role groups (SPEC 3.1)."""

    sheets: tuple[Sheet, ...]
    excluded: frozenset[str] = frozenset()
    balanced: bool = False


def read_round(instrument: Instrument, data: object) -> RoundData:
    """The round in `data`, plain JSON values. BadRound with all reasons if anything in it is wrong."""
    reasons = list(_faults(instrument, data))
    if reasons:
        raise BadRound(reasons)
    known = cast(Mapping[str, Any], data)
    sheets = tuple(
        Sheet(sheet["role"], sheet["answers"], frozenset(sheet.get("evidence") or ()))
        for sheet in known["respondents"]
    )
    return RoundData(sheets, frozenset(known.get("excluded") or ()), known.get("balance") == "role")


def _faults(instrument: Instrument, data: object) -> Iterator[str]:
    if not isinstance(data, Mapping):
        yield "A round is an object with instrument and respondents."
        return
    yield from (
        f"{_shown(key)}: not known; a round has {', '.join(KEYS)}." for key in data if key not in KEYS
    )
    if data.get("instrument") != instrument.id:
        yield f"instrument: {_shown(data.get('instrument'))} is not {instrument.id}."
    if data.get("balance") not in (None, "role"):
        yield f"balance: {_shown(data['balance'])} is neither null nor “role”."
    if data.get("options") not in (None, {}):
        yield "options: there are none yet; leave it out or write {}."
    yield from _excluded_faults(instrument, data.get("excluded"))
    respondents = data.get("respondents")
    if not isinstance(respondents, list):
        yield "respondents: a list is needed."
        return
    for number, sheet in enumerate(respondents):
        yield from (f"respondents[{number}]: {fault}" for fault in _sheet_faults(instrument, sheet))


def _excluded_faults(instrument: Instrument, excluded: object) -> Iterator[str]:
    if excluded is None:
        return
    if not isinstance(excluded, list):
        yield "excluded: a list of dimensions is needed."
        return
    for id in excluded:
        dimension = instrument.dimensions.get(id) if isinstance(id, str) else None
        if dimension is None:
            yield f"excluded: {_shown(id)} is not a dimension of {instrument.id}."
        elif dimension.gate is not None:
            yield f"excluded: {id} is a gate from level {dimension.gate} on and cannot be taken out."
    if len({id for id in excluded if isinstance(id, str)}) > MOST_EXCLUDED:
        yield f"excluded: {len(excluded)} dimensions; at most {MOST_EXCLUDED} can be taken out."


def _sheet_faults(instrument: Instrument, sheet: object) -> Iterator[str]:
    if not isinstance(sheet, Mapping):
        yield "an object with role and answers is needed."
        return
    yield from (f"{_shown(key)}: not known here." for key in sheet if key not in SHEET_KEYS)
    if sheet.get("role") not in instrument.role_ids:
        yield f"role: {_shown(sheet.get('role'))} is not one of {', '.join(instrument.role_ids)}."
    answers = sheet.get("answers")
    if isinstance(answers, Mapping):
        for id, answer in answers.items():
            yield from _answer_faults(instrument, id, answer)
    else:
        yield "answers: an object from item to answer is needed."
    evidence = sheet.get("evidence")
    if evidence is not None and not isinstance(evidence, list):
        yield "evidence: a list of items is needed."
        return
    for id in evidence or ():
        if not isinstance(id, str) or id not in instrument.items:
            yield f"evidence: {_shown(id)} is not an item of {instrument.id}."


def _answer_faults(instrument: Instrument, id: object, answer: object) -> Iterator[str]:
    item = instrument.items.get(id) if isinstance(id, str) else None
    if item is None:
        form = " in its short form" if instrument.form == "pulse" else ""
        yield f"{_shown(id)} is not an item of {instrument.id}{form}."
    elif not is_answer(answer):
        yield f"{item.id}: {_shown(answer)} is not a level from 1 to {TOP}, “DK” or “NA”."
    elif answer == NOT_APPLICABLE and item.not_applicable is None:
        yield f"{item.id}: “NA” is not offered on this item."


def is_answer(value: object) -> bool:
    """1 to 5 as whole numbers (not 2.5, 3.0, "3" or true), DK or NA."""
    return (type(value) is int and value in LEVELS) or value in (UNKNOWN, NOT_APPLICABLE)


def as_answer(value: object) -> Answer:
    """The same value, known to be an answer. ValueError for anything else."""
    if not is_answer(value):
        raise ValueError(f"{_shown(value)} is not an answer.")
    return cast(Answer, value)


def _shown(value: object) -> str:
    text = "nothing" if value is None else repr(value)
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"
