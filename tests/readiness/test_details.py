"""What may be shown of a panel: items, dimensions, groups, gaps, flags; first result and reopened one."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readiness.anonymity import pooled
from readiness.concealment import blocks, concealed, joined
from readiness.details import details
from readiness.flags import fast, straight
from readiness.masking import masked
from readiness.published import published
from readiness.round_data import RoundData
from readiness.rounds import score
from readiness.sheets import Sheet
from tests.readiness.building import FULL, MINI, answers

ROLES = FULL.role_ids


def sheets(many: int, role: str = "exec", level: object = 3, instrument=FULL, **by_key) -> list[Sheet]:
    return [Sheet(role, answers(instrument, level, **by_key)) for _ in range(many)]


def told(people: list[Sheet], before=None, instrument=FULL, **more):
    data = RoundData(tuple(people))
    found = details(instrument, data, score(instrument, data), before, **more)
    return json.loads(json.dumps(found))


def test_under_five_people_there_is_nothing() -> None:
    assert told(sheets(4)) == {}


def test_an_item_says_mean_spread_and_who_did_not_know() -> None:
    found = told([*sheets(8, level=2), *sheets(4, level=5, S1_1="DK")])
    item = found["items"]["S1.1"]
    assert (item["n"], item["unknown"], item["mean"], item["sum"]) == (8, 4, 25.0, 200.0)
    assert (item["levels"], item["median"]) == (None, None)  # eight gave a level, a spread needs ten
    wide = found["items"]["S1.2"]
    assert (wide["levels"], wide["median"], wide["ad"]) == ([0, 8, 0, 0, 4], 25.0, pytest.approx(4 / 3))
    assert wide["divided"]
    assert found["people"] == 12
    assert found["se"] == found["dimensions"]["index"]["se"]


def test_an_item_that_few_answered_takes_another_with_it() -> None:
    """F1.1 alone could be worked out from the dimension and its other items."""
    found = told([*sheets(3), *sheets(6, F1_1=None)])
    assert found["hidden"]["items"] == ["F1.1", "F1.2"]
    assert found["items"]["F1.1"]["mean"] is None
    assert found["items"]["F1.3"]["mean"] == 50.0
    assert found["hidden"]["dimensions"] == []


def test_a_dimension_that_few_answered_takes_another_of_its_pillar_with_it() -> None:
    found = told([*sheets(4), *sheets(6, C2=None)])
    assert found["hidden"]["dimensions"] == ["C1", "C2"]
    assert {id[:2] for id in found["hidden"]["items"]} == {"C1", "C2"}
    assert found["hidden"]["pillars"] == []
    assert "C2" not in found["dimensions"]


def test_a_pillar_that_few_answered_takes_another_with_it() -> None:
    found = told([*sheets(4), *sheets(6, F=None)])
    assert found["hidden"]["pillars"] == ["C", "F"]
    assert set(found["hidden"]["dimensions"]) == {"C1", "C2", "C3", "F1", "F2"}
    assert not found["hidden"]["index"]


def test_control_where_everybody_answers_nothing_is_hidden() -> None:
    assert told(sheets(5))["hidden"] == {"items": [], "dimensions": [], "pillars": [], "index": False}


def test_what_few_answered_is_hidden_until_two_parts_and_five_people_stand_together() -> None:
    parts = {"a": frozenset({0}), "b": frozenset({1, 2}), "c": frozenset(range(6)), "d": frozenset(range(9))}
    assert concealed(parts, 0) == {"a", "b", "c"}
    assert concealed({"c": parts["c"], "d": parts["d"]}, 0) == frozenset()
    assert concealed(parts, 0, {"d"}) == {"a", "b", "d"}


@given(st.dictionaries(st.sampled_from(ROLES), st.integers(0, 12)))
def test_blocks_of_a_first_result_are_the_pooled_groups(sizes: dict[str, int]) -> None:
    counts = {role: (n, 0) for role, n in sizes.items()}
    assert blocks(counts, [[role] for role in sizes], ROLES) == pooled(sizes, ROLES)


def test_groups_joined_are_the_finest_that_hold_both() -> None:
    assert sorted(joined([["a"], ["b"], ["c"]], [["b", "c"]])) == [["a"], ["b", "c"]]
    assert joined([["a", "b"]], [["b", "c"]]) == [["a", "b", "c"]]


def test_groups_have_a_mean_where_five_have_a_score_of_their_own() -> None:
    people = [*sheets(6, "exec", 4), *sheets(6, "tech", 2), *sheets(3, "risk", 2), *sheets(3, "risk", "DK")]
    found = told(people)
    shown = {tuple(group["roles"]): group["dimensions"]["R1"] for group in found["groups"]}
    # Three of risk have a score on R1: they are counted with the next smallest, so neither stands alone.
    assert shown == {("exec",): None, ("tech",): 25.0, ("risk",): None}
    assert found["blocks"]["R1"] == [["exec", "risk"], ["tech"]]
    assert found["means"]["R1"] == [pytest.approx((6 * 75 + 3 * 25) / 9), 25.0]


def test_a_gap_is_kept_only_between_whole_groups() -> None:
    """Three gaps and two means would give away the third group on R1."""
    people = [*sheets(8, "exec", 4), *sheets(6, "tech", 2), *sheets(5, "risk", 2, R1="DK")]
    people += sheets(3, "risk", 2)
    on_r1 = [(gap["group_a"], gap["group_b"]) for gap in told(people)["gaps"] if gap["dimension"] == "R1"]
    assert on_r1 == [(["exec"], ["tech", "risk"])]
    on_s1 = [gap["group_a"] for gap in told(people)["gaps"] if gap["dimension"] == "S1"]
    assert on_s1 == [["exec"], ["tech"], ["risk"]]


def test_leaders_stand_against_everyone_else_on_each_dimension() -> None:
    found = told([*sheets(2, "board", 5), *sheets(4, "exec", 4), *sheets(7, "staff", 2)])
    sides = found["alignment"]
    assert (sides["leaders"], sides["others"]) == (["board", "exec"], ["staff"])
    assert sides["dimensions"]["S1"]["a"] == pytest.approx((2 * 100 + 4 * 75) / 6)
    assert told([*sheets(3, "exec", 5), *sheets(3, "tech", 2), *sheets(6, "staff")])["alignment"] is None


def test_flags_say_nothing_about_fewer_than_five() -> None:
    mixed = [Sheet("exec", {id: 1 + (n + k) % 5 for n, id in enumerate(FULL.items)}) for k in range(9)]
    none, few, many = told(mixed), told([*mixed, *sheets(4)]), told([*mixed, *sheets(6, level=5)])
    assert none["flags"] == {"people": 0, "straight": 0, "fast": 0, "index_without": None}
    assert few["flags"] == {"people": None, "straight": None, "fast": 0, "index_without": None}
    assert (many["flags"]["straight"], many["flags"]["people"]) == (6, 6)
    without = score(FULL, RoundData(tuple(mixed))).card.index
    assert many["flags"]["index_without"] == pytest.approx(float(without or 0))
    assert told(sheets(9))["flags"]["straight"] is None  # all of them: nobody on the other side
    hurried = told(mixed, pace=[1.0] * 5 + [9.0] * 3 + [None])
    assert hurried["flags"]["fast"] is None  # five, but only four beside them


def test_what_looks_unread() -> None:
    said = list(FULL.items)
    row = {id: 3 if n < 12 else 1 + n % 5 for n, id in enumerate(said)}
    assert straight(Sheet("exec", row))
    assert not straight(Sheet("exec", {**row, said[5]: 4}))
    assert straight(Sheet("exec", dict.fromkeys(FULL.pulse().items, 2)))
    assert not straight(Sheet("exec", {"S1.1": 2, "S1.2": 2}))
    assert [fast(2.9), fast(3), fast(None)] == [True, False, False]


def test_a_reopened_round_shows_nothing_that_one_to_four_new_people_changed() -> None:
    first = told(sheets(6, instrument=MINI), instrument=MINI)
    new = [*sheets(2, instrument=MINI, level=5), *sheets(3, instrument=MINI, level=5, F=None)]
    second = told([*sheets(6, instrument=MINI), *new], first, MINI)
    # Two of the five answered F, so its figures, and company for them, are hidden.
    assert second["hidden"]["pillars"] == ["C", "F"]
    assert (
        told([*sheets(6, instrument=MINI), *sheets(5, instrument=MINI)], first, MINI)["hidden"]
        == first["hidden"]
    )


def test_groups_of_a_reopened_round_are_never_finer_than_before() -> None:
    """Board and tech were pooled; split now, the earlier sum would give away the four of the board."""
    first = told([*sheets(4, "board"), *sheets(3, "tech"), *sheets(6, "exec")])
    assert [group["roles"] for group in first["roles"]] == [["board", "tech"], ["exec"]]
    again = [*sheets(4, "board"), *sheets(3, "tech"), *sheets(6, "exec"), *sheets(6, "tech")]
    assert [group["roles"] for group in told(again, first)["roles"]] == [["board", "tech"], ["exec"]]
    assert [group["roles"] for group in told(again)["roles"]] == [["board", "exec"], ["tech"]]


def test_a_spread_of_a_reopened_round_needs_ten_new_people() -> None:
    first = told(sheets(12))
    assert told([*sheets(12), *sheets(6)], first)["items"]["S1.1"]["levels"] is None
    assert told([*sheets(12), *sheets(10)], first)["items"]["S1.1"]["levels"] == [0, 0, 22, 0, 0]


def test_published_scores_are_masked_where_the_details_hide() -> None:
    people = [*sheets(4, level=2), *sheets(6, level=2, C2=None)]
    data = RoundData(tuple(people))
    result = score(FULL, data)
    scores, kept = published(FULL, result), told(people)
    found = masked(scores, kept)
    assert found["dimensions"]["C2"]["score"] is None
    assert found["dimensions"]["S1"] == scores["dimensions"]["S1"]
    assert found["items"]["C2.1"] == {"points": None, "coverage": None, "n": None}
    assert found["agreement"]["C1.1"] == {"ad": None, "rwg": None}
    assert found["index"] == scores["index"]
    assert all(found["what_if"]["plan"][id] == 3 for id in found["what_if"]["plan"])
    assert not {"C1.1", "C2.1"} & found["what_if"]["plan"].keys()
    assert found.keys() == scores.keys()
    assert masked(scores, {}) == scores
