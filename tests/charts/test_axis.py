"""Axes: round ends, at most five gridlines, every value on them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts.axis import axis_between, axis_for

figures = st.lists(
    st.decimals(-999_999_999_999, 999_999_999_999, allow_nan=False, allow_infinity=False, places=9),
    min_size=1,
    max_size=12,
)


def words(axis):
    return [f"{tick.normalize():f}" for tick in axis.ticks]


@pytest.mark.parametrize(
    ("values", "from_zero", "ticks"),
    [
        ([148, 604], False, ["0", "200", "400", "600", "800"]),
        ([92, 97], False, ["92", "94", "96", "98"]),
        ([92, 97], True, ["0", "50", "100"]),
        ([-3, 4], True, ["-4", "-2", "0", "2", "4"]),
        ([-8, -2], False, ["-8", "-6", "-4", "-2", "0"]),
        (["0.1", "0.3"], False, ["0", "0.1", "0.2", "0.3"]),
        ([7], False, ["0", "2", "4", "6", "8"]),
        ([-7], False, ["-8", "-6", "-4", "-2", "0"]),
        ([0, 0], True, ["0", "0.5", "1"]),
        (["0.000000001"], True, ["0", "0.000000001"]),
    ],
)
def test_axes_a_person_would_choose(values, from_zero, ticks):
    assert words(axis_for([Decimal(v) for v in values], from_zero)) == ticks


@given(figures, st.booleans())
def test_the_ticks_cover_every_value_and_are_evenly_spaced_and_few(values, from_zero):
    axis = axis_for(values, from_zero)
    assert axis.low <= min(values)
    assert axis.high >= max(values)
    assert 2 <= len(axis.ticks) <= 5
    step = axis.ticks[1] - axis.ticks[0]
    assert {b - a for a, b in zip(axis.ticks, axis.ticks[1:], strict=False)} == {step}
    assert step.normalize().as_tuple().digits in {(1,), (2,), (5,)}
    assert all(tick % step == 0 for tick in axis.ticks)
    assert all(0 <= axis.at(value) <= 100 for value in values)
    if from_zero:
        assert 0 in axis.ticks


@given(figures, st.booleans())
def test_no_gridline_is_wasted_beyond_the_values(values, from_zero):
    axis = axis_for(values, from_zero)
    held = [*values, Decimal(0)] if 0 in axis.ticks else values
    if any(held):
        assert axis.ticks[1] > min(held)
        assert axis.ticks[-2] < max(held)


@pytest.mark.parametrize(
    ("low", "high", "ticks"),
    [
        (0, 100, ["0", "50", "100"]),
        (1, 5, ["1", "2", "3", "4", "5"]),
        (0, 7, ["0", "7"]),
        ("-0.2", "0.2", ["-0.2", "-0.1", "0", "0.1", "0.2"]),
    ],
)
def test_a_given_axis_keeps_its_ends(low, high, ticks):
    assert words(axis_between(Decimal(low), Decimal(high))) == ticks


@pytest.mark.parametrize(("low", "high"), [(5, 5), (5, 1)])
def test_an_axis_must_rise(low, high):
    with pytest.raises(ValueError):
        axis_between(Decimal(low), Decimal(high))


def test_a_value_beyond_the_axis_is_refused_not_drawn_at_its_end():
    axis = axis_between(Decimal(0), Decimal(100))
    assert axis.at(Decimal(100)) == 100
    with pytest.raises(ValueError):
        axis.at(Decimal("100.1"))
