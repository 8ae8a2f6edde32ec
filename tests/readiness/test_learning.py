"""Learning priority (SPEC 3.13); its numbers are G23."""

from readiness.learning import learn_first, priorities
from tests.readiness.building import FULL, answers, person, scored


def test_five_at_most_and_for_a_role_those_it_can_know() -> None:
    card = scored(FULL, person(answers(FULL, 2))).card
    assert len(learn_first(FULL, card)) == 5
    for role in FULL.role_ids:
        own = learn_first(FULL, card, role)
        assert own
        assert all(role in FULL.items[id].ask for id in own)
    assert learn_first(FULL, card, "nobody") == []


def test_no_answers_no_priority() -> None:
    card = scored(FULL, person(answers(FULL, 2, R1_1="DK"))).card
    assert "R1.1" not in {priority.item for priority in priorities(FULL, card)}


def test_nothing_at_the_top_or_without_an_index() -> None:
    assert priorities(FULL, scored(FULL, person(answers(FULL, 5))).card) == []
    assert priorities(FULL, scored(FULL, person(answers(FULL, "DK"))).card) == []
