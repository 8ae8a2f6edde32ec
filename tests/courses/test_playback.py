"""What was really played of a film."""

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.playback import (
    MOST_INTERVALS,
    Report,
    Unbelievable,
    add,
    check_second,
    check_speed,
    merge,
    seconds_played,
    watched,
)

moments = st.integers(0, 600).map(lambda tenths: tenths / 10)
intervals = st.lists(st.tuples(moments, moments), max_size=20)


@pytest.mark.parametrize(
    ("given_", "merged"),
    [
        ([], ()),
        ([(3, 3)], ()),
        ([(5, 2)], ()),
        ([(0, 5), (5, 9)], ((0, 9),)),
        ([(7, 9), (0, 5)], ((0, 5), (7, 9))),
        ([(0, 9), (2, 3), (8, 12)], ((0, 12),)),
        ([(0, 5), (0, 5)], ((0, 5),)),
    ],
)
def test_merging(given_, merged):
    assert merge(given_) == merged


@given(intervals)
def test_merged_intervals_are_apart_and_in_order(given_):
    merged = merge(given_)
    assert all(start < end for start, end in merged)
    assert all(first[1] < second[0] for first, second in pairwise(merged))
    assert merge(merged) == merged


@given(intervals, intervals)
def test_seconds_count_once_however_often_and_in_whatever_order_they_are_reported(one, other):
    covered = {tenth for start, end in [*one, *other] for tenth in range(round(start * 10), round(end * 10))}
    both = seconds_played([*one, *other])
    assert both == pytest.approx(len(covered) / 10)
    assert both == seconds_played([*other, *merge(one)])
    assert both >= max(seconds_played(one), seconds_played(other))


@pytest.mark.parametrize(
    ("played", "duration", "enough"),
    [
        ([(0, 90)], 100, True),
        ([(10, 100)], 100, True),
        ([(0, 89.9)], 100, False),
        ([(0, 50), (40, 90)], 100, True),
        ([(0, 45), (0, 45), (0, 45)], 100, False),
        ([(0, 65.25)], 72.5, True),
        ([], 100, False),
        ([(0, 5)], 0, False),
    ],
)
def test_nine_tenths_really_played_are_watched(played, duration, enough):
    assert watched(played, duration) is enough


@pytest.mark.parametrize("second", [math.nan, math.inf, -math.inf, -0.01, 101.6])
def test_a_position_outside_the_film_is_refused(second):
    with pytest.raises(Unbelievable, match="between 0 and 100"):
        check_second(second, 100)
    with pytest.raises(Unbelievable):
        add([], Report((), second), 100, 10)
    with pytest.raises(Unbelievable):
        add([], Report(((0, second),), 0), 100, 1000)


@pytest.mark.parametrize("speed", [math.nan, math.inf, 0, -1, 0.2, 4.1])
def test_a_speed_that_no_player_has_is_refused(speed):
    with pytest.raises(Unbelievable, match="speed"):
        check_speed(speed)


def test_the_last_frame_may_lie_a_little_behind_the_end():
    assert check_second(101, 100) == 100
    assert add([(0, 90)], Report(((90, 101),), 101), 100, 10) == ((0, 100),)


@pytest.mark.parametrize(
    ("seconds", "speed", "elapsed", "fits"),
    [
        (15, 1, 10, True),
        (15.1, 1, 10, False),
        (25, 2, 10, True),
        (25.1, 2, 10, False),
        (35, 1, None, True),
        (35.1, 1, None, False),
        (5, 1, -3, True),
        (6, 1, -3, False),
    ],
)
def test_nobody_plays_faster_than_the_clock_allows(seconds, speed, elapsed, fits):
    report = Report(((0, seconds),), seconds, speed)
    if fits:
        assert add([], report, 100, elapsed) == ((0, seconds),)
    else:
        with pytest.raises(Unbelievable, match="cannot have been played"):
            add([], report, 100, elapsed)


def test_the_same_second_twice_in_one_report_takes_twice_the_time():
    with pytest.raises(Unbelievable):
        add([], Report(((0, 10), (0, 10)), 10), 100, 10)


def test_a_report_that_runs_backwards_or_never_ends_is_refused():
    with pytest.raises(Unbelievable, match="end after"):
        add([], Report(((9, 3),), 3), 100, 10)
    with pytest.raises(Unbelievable, match="at most"):
        add([], Report(((0, 0.01),) * (MOST_INTERVALS + 1), 0), 100, 10)


@given(intervals, intervals, st.floats(0, 60))
def test_whatever_is_accepted_lies_inside_the_film(known, fresh, second):
    known = merge(known)
    fresh = tuple(sorted((min(pair), max(pair)) for pair in fresh))
    played = add(known, Report(fresh, second), 60, 10_000)
    assert all(0 <= start < end <= 60 for start, end in played)
    assert seconds_played(played) <= 60
