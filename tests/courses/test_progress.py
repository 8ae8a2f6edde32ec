"""Status, minutes left and the sums of a module."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.progress import (
    Outline,
    Standing,
    behind_answers,
    behind_seconds,
    behind_section,
    outline,
)

shares = st.fractions(0, 1)
standings = st.builds(Standing, st.integers(1), st.integers(1, 60), st.none() | shares, st.booleans())


@pytest.mark.parametrize(
    ("standing", "status", "left"),
    [
        (Standing(1, 9), "not_started", 9),
        (Standing(1, 9, Fraction(0)), "in_progress", 9),
        (Standing(1, 9, Fraction(1, 2)), "in_progress", 5),
        (Standing(1, 9, Fraction(1)), "in_progress", 1),
        (Standing(1, 9, Fraction(1, 3), completed=True), "completed", 0),
        (Standing(1, 9, completed=True), "completed", 0),
    ],
)
def test_status_and_minutes_left(standing, status, left):
    assert (standing.status, standing.minutes_left) == (status, left)


@pytest.mark.parametrize(
    ("minutes", "behind"), [(0, None), (-1, None), (5, Fraction(-1, 9)), (5, Fraction(10, 9))]
)
def test_impossible_standings_are_refused(minutes, behind):
    with pytest.raises(ValueError):
        Standing(1, minutes, behind)


@given(standings)
def test_what_is_unfinished_always_takes_a_minute_and_never_more_than_stated(standing):
    assert (standing.minutes_left == 0) == standing.completed
    assert 0 <= standing.minutes_left <= standing.minutes


@given(st.lists(standings))
def test_sums_are_never_above_the_whole(rows):
    sums = outline(rows)
    assert 0 <= sums.done <= sums.total == len(rows)
    assert 0 <= sums.minutes_left <= sums.minutes
    if rows:
        assert 0 <= sums.share <= 1
        assert 0 <= sums.percent <= 100
        assert (sums.percent == 100) == all(row.completed for row in rows)


def test_of_nothing_there_is_no_share():
    assert outline([]) == Outline(0, 0, 0, 0)
    assert outline([]).share is None
    assert outline([]).percent is None


@pytest.mark.parametrize(
    ("minutes", "number", "share"),
    [
        ([2, 3, 4], 1, Fraction(0)),
        ([2, 3, 4], 2, Fraction(2, 9)),
        ([2, 3, 4], 3, Fraction(5, 9)),
        ([2, 3, 4], 99, Fraction(5, 9)),
        ([0, 0], 2, Fraction(0)),
        ([], 1, Fraction(0)),
    ],
)
def test_what_lies_before_a_section(minutes, number, share):
    assert behind_section(minutes, number) == share


@pytest.mark.parametrize(("minutes", "number"), [([1], 0), ([-1, 1], 1)])
def test_sections_count_from_one(minutes, number):
    with pytest.raises(ValueError):
        behind_section(minutes, number)


@given(st.lists(st.integers(0, 30), max_size=12), st.integers(1, 20))
def test_a_text_is_never_behind_before_its_last_section_is_read(minutes, number):
    assert 0 <= behind_section(minutes, number) < 1 or minutes[-1] == 0


@pytest.mark.parametrize(
    ("played", "duration", "share"),
    [(0, 60, 0), (30, 60, Fraction(1, 2)), (61, 60, 1), (5, 0, 0), (-1, 60, 0)],
)
def test_share_of_a_film(played, duration, share):
    assert behind_seconds(played, duration) == share


@pytest.mark.parametrize(
    ("answered", "drawn", "share"), [(0, 6, 0), (3, 6, Fraction(1, 2)), (7, 6, 1), (1, 0, 0)]
)
def test_share_of_a_check(answered, drawn, share):
    assert behind_answers(answered, drawn) == share
