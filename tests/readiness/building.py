"""Instruments and rounds for the tests of this room."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

from readiness.instrument import Dimension, Instrument, Item, Pillar
from readiness.instrument_file import shipped
from readiness.round_data import RoundData, read_round
from readiness.rounds import Result, score
from readiness.sheets import Answer

FULL = shipped("rf-1.0")


def _item(id: str, *, optional: bool) -> Item:
    anchors = tuple(f"{id} level {level}" for level in range(1, 6))
    steps = tuple(f"{id} step {step}" for step in range(1, 5))
    condition = "nothing of the kind here" if optional else None
    return Item(id, id, f"{id}?", anchors, steps, "a record", ("exec",), f"strategy/{id.lower()}", condition)


def small(gates: Mapping[str, int | None], weights: Mapping[str, Any], items: int = 2) -> Instrument:
    """One dimension per pillar with so many items each; N/A is offered in F."""
    pillars = []
    for pillar, weight in weights.items():
        id = f"{pillar}1"
        own = tuple(_item(f"{id}.{n}", optional=pillar == "F") for n in range(1, items + 1))
        dimension = Dimension(id, f"Dimension {id}", "what it asks", own, gates.get(id))
        pillars.append(Pillar(pillar, f"Pillar {pillar}", Fraction(weight), (dimension,)))
    return replace(FULL, id="mini-1.0", pillars=tuple(pillars))


MINI = small(
    {"S1": 2, "R1": 3, "F1": 4, "C1": 5},
    {"S": "0.30", "C": "0.25", "R": "0.30", "F": "0.15"},
)


def answers(instrument: Instrument, default: Answer | None, **given: Answer | None) -> dict[str, Answer]:
    """An answer for every item: by its id (S1_1), dimension, pillar, or the default; None: not asked."""
    found = {}
    for id in instrument.items:
        keys = (id.replace(".", "_"), id.split(".")[0], id[0])
        answer = next((given[key] for key in keys if key in given), default)
        if answer is not None:
            found[id] = answer
    return found


def person(
    sheet: Mapping[str, Answer], role: str = "exec", evidence: Iterable[str] = ()
) -> dict[str, object]:
    return {"role": role, "answers": dict(sheet), "evidence": list(evidence)}


def round_of(instrument: Instrument, *people: Mapping[str, object], **more: object) -> dict[str, object]:
    """The JSON of a round."""
    return {"instrument": instrument.id, "respondents": list(people), **more}


def parsed(instrument: Instrument, *people: Mapping[str, object], **more: object) -> RoundData:
    return read_round(instrument, round_of(instrument, *people, **more))


def scored(instrument: Instrument, *people: Mapping[str, object], **more: object) -> Result:
    return score(instrument, parsed(instrument, *people, **more))
