"""What a round may hold, and every reason for refusing it."""

from typing import Any

import pytest

from readiness.round_data import BadRound, as_answer, read_round
from tests.readiness.building import FULL, answers, parsed, person, round_of


def reasons(data: Any) -> tuple[str, ...]:
    with pytest.raises(BadRound) as bad:
        read_round(FULL, data)
    return bad.value.reasons


def test_a_sound_round() -> None:
    sheet = {"role": "exec", "answers": {"S1.1": 3, "S1.2": "DK", "R2.4": "NA"}, "evidence": ["S1.1"]}
    data = parsed(FULL, sheet, {"role": "staff", "answers": {}}, excluded=["F2"], balance="role", options={})
    assert [s.role for s in data.sheets] == ["exec", "staff"]
    assert data.sheets[0].evidence == {"S1.1"}
    assert (data.excluded, data.balanced) == ({"F2"}, True)


@pytest.mark.parametrize("level", [0, 6, -1, 2.5, 3.0, True, "3", None, [3], "dk", ""])
def test_only_five_levels_and_two_words(level: Any) -> None:
    found = reasons(round_of(FULL, {"role": "exec", "answers": {"S1.1": level}}))
    assert len(found) == 1
    assert found[0].startswith("respondents[0]: S1.1: ")
    with pytest.raises(ValueError, match="is not an answer"):
        as_answer(level)


def test_all_reasons_at_once() -> None:
    data = {
        "instrument": "rf-0.9",
        "respondents": [
            {"role": "boss", "answers": {"S9.9": 3, "S1.1": "NA", "S1.2": 6}, "evidence": ["S1.9"]},
            {"role": "exec", "answers": {"S1.3": "NA"}, "name": "Ada"},
            "nobody",
        ],
        "excluded": ["S1", "Z1"],
        "balance": "site",
        "options": {"bootstrap": True},
        "comment": "",
    }
    assert reasons(data) == (
        "'comment': not known; a round has instrument, respondents, excluded, balance, options.",
        "instrument: 'rf-0.9' is not rf-1.0.",
        "balance: 'site' is neither null nor “role”.",
        "options: there are none yet; leave it out or write {}.",
        "excluded: S1 is a gate from level 2 on and cannot be taken out.",
        "excluded: 'Z1' is not a dimension of rf-1.0.",
        "respondents[0]: role: 'boss' is not one of board, exec, business, tech, risk, people, staff.",
        "respondents[0]: 'S9.9' is not an item of rf-1.0.",
        "respondents[0]: S1.1: “NA” is not offered on this item.",
        "respondents[0]: S1.2: 6 is not a level from 1 to 5, “DK” or “NA”.",
        "respondents[0]: evidence: 'S1.9' is not an item of rf-1.0.",
        "respondents[1]: 'name': not known here.",
        "respondents[2]: an object with role and answers is needed.",
    )


@pytest.mark.parametrize("gate", ["S1", "S2", "C2", "R1", "R2", "F1"])
def test_gates_stay_in_scope(gate: str) -> None:
    assert reasons(round_of(FULL, excluded=[gate]))


def test_at_most_two_dimensions_are_taken_out() -> None:
    assert parsed(FULL, excluded=["F2", "C1", "F2"]).excluded == {"F2", "C1"}
    assert reasons(round_of(FULL, excluded=["F2", "C1", "C3"])) == (
        "excluded: 3 dimensions; at most 2 can be taken out.",
    )


@pytest.mark.parametrize(
    "data",
    [
        None,
        [],
        {"instrument": "rf-1.0"},
        {"instrument": "rf-1.0", "respondents": {}},
        {"instrument": "rf-1.0", "respondents": [], "excluded": "F2"},
        {"instrument": "rf-1.0", "respondents": [], "excluded": [["F2"]]},
        {"instrument": "rf-1.0", "respondents": [], "balance": []},
        {"instrument": "rf-1.0", "respondents": [{"role": [], "answers": {}}]},
        {"instrument": "rf-1.0", "respondents": [{"role": "exec", "answers": []}]},
        {"instrument": "rf-1.0", "respondents": [{"role": "exec", "answers": {}, "evidence": "S1.1"}]},
        {"instrument": "rf-1.0", "respondents": [{"role": "exec", "answers": {}, "evidence": [{}]}]},
    ],
)
def test_any_shape_is_answered_with_a_reason(data: Any) -> None:
    assert reasons(data)


def test_the_pulse_knows_its_eleven_items_only() -> None:
    with pytest.raises(BadRound, match=r"'S1\.2' is not an item of rf-1\.0 in its short form"):
        read_round(FULL.pulse(), round_of(FULL, person({"S1.2": 3})))


def test_long_values_are_cut_in_the_reason() -> None:
    assert len(reasons(round_of(FULL, person({"S1.1": "x" * 10_000})))[0]) < 200  # type: ignore[dict-item]


def test_answers_out_of_scope_are_left_out_not_refused() -> None:
    assert parsed(FULL, person(answers(FULL, 3)), excluded=["F2"])
