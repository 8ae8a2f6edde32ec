"""Reliable change (SPEC 3.11); its numbers are G15."""

from fractions import Fraction
from math import inf, sqrt

import pytest

from readiness.change import behind_level_change, change, error_of_pairs, error_of_sheets
from readiness.scoring import ItemScore
from tests.readiness.building import FULL, answers, person, scored


@pytest.mark.parametrize(
    ("second", "error", "verdict"),
    [
        (50, 1.0, "improved"),
        (30, 1.0, "declined"),
        (45, 2.55, "improved"),
        (45, 2.56, "no reliable change"),
        (44, 1.0, "reliable but small"),
        (40, 0.0, "no reliable change"),
        (60, None, "too few data to test"),
    ],
)
def test_verdicts(second: int, error: float | None, verdict: str) -> None:
    assert change(Fraction(40), Fraction(second), error).verdict == verdict


def test_without_error_any_change_is_certain() -> None:
    assert change(Fraction(40), Fraction(50), 0.0).rci == inf
    assert change(Fraction(40), Fraction(30), 0.0).rci == -inf


def test_errors() -> None:
    assert error_of_pairs([1.0, 2.0, 3.0, 4.0]) == pytest.approx(sqrt(5 / 3) / 2)
    with pytest.raises(ValueError):
        error_of_pairs([1.0])
    assert error_of_sheets(15, 0.84, 49) is None


def items(default: int, **given: int) -> dict[str, ItemScore]:
    return dict(scored(FULL, person(answers(FULL, default, **given))).card.items)


def test_the_items_behind_a_level() -> None:
    before, after = items(4, R1=2), items(4, R1=2, R1_1=3, R1_4=3, C1_1=3)
    assert behind_level_change(FULL, before, after) == ("R1.1", "R1.4")
    assert behind_level_change(FULL, after, before) == ("R1.1",)  # on the way down, neither alone


def test_no_single_item_then_the_one_that_moved_most() -> None:
    assert behind_level_change(FULL, items(3), items(4)) == ("R3.1",)


def test_no_change_of_level_has_no_cause() -> None:
    assert behind_level_change(FULL, items(3), items(3, S1_1=4)) == ()
    unknown = {id: ItemScore(None, Fraction(0), 0) for id in FULL.items}
    assert behind_level_change(FULL, unknown, items(3)) == ()
