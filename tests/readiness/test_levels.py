"""Bands, gates and floors (SPEC 3.5)."""

from fractions import Fraction

import pytest

from readiness.levels import band, blockers, claimed_level, failing
from readiness.scoring import Scorecard
from tests.readiness.building import FULL, answers, person, scored


def card(default: object, **given: object) -> Scorecard:
    return scored(FULL, person(answers(FULL, default, **given))).card  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("score", "level"),
    [
        ("0", 1),
        ("12.4999", 1),
        ("12.5", 2),
        ("37.4999", 2),
        ("37.5", 3),
        ("62.4999", 3),
        ("62.5", 4),
        ("87.4999", 4),
        ("87.5", 5),
        ("100", 5),
    ],
)
def test_bands_are_half_open(score: str, level: int) -> None:
    assert band(FULL, Fraction(score)) == level


@pytest.mark.parametrize(
    ("gate", "joins"), [("S1", 2), ("R1", 3), ("R2", 4), ("F1", 4), ("S2", 5), ("C2", 5)]
)
def test_a_gate_holds_from_its_level_on_and_a_floor_one_level_later(gate: str, joins: int) -> None:
    """A gating dimension one level below the others stops the claim at its gate, or at the top."""
    for others in range(2, 6):
        low = card(others, **{gate: others - 1})
        holds = others if others < joins else others - 1
        assert claimed_level(FULL, low) == holds, others


def test_a_dimension_two_levels_behind_is_a_floor_before_it_is_a_gate() -> None:
    low = card(4, C2=2)
    assert [(b.kind, b.subject, b.need) for b in blockers(FULL, low)] == [("floor", "C2", Fraction("37.5"))]
    assert claimed_level(FULL, low) == 3


def test_an_insufficient_dimension_fails_its_gate_and_no_floor() -> None:
    assert failing(FULL, card(3, C3="DK"), 3) == ()
    missing = failing(FULL, card(3, S1="DK"), 2)
    assert [(b.kind, b.subject, b.have, b.shortfall) for b in missing] == [("gate", "S1", None, None)]


def test_the_top_has_no_blockers_and_no_index_no_level() -> None:
    assert (claimed_level(FULL, card(5)), blockers(FULL, card(5))) == (5, ())
    assert (claimed_level(FULL, card("DK")), blockers(FULL, card("DK"))) == (None, ())


def test_a_claim_needs_every_level_below_it() -> None:
    held = card(5, S1=1)
    assert claimed_level(FULL, held) == 1
    assert [b.subject for b in blockers(FULL, held)] == ["S1"]
    assert blockers(FULL, held)[0].shortfall == Fraction("12.5")


def test_index_gates_floors_in_this_order() -> None:
    result = card(2, S2=1, C1=1, F2=1)
    kinds = [b.kind for b in failing(FULL, result, 4)]
    assert kinds == sorted(kinds, key=["index", "gate", "floor"].index)
    assert kinds[0] == "index"
    assert "floor" in kinds
