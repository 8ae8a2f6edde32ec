"""The published numbers: exactly the keys of the contract, plain JSON values, full precision."""

import json

from readiness.published import score_round
from tests.readiness.building import FULL, answers, person, round_of

KEYS = [
    *(
        "index",
        "index_level",
        "claimed_level",
        "status",
        "coverage",
        "range",
        "pillars",
        "dimensions",
        "items",
    ),
    *(
        "evidenced",
        "blockers",
        "interval",
        "agreement",
        "gaps",
        "groups",
        "confidence",
        "what_if",
        "learning",
    ),
]


def test_exactly_the_keys_of_the_contract() -> None:
    people = [person(answers(FULL, 2 + n % 3), role) for n in range(6) for role in ("exec", "staff")]
    result = score_round(FULL, round_of(FULL, *people))
    assert list(result) == KEYS
    assert json.loads(json.dumps(result)) == result
    assert set(result["pillars"]["S"]) == {"score", "coverage"}
    assert set(result["dimensions"]["S1"]) == {"score", "coverage", "sufficient"}
    assert set(result["items"]["S1.1"]) == {"points", "coverage", "n"}
    assert set(result["evidenced"]) == {"index", "claimed_level"}
    assert set(result["blockers"][0]) == {"level", "kind", "subject", "need", "have"}
    assert set(result["agreement"]["S1.1"]) == {"ad", "rwg"}
    assert set(result["gaps"][0]) == {"group_a", "group_b", "dimension", "gap", "low", "high", "notable"}
    assert set(result["what_if"]) == {"steps", "items", "index", "plan"}
    assert len(result["interval"]) == len(result["range"]) == 2


def test_same_keys_when_nothing_is_known() -> None:
    empty = score_round(FULL, round_of(FULL))
    assert list(empty) == KEYS
    assert empty["status"] == "not assessable"
    assert empty["confidence"] == "low"
    assert empty["interval"] is empty["what_if"] is None
    for part in ("items", "dimensions", "agreement"):
        assert len(empty[part]) == len(score_round(FULL, round_of(FULL, person(answers(FULL, 3))))[part])


def test_numbers_are_not_rounded() -> None:
    people = [person(answers(FULL, level)) for level in (2, 2, 3)]
    assert score_round(FULL, round_of(FULL, *people))["index"] == 100 / 3


def test_a_part_of_the_pulse_is_a_full_form_hardly_answered() -> None:
    whole = answers(FULL.pulse(), 3)
    assert score_round(FULL, round_of(FULL, person(whole)))["status"] == "final"
    del whole["F2.1"]
    assert score_round(FULL, round_of(FULL, person(whole)))["status"] == "not assessable"
    assert score_round(FULL, round_of(FULL, person(whole), excluded=["F2"]))["status"] == "final"
