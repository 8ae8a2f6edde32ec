"""Items to index: edges of SPEC 3.1 to 3.3."""

from collections import Counter
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from readiness.scoring import ItemScore, PartScore, item_score, item_shares, mean, roll_up
from readiness.sensitivity import sensitivity
from readiness.sheets import Sheet, as_evidenced, tally
from tests.readiness.building import FULL, MINI, answers, person, scored, small


def counts(*given: Any) -> Any:
    return Counter(("exec", answer) for answer in given)


@pytest.mark.parametrize(
    ("given", "score"),
    [
        ((), ItemScore(None, Fraction(0), 0)),
        ((3,), ItemScore(Fraction(50), Fraction(1), 1)),
        ((1, 2), ItemScore(Fraction(25, 2), Fraction(1), 2)),
        (("DK",), ItemScore(None, Fraction(0), 0)),
        ((5, "DK", "DK"), ItemScore(Fraction(100), Fraction(1, 3), 1)),
        (("NA",), ItemScore(None, None, 0)),
        ((4, "NA"), ItemScore(Fraction(75), Fraction(1), 1)),  # a tie keeps the item
        (("DK", "NA"), ItemScore(None, Fraction(0), 0)),
        ((4, "NA", "NA"), ItemScore(None, None, 0)),
        ((4, "DK", "NA", "NA"), ItemScore(Fraction(75), Fraction(1, 2), 1)),
    ],
)
def test_item(given: tuple[Any, ...], score: ItemScore) -> None:
    assert item_score(counts(*given)) == score


def test_balance_is_the_mean_of_the_groups_that_answered() -> None:
    given = Counter({("exec", 5): 1, ("staff", 1): 9, ("risk", "DK"): 4})
    assert item_score(given, balanced=True) == ItemScore(Fraction(50), Fraction(10, 14), 10)
    assert item_score(given).points == 10


def test_the_rule_of_means_leaves_out_what_has_no_value() -> None:
    assert mean([(Fraction(3), Fraction(10)), (Fraction(1), None)]) == 10
    assert mean([(Fraction(3), None)]) is None
    assert mean([]) is None


@pytest.mark.parametrize(("coverage", "sufficient"), [("1/2", True), ("49/100", False), ("0", False)])
def test_half_is_sufficient(coverage: str, sufficient: bool) -> None:
    part = PartScore(Fraction(40), Fraction(coverage))
    assert (part.sufficient, part.score) == (sufficient, 40 if sufficient else None)


def test_insufficient_parts_still_count_above() -> None:
    result = scored(FULL, person(answers(FULL, 3, R1="DK", R1_4=5)))
    assert result.card.dimensions["R1"].score is None
    assert result.card.dimensions["R1"].value == 100
    assert result.card.pillars["R"].score == Fraction(200, 3)


def test_index_needs_seventy_percent_of_the_pillar_weight() -> None:
    two_out = scored(FULL, person(answers(FULL, 3, S="DK", F="DK"))).card
    assert (two_out.whole.coverage, two_out.index, two_out.status) == (
        Fraction("0.55"),
        None,
        "not assessable",
    )
    one_out = scored(FULL, person(answers(FULL, 3, S="DK"))).card
    assert (one_out.whole.coverage, one_out.index, one_out.status) == (Fraction("0.70"), 50, "provisional")


def test_the_share_of_pillars_is_of_those_that_apply() -> None:
    """Without F, S and R weigh .60 of .85: over 70 %; with F they would not."""
    result = scored(MINI, person(answers(MINI, 3, F="NA", C="DK"))).card
    assert result.index == 50
    assert scored(MINI, person(answers(MINI, 3, F="DK", C="DK"))).card.index is None


def test_final_needs_seventy_percent_and_every_dimension() -> None:
    half = {f"{id.replace('.', '_')}": "DK" for id in ("S1.1", "S2.1", "S3.1", "C1.1", "C2.1", "C3.1")}
    assert scored(FULL, person(answers(FULL, 3, **half))).card.status == "final"
    assert scored(FULL, person(answers(FULL, 3, F2="DK"))).card.status == "provisional"
    assert scored(FULL, person(answers(FULL, 3, F2="DK")), excluded=["F2"]).card.status == "final"


def test_nothing_applies() -> None:
    everywhere_optional = small({}, {"F": 1})
    result = scored(everywhere_optional, person(answers(everywhere_optional, "NA")))
    assert result.card.status == "not assessable"
    assert result.card.whole == PartScore(None, None)
    assert result.range is None
    assert sensitivity(everywhere_optional, result.card) is None


def test_shares_add_up_over_what_has_a_value() -> None:
    card = scored(FULL, person(answers(FULL, 3, F="DK", S1_1="DK", C2="DK"))).card
    shares = item_shares(FULL, card)
    assert sum(shares.values()) == 1
    assert not {"F1.1", "S1.1", "C2.1"} & shares.keys()
    assert shares["S1.2"] == Fraction(30, 85) / 3 / 2


def test_evidence_of_one_speaks_for_the_item() -> None:
    sheets = [Sheet("exec", {"S1.1": 5, "S1.2": 4}, frozenset({"S1.1"})), Sheet("staff", {"S1.1": 4})]
    capped = as_evidenced(tally(FULL, sheets), {"S1.1"})
    assert capped["S1.1"] == {("exec", 5): 1, ("staff", 4): 1}
    assert capped["S1.2"] == {("exec", 3): 1}


def test_roll_up_wants_every_item() -> None:
    with pytest.raises(KeyError):
        roll_up(FULL, {})


def test_weights_of_dimensions_and_items_are_used() -> None:
    pillar = FULL.pillars[0]
    heavy = replace(pillar.dimensions[0], weight=Fraction(3))
    lopsided = replace(FULL, pillars=(replace(pillar, dimensions=(heavy, *pillar.dimensions[1:])),))
    card = scored(lopsided, person(answers(lopsided, 1, S1=5))).card
    assert card.index == 60
