"""Figures: read exactly, and written so that a column lines up."""

from decimal import Decimal

import pytest

from charts.figures import decimals_of, exact, worded


@pytest.mark.parametrize(
    ("number", "value"),
    [(0.1, "0.1"), (3, "3"), (Decimal("2.50"), "2.5"), (1e-12, "0"), (1e11, "1e11")],
)
def test_a_number_is_read_as_it_was_written(number, value):
    assert exact(number) == Decimal(value)


@pytest.mark.parametrize(
    "number", [float("nan"), float("inf"), -float("inf"), Decimal("NaN"), Decimal("sNaN"), 10**12, -1e300]
)
def test_what_is_no_figure_is_refused(number):
    with pytest.raises(ValueError):
        exact(number)


@pytest.mark.parametrize(
    ("value", "decimals", "unit", "text"),
    [
        ("12000", 0, "", "12,000"),
        ("-3.25", 1, "", "−3.2"),
        ("88", 0, "%", "88%"),
        ("88", 0, "minutes", "88"),
        ("3", 1, "", "3.0"),
    ],
)
def test_figures_in_words(value, decimals, unit, text):
    assert worded(Decimal(value), decimals, unit) == text


def test_nothing_below_zero_is_written_for_a_negative_that_is_nearly_zero():
    assert worded(exact(-1e-12), 0) == "0"


def test_the_longest_fraction_sets_the_decimals():
    assert decimals_of([exact(3), exact(2.5), exact(100)]) == 1
    assert decimals_of([exact(100), exact(20)]) == 0
    assert decimals_of([]) == 0
