"""What fits the minutes you have."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.queue import Candidate, fit


def new(unit, minutes):
    return Candidate(unit, minutes)


def begun(unit, minutes):
    return Candidate(unit, minutes, begun=True)


@pytest.mark.parametrize(
    ("candidates", "budget", "units"),
    [
        ([], 10, []),
        ([new(1, 6), new(2, 5), new(3, 4)], 10, [1, 3]),
        ([new(1, 3), new(2, 7), new(3, 5), new(4, 5)], 10, [1, 2]),
        ([new(1, 6), new(2, 9)], 5, []),
        ([new(1, 5)], 5, [1]),
        ([new(1, 5)], 0, []),
        ([new(1, 10), begun(2, 3), new(3, 5)], 10, [2, 3]),
        ([new(1, 2), begun(2, 4), begun(3, 5)], 5, [3]),
        ([new(1, 1), begun(2, 4)], 5, [2, 1]),
        ([begun(1, 6), new(2, 5)], 5, [2]),
        ([new(1, 5), new(2, 5), new(3, 5)], 10, [1, 2]),
    ],
)
def test_choices(candidates, budget, units):
    assert [candidate.unit for candidate in fit(candidates, budget)] == units


def test_nonsense_is_refused():
    with pytest.raises(ValueError):
        fit([], -1)
    with pytest.raises(ValueError):
        new(1, 0)


candidates = st.lists(st.tuples(st.integers(1, 12), st.booleans()), max_size=9).map(
    lambda rows: [Candidate(number, minutes, open_) for number, (minutes, open_) in enumerate(rows)]
)


def _fullest(rows, budget):
    sums = (
        sum(c.minutes for c in some) for size in range(len(rows) + 1) for some in combinations(rows, size)
    )
    return max(total for total in sums if total <= budget)


@given(candidates, st.integers(0, 40))
def test_never_above_the_budget_and_as_full_as_can_be(rows, budget):
    chosen = fit(rows, budget)
    open_ = [candidate for candidate in chosen if candidate.begun]
    fresh = [candidate for candidate in chosen if not candidate.begun]
    assert sum(candidate.minutes for candidate in chosen) <= budget
    assert list(chosen) == open_ + fresh
    assert [c.unit for c in open_] == sorted(c.unit for c in open_)
    assert [c.unit for c in fresh] == sorted({c.unit for c in fresh})
    spent = sum(candidate.minutes for candidate in open_)
    assert spent == _fullest([c for c in rows if c.begun], budget)
    assert sum(c.minutes for c in fresh) == _fullest([c for c in rows if not c.begun], budget - spent)


@given(candidates, st.integers(0, 40))
def test_the_same_question_has_the_same_answer(rows, budget):
    assert fit(rows, budget) == fit(list(rows), budget)


@given(candidates, st.integers(0, 40))
def test_among_equals_the_earliest_units_win(rows, budget):
    chosen = [c.unit for c in fit(rows, budget) if not c.begun]
    fresh = [c for c in rows if not c.begun]
    total = sum(c.minutes for c in fresh if c.unit in chosen)
    equals = (
        [c.unit for c in some]
        for size in range(len(fresh) + 1)
        for some in combinations(fresh, size)
        if sum(c.minutes for c in some) == total
    )
    assert chosen == min(equals)
