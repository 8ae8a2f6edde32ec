"""Agreement of raters (SPEC 3.1 and 3.6); G11 is among the worked examples."""

from collections import Counter
from fractions import Fraction

import pytest

from readiness.agreement import agreement, opinions_divided, rwg_band, rwg_of_dimension, share_accepted


def of(*levels: int) -> Counter[int]:
    return Counter(levels)


def test_five_raters_are_needed() -> None:
    assert agreement(of(3, 3, 3, 3)) is None
    assert agreement(of(3, 3, 3, 3, 3)) is not None


def test_full_agreement_and_none() -> None:
    same, opposed = agreement(of(*[4] * 5)), agreement(of(1, 1, 1, 5, 5, 5))
    assert same is not None
    assert opposed is not None
    assert (same.ad, same.rwg, same.accepted) == (0, 1, True)
    assert (opposed.ad, opposed.rwg, opposed.accepted) == (2, 0, False)


def test_accepted_up_to_point_eight_three() -> None:
    under, over = agreement(of(2, 2, 3, 4, 4)), agreement(of(2, 2, 2, 2, 2, 5))
    assert under is not None
    assert over is not None
    assert (under.ad, under.accepted) == (Fraction(4, 5), True)
    assert (over.ad, over.accepted) == (Fraction(5, 6), False)  # .8333
    assert share_accepted([under, over, None]) == Fraction(1, 2)
    assert share_accepted([None]) is None


def test_a_dimension_of_items() -> None:
    spread = agreement(of(1, 1, 5, 5, 3))
    assert spread is not None
    assert rwg_of_dimension([]) is None
    assert rwg_of_dimension([spread]) == 0


@pytest.mark.parametrize(
    ("rwg", "word"),
    [
        ("0.5099", "weak"),
        ("0.51", "moderate"),
        ("0.71", "strong"),
        ("0.91", "very strong"),
        ("1", "very strong"),
    ],
)
def test_usual_bands(rwg: str, word: str) -> None:
    assert rwg_band(Fraction(rwg)) == word


@pytest.mark.parametrize(
    ("levels", "divided"),
    [((), False), ((3,), False), ((2, 2, 2, 3), False), ((1, 1, 1, 3, 4), True), ((1, 1, 3, 3), False)],
)
def test_opinions_divided_when_mean_and_median_part(levels: tuple[int, ...], divided: bool) -> None:
    assert opinions_divided(of(*levels)) is divided
