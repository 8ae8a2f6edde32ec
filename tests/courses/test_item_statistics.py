"""How questions behave: sums worked by hand, and nothing about fewer than five people."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.item_statistics import ENOUGH, GROUP, Asked, Given, correlation, item_lines

ONE = Asked("q1", ("a", "b", "c"), frozenset("a"), one=True)
TWO = Asked("q2", ("a", "b"), frozenset("a"), one=True)
MANY = Asked("q1", ("a", "b", "c"), frozenset("ab"), one=False)


def answers(*groups: tuple[int, str, str]) -> list[Given]:
    """(how many people, what they chose at q1, at q2): `a` is right at both."""
    people = [each for group in groups for each in [group] * group[0]]
    return [
        Given(number, question, pick == "a", frozenset(pick))
        for number, (_n, first, second) in enumerate(people)
        for question, pick in (("q1", first), ("q2", second))
    ]


def test_the_correlation_of_a_table_of_four_is_the_one_worked_by_hand() -> None:
    """8 right at both, 4 at the first only, 2 at the second only, 6 at none.

    (8·6 - 4·2) / √(12·8·10·10) = 40 / 97.98 = 0.41.
    """
    lines = item_lines([ONE, TWO], answers((8, "a", "a"), (4, "a", "b"), (2, "b", "a"), (6, "b", "b")))
    assert [line.discrimination for line in lines] == [0.41, 0.41]
    assert [line.share_right for line in lines] == [60, 50]
    assert lines[0].shares == {"a": 60, "b": 40, "c": 0}


def test_pearson_of_three_points_by_hand() -> None:
    """Deviations -1, 0, 1 and -1, 1, 0: 1 / √(2·2) = 0.5."""
    assert correlation([1, 2, 3], [1, 3, 2]) == pytest.approx(0.5)
    assert correlation([1, 1, 1], [1, 2, 3]) is None


def test_the_rest_leaves_out_the_item_itself() -> None:
    """With three items each rest is the mean of the other two; q1 alone varies against them."""
    third = Asked("q3", ("a", "b"), frozenset("a"), one=True)
    given = answers((10, "a", "a"), (10, "b", "b"))
    given += [Given(n, "q3", n % 2 == 0, frozenset("a" if n % 2 == 0 else "b")) for n in range(20)]
    lines = item_lines([ONE, TWO, third], given)
    # For q1 the rest is (q2 + q3) / 2: covariance 2.5, deviations 5 and 2.5, so 2.5 / √12.5 = 0.71; q3 has 0.
    assert [line.discrimination for line in lines] == [0.71, 0.71, 0.0]


@pytest.mark.parametrize(
    ("people", "answered", "enough"), [(4, 0, False), (19, 15, False), (20, 20, True), (24, 20, True)]
)
def test_answers_count_in_fives_and_twenty_are_enough(people: int, answered: int, enough: bool) -> None:
    line = item_lines([ONE], answers((people // 2, "a", "a"), (people - people // 2, "b", "b")))[0]
    assert (line.answered, line.enough) == (answered, enough)
    assert enough or (line.share_right, line.shares, line.discrimination) == (None, None, None)


def test_one_more_person_changes_nothing_before_the_next_five() -> None:
    before = answers((12, "a", "a"), (8, "b", "b"))
    more = [*before, Given(99, "q1", False, frozenset("c"))]
    assert item_lines([ONE], before) == item_lines([ONE], more)


@pytest.mark.parametrize(
    ("groups", "share", "few", "shares"),
    [
        ([(14, "a", "a"), (6, "b", "a")], 70, "", {"a": 70, "b": 30, "c": 0}),
        ([(12, "a", "a"), (6, "b", "a"), (2, "c", "a")], 60, "", {"a": 60, "b": None, "c": None}),
        ([(14, "a", "a"), (3, "b", "a"), (3, "c", "a")], 70, "", {"a": 70, "b": None, "c": None}),
        ([(18, "a", "a"), (2, "b", "a")], None, "wrong", {"a": None, "b": None, "c": None}),
        ([(3, "a", "a"), (17, "b", "a")], None, "right", {"a": None, "b": None, "c": None}),
    ],
)
def test_no_share_speaks_of_fewer_than_five(groups, share, few, shares) -> None:
    line = item_lines([ONE], answers(*groups))[0]
    assert (line.share_right, line.few, line.shares) == (share, few, shares)


counts = st.lists(st.integers(0, 40), min_size=3, max_size=3).filter(lambda all: sum(all) >= ENOUGH)


@given(counts)
def test_what_is_hidden_cannot_be_worked_out_as_one_to_four_people(people: list[int]) -> None:
    people[0] += -sum(people) % GROUP
    line = item_lines([ONE], answers(*((n, pick, "a") for n, pick in zip(people, "abc", strict=True))))[0]
    hidden = [n for n, share in zip(people, line.shares.values(), strict=True) if share is None]
    assert not hidden or sum(hidden) >= GROUP
    assert all(share is None for n, share in zip(people, line.shares.values(), strict=True) if 0 < n < GROUP)
    if line.share_right is not None:
        assert min(people[0], sum(people) - people[0]) >= GROUP


def test_several_right_options_each_have_two_sides() -> None:
    given = [Given(n, "q1", n < 10, frozenset("ab" if n < 10 else "b" if n < 18 else "c")) for n in range(20)]
    assert item_lines([MANY], given)[0].shares == {"a": 50, "b": None, "c": None}


@pytest.mark.parametrize(
    ("groups", "flag"),
    [
        ([(18, "a", "a"), (2, "b", "a")], "easy"),
        ([(5, "a", "a"), (15, "b", "a")], "hard"),
        ([(5, "a", "a"), (15, "b", "a")], "trap"),
        ([(10, "a", "b"), (10, "b", "a")], "backwards"),
        ([(5, "a", "a"), (5, "a", "b"), (5, "b", "a"), (5, "b", "b")], "weak"),
        ([(10, "a", "a"), (10, "b", "a")], "unused"),
    ],
)
def test_what_to_look_at_is_said(groups, flag) -> None:
    assert flag in item_lines([ONE, TWO], answers(*groups))[0].flags


def test_a_good_question_has_no_flag() -> None:
    given = answers((7, "a", "a"), (1, "a", "b"), (6, "b", "b"), (6, "c", "b"))
    assert item_lines([ONE, TWO], given)[0].flags == ()
