"""Random rounds for property tests."""

from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st

from readiness.instrument import Instrument
from readiness.sheets import Answer, Sheet
from tests.readiness.building import FULL

ROLES = FULL.role_ids


def answer_to(instrument: Instrument, id: str, absent: bool) -> st.SearchStrategy[Answer | None]:
    words: list[Answer | None] = ["DK", *(["NA"] if instrument.items[id].not_applicable else [])]
    return st.one_of(st.integers(1, 5), st.sampled_from(words + ([None] if absent else [])))


@st.composite
def sheets(draw: st.DrawFn, instrument: Instrument, absent: bool = True) -> Mapping[str, Any]:
    given = {id: draw(answer_to(instrument, id, absent)) for id in instrument.items}
    evidence = draw(st.sets(st.sampled_from(list(instrument.items)), max_size=3))
    return {
        "role": draw(st.sampled_from(ROLES[:4])),
        "answers": {id: answer for id, answer in given.items() if answer is not None},
        "evidence": sorted(evidence),
    }


def panels(
    instrument: Instrument, least: int = 0, most: int = 8, absent: bool = True
) -> st.SearchStrategy[list[Mapping[str, Any]]]:
    return st.lists(sheets(instrument, absent), min_size=least, max_size=most)


def as_sheet(person: Mapping[str, Any]) -> Sheet:
    return Sheet(person["role"], person["answers"], frozenset(person["evidence"]))
