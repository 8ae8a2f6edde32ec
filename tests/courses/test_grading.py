"""Drawing, grading and passing a check."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.grading import Marks, Option, Question, Result, draw, grade, result

SINGLE = Question("s", "single", (Option("a", False), Option("b", True), Option("c", False)))
MULTIPLE = Question("m", "multiple", (Option("a", True), Option("b", True), Option("c", False)))
keys = st.text("abcdefghij-0123456789", min_size=1, max_size=8)


@st.composite
def pools(draw_from):
    names = draw_from(st.lists(keys, unique=True, min_size=1, max_size=20))
    options = st.lists(keys, unique=True, min_size=2, max_size=6)
    return [
        Question(name, "single", tuple(Option(key, False) for key in draw_from(options))) for name in names
    ]


@pytest.mark.parametrize(
    ("question", "chosen", "right"),
    [
        (SINGLE, ["b"], True),
        (SINGLE, ["a"], False),
        (SINGLE, ["b", "b"], True),
        (MULTIPLE, ["a", "b"], True),
        (MULTIPLE, ["b", "a"], True),
        (MULTIPLE, ["a"], False),
        (MULTIPLE, ["a", "b", "c"], False),
        (MULTIPLE, ["c"], False),
    ],
)
def test_only_all_right_and_none_wrong_is_right(question, chosen, right):
    assert grade(question, chosen).right is right


def test_every_option_gets_its_word():
    assert grade(MULTIPLE, ["a", "c"]) == Marks(False, {"a": "best", "b": "missed", "c": "other"})
    assert grade(SINGLE, ["a"]) == Marks(False, {"a": "other", "b": "missed", "c": "idle"})


@pytest.mark.parametrize(
    ("question", "chosen", "says"),
    [
        (SINGLE, [], "Choose an answer"),
        (SINGLE, ["z"], "not one of"),
        (SINGLE, ["a", "b"], "Choose one answer"),
        (MULTIPLE, ["a", "z"], "not one of"),
    ],
)
def test_an_answer_that_cannot_be_graded_says_why(question, chosen, says):
    with pytest.raises(ValueError, match=says):
        grade(question, chosen)


@pytest.mark.parametrize(
    ("rights", "mark", "of", "expected"),
    [
        ([True] * 4 + [False] * 2, 4, 6, Result(4, 6, True)),
        ([True] * 3 + [False] * 3, 4, 6, Result(3, 6, False)),
        ([True] * 3, 4, 3, Result(3, 3, True)),
        ([True, True, False], 4, 3, Result(2, 3, False)),
        ([], 4, 6, Result(0, 6, False)),
    ],
)
def test_four_of_six_pass(rights, mark, of, expected):
    assert result(rights, mark, of) == expected


@pytest.mark.parametrize(("rights", "of"), [([True], 0), ([True, True], 1)])
def test_more_answers_than_questions_are_refused(rights, of):
    with pytest.raises(ValueError):
        result(rights, 4, of)


@given(pools(), st.integers(1, 20), st.integers(0, 2**62), st.randoms())
def test_a_seed_draws_the_same_whatever_the_order_of_the_pool(pool, count, seed, random):
    drawn = draw(pool, count, seed)
    random.shuffle(pool)
    assert draw(pool, count, seed) == drawn


@given(pools(), st.integers(1, 20), st.integers(0, 2**62))
def test_a_draw_holds_different_questions_with_all_their_options(pool, count, seed):
    drawn = draw(pool, count, seed)
    known = {question.key: {option.key for option in question.options} for question in pool}
    assert len(drawn) == min(count, len(pool)) == len({each.question for each in drawn})
    assert all(set(each.options) == known[each.question] for each in drawn)
    assert all(len(each.options) == len(known[each.question]) for each in drawn)


def test_another_seed_draws_and_shuffles_otherwise():
    pool = [Question(f"q{n}", "single", SINGLE.options) for n in range(12)]
    draws = {draw(pool, 6, seed) for seed in range(50)}
    assert len(draws) == 50
    asked = [each.question for seed in range(600) for each in draw(pool, 6, seed)]
    assert all(220 < asked.count(question.key) < 380 for question in pool)  # 300 expected


def test_the_draw_is_the_one_that_old_attempts_were_made_with():
    """Were this to change, stored seeds would lose their meaning."""
    pool = [Question(f"q{n}", "single", SINGLE.options) for n in range(4)]
    assert [(each.question, "".join(each.options)) for each in draw(pool, 2, 7)] == DRAWN_WITH_SEVEN


DRAWN_WITH_SEVEN = [("q2", "abc"), ("q1", "bca")]


@pytest.mark.parametrize(("pool", "count"), [([], 6), ([SINGLE], 0)])
def test_an_empty_check_cannot_be_drawn(pool, count):
    with pytest.raises(ValueError, match="at least one question"):
        draw(pool, count, 1)
