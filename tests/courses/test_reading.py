"""When a text counts as read."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.reading import Reading, credit, credit_without_script, is_read, seconds_needed


@pytest.mark.parametrize(
    ("seconds", "end", "minutes", "read"),
    [
        (120, True, 6, True),
        (119.9, True, 6, False),
        (500, False, 6, False),
        (0, True, 1, False),
        (20, True, 1, True),
    ],
)
def test_a_third_of_the_minutes_and_the_last_section(seconds, end, minutes, read):
    assert is_read(Reading(seconds, end, minutes)) is read


@pytest.mark.parametrize("minutes", [0, -3])
def test_a_text_takes_at_least_a_minute(minutes):
    with pytest.raises(ValueError):
        seconds_needed(minutes)


@pytest.mark.parametrize(
    ("reported", "elapsed", "counts"),
    [(15, 15, 15), (15, 3, 8), (3600, None, 35), (10, None, 10), (10, -4, 5), (0, 9, 0)],
)
def test_no_more_seconds_than_the_clock_allows(reported, elapsed, counts):
    assert credit(reported, elapsed) == counts


@pytest.mark.parametrize("reported", [math.nan, math.inf, -1])
def test_seconds_are_numbers_from_zero_up(reported):
    with pytest.raises(ValueError):
        credit(reported, 10)


@pytest.mark.parametrize(
    ("minutes", "elapsed", "counts"),
    [(2, None, 0), (2, 90, 90), (2, 9999, 240), (0, 9999, 120), (2, -5, 0)],
)
def test_continue_counts_the_time_since_the_last_press_within_reason(minutes, elapsed, counts):
    assert credit_without_script(minutes, elapsed) == counts


@given(st.floats(0, 1e9), st.none() | st.floats(-1e6, 1e9))
def test_credit_is_never_negative_nor_more_than_reported(reported, elapsed):
    assert 0 <= credit(reported, elapsed) <= reported
