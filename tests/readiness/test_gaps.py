"""Perception gaps: own scores, Welch's interval, what is printed."""

from collections import Counter
from fractions import Fraction
from typing import Any

import pytest

from readiness.gaps import Difference, Gap, own_score, own_scores, printed, welch
from readiness.published import score_round
from readiness.sheets import Sheet
from tests.readiness.building import FULL, answers, person, round_of

S2 = FULL.dimensions["S2"]


@pytest.mark.parametrize(
    ("given", "score"),
    [
        ((3, 3, 4, 4), Fraction(125, 2)),
        ((3, None, None, None), 50),  # not asked is neither an answer nor a gap
        ((3, 3, "DK", "DK"), 50),  # half covered is enough
        ((3, "DK", "DK", None), None),
        ((3, "NA", None, None), 50),
        (("DK", "DK", "DK", "DK"), None),
        ((None, None, None, None), None),
    ],
)
def test_own_score(given: tuple[Any, ...], score: object) -> None:
    assert own_score(S2, given) == score


def test_items_that_do_not_apply_to_the_organisation_are_left_out() -> None:
    sheets = [Sheet("exec", {"S1.1": 3, "S1.2": 3, "S1.3": 5})]
    s1 = FULL.dimensions["S1"]
    assert own_scores(s1, sheets)["exec"] == {Fraction(200, 3): 1}
    assert own_scores(s1, sheets, {"S1.3"})["exec"] == {Fraction(50): 1}


def scores(*values: int) -> Counter[Fraction]:
    return Counter(map(Fraction, values))


def test_no_spread_makes_a_point() -> None:
    assert welch(scores(*[75] * 5), scores(*[50] * 6)) == Difference(Fraction(25), 25.0, 25.0)


def test_degrees_of_freedom_are_rounded_down_exactly() -> None:
    """Equal variances and sizes give exactly 2(n − 1) = 8; a float a hair below it would give 7."""
    found = welch(scores(0, 25, 50, 75, 100), scores(0, 25, 50, 75, 100))
    assert found is not None
    assert found.high == pytest.approx(2.306004135204166 * (1562.5 * 2 / 5) ** 0.5, rel=1e-12)


@pytest.mark.parametrize(
    ("gap", "low", "high", "notable"),
    [
        (Fraction(25, 2), 0.1, 24.9, True),
        (Fraction(-25, 2), -24.9, -0.1, True),
        (Fraction(124, 10), 1.0, 23.8, False),
        (Fraction(30), 0.0, 60.0, False),
        (Fraction(30), -1.0, 61.0, False),
    ],
)
def test_notable(gap: Fraction, low: float, high: float, notable: bool) -> None:
    assert Difference(gap, low, high).notable is notable


def test_at_most_three_are_printed_the_largest_first() -> None:
    sizes = [13, -40, 20, 12, 30]
    gaps = [Gap(("exec",), ("staff",), f"D{n}", Difference(Fraction(n), n - 5.0, n + 5.0)) for n in sizes]
    assert [gap.dimension for gap in printed(gaps)] == ["D-40", "D30", "D20"]


def test_leaders_first_then_each_role_against_the_rest() -> None:
    people = [person(answers(FULL, 3 + n % 2), role) for role in ("board", "exec", "staff") for n in range(5)]
    gaps = score_round(FULL, round_of(FULL, *people))["gaps"]
    sides = [(gap["group_a"], gap["group_b"]) for gap in gaps[::11]]
    assert len(gaps) == 33
    assert sides == [
        (["board", "exec"], ["staff"]),
        (["board"], ["exec", "staff"]),
        (["exec"], ["board", "staff"]),
    ]
    assert {gap["dimension"] for gap in gaps[:11]} == set(FULL.dimensions)


def test_a_dimension_out_of_scope_has_no_gap() -> None:
    people = [person(answers(FULL, 3), role) for role in ("exec", "staff") for _ in range(5)]
    gaps = score_round(FULL, round_of(FULL, *people, excluded=["F2"]))["gaps"]
    assert "F2" not in {gap["dimension"] for gap in gaps}


def test_people_without_a_score_of_their_own_do_not_count() -> None:
    leaders = [person(answers(FULL, 3, S1="DK" if n == 0 else 3), "exec") for n in range(5)]
    staff = [person(answers(FULL, 3), "staff") for _ in range(5)]
    gaps = score_round(FULL, round_of(FULL, *leaders, *staff))["gaps"]
    assert {gap["dimension"] for gap in gaps} == set(FULL.dimensions) - {"S1"}
