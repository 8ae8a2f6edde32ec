"""Ordering and number: asked, answered with and without faults, kept, told, exported."""

from datetime import UTC, datetime

import pytest

from content.models import CheckPage
from content.quizzes.numbers import read_target
from content.receivers import bump
from courses.grading import Option, Question, draw, grade
from courses.models import Attempt, AttemptAnswer

from .conftest import pool

NOON = datetime(2027, 3, 1, 12, tzinfo=UTC)
CHECK = "/learn/strategy/check/"
WORDS = {
    "stem": "Asked?", "passage": "strategy/jabil#outcome", "right_verdict": "Right.",
    "other_verdict": "Not quite.", "because": "It is taught so.",
}  # fmt: skip
STEPS = {
    **WORDS, "key": "steps", "type": "ordering",
    "options": [{"key": k, "text": f"Step {k}", "right": False, "reason": f"Why {k}."} for k in "abcd"],
}  # fmt: skip
HOURS = {
    **WORDS, "key": "hours", "type": "number", "options": [], "answer": "1000", "unit": "hours",
    "tolerance": "5%", "too_low": "Count both.", "just_right": "Both counted.", "too_high": "Counted twice.",
}  # fmt: skip
ORDERING = Question("steps", "ordering", tuple(Option(key, False) for key in "abcd"), tuple("abcd"))
NUMBER = Question("hours", "number", (), target=read_target("1000", "5%"), unit="hours")


def asks(school, *questions):
    page = CheckPage.objects.get(pk=school.check.pk)
    page.questions = [{"type": "question", "value": question} for question in questions]
    page.draw, page.pass_mark = len(questions), 1
    page.save()
    bump()


def begin(reader):
    reader.post(f"{CHECK}do/check_start/")


def places(order):
    return {"number": 1, **{f"place-{key}": str(number) for number, key in enumerate(order, 1)}}


def answer(reader, **sent):
    return reader.post(f"{CHECK}do/check_answer/", {"number": 1, **sent})


@pytest.mark.parametrize(("order", "right"), [("abcd", True), ("abdc", False), ("dcba", False)])
def test_an_ordering_is_right_only_as_a_whole(order, right):
    assert grade(ORDERING, order).right is right


def test_each_line_of_an_ordering_learns_its_place():
    marks = grade(ORDERING, "abdc")
    assert marks.outcomes == {"a": "best", "b": "best", "c": "other", "d": "other"}
    assert marks.places == {"a": 1, "b": 2, "d": 3, "c": 4}


@pytest.mark.parametrize("order", ["abc", "abcda", "abcz", ""])
def test_an_ordering_that_leaves_one_out_cannot_be_graded(order):
    with pytest.raises(ValueError):
        grade(ORDERING, order)


@pytest.mark.parametrize(
    ("typed", "right", "band"), [("1,000", True, "right"), ("949.99", False, "low"), ("1 051", False, "high")]
)
def test_a_number_is_right_within_its_tolerance(typed, right, band):
    marks = grade(NUMBER, [typed])
    assert (marks.right, marks.band) == (right, band)


def test_an_ordering_never_begins_in_its_right_order():
    three = Question("q", "ordering", ORDERING.options[:3], ("a", "b", "c"))
    shown = {draw([three], 1, seed)[0].options for seed in range(200)}
    assert ("a", "b", "c") not in shown
    assert len(shown) == 5


def test_an_ordering_is_asked_answered_and_told(reader, school):
    asks(school, STEPS)
    begin(reader)
    html = reader.get(f"{CHECK}1/").content.decode()
    assert html.count("<select") == 4
    assert "Why a." not in html, "no reason before the answer"
    assert answer(reader, **places("abdc"))["Location"] == f"{CHECK}1/"
    assert AttemptAnswer.objects.get().chosen == ["a", "b", "d", "c"]
    page = reader.get(f"{CHECK}1/")
    assert [(line.place, line.given) for line in page.context["options"]] == [(1, 1), (2, 2), (3, 4), (4, 3)]
    assert "You put it in place 4" in page.content.decode()
    assert page.context["verdict"] == "Not quite."
    assert reader.get(f"{CHECK}result/").context["attempt"].correct == 0


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"place-a": "1", "place-b": "2", "place-c": "3"}, "Give every line a place"),
        ({"place-a": "1", "place-b": "2", "place-c": "3", "place-d": "9"}, "Give every line a place"),
        ({"place-a": "1", "place-b": "2", "place-c": "2", "place-d": "4"}, "Two lines have the place 2"),
    ],
)
def test_an_ordering_with_a_fault_comes_back_as_it_was_filled_in(reader, school, sent, says):
    asks(school, STEPS)
    begin(reader)
    page = reader.get(answer(reader, **sent)["Location"])
    assert says in page.content.decode()
    given = {option.key: option.place for option in page.context["question"]["options"]}
    assert given["b"] == 2
    assert not AttemptAnswer.objects.exists()


@pytest.mark.parametrize(
    ("typed", "kept", "understood", "feedback"),
    [
        ("1,000.5", "1000.5", "1,000.5 hours", "Both counted."),
        ("12 hours", "12", "12 hours", "Count both."),
        ("2 000", "2000", "2,000 hours", "Counted twice."),
    ],
)
def test_a_number_is_asked_answered_and_told_as_it_was_understood(
    reader, school, typed, kept, understood, feedback
):
    asks(school, HOURS)
    begin(reader)
    answer(reader, answer=typed)
    assert AttemptAnswer.objects.get().chosen == [kept]
    page = reader.get(f"{CHECK}1/")
    assert f"Your answer was read as {understood}." in page.content.decode()
    assert [line.reason for line in page.context["options"] if line.chosen] == [feedback]
    assert [line.text for line in page.context["options"]] == [
        "Less than 950 hours", "1,000 hours, give or take 50 hours", "More than 1,050 hours",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "says"),
    [("", "Write a number"), ("many", "is not a number"), ("1.000", "two ways"), ("9" * 50, "not a")],
)
def test_a_number_that_cannot_be_read_comes_back(reader, school, typed, says):
    asks(school, HOURS)
    begin(reader)
    html = reader.get(answer(reader, answer=typed)["Location"]).content.decode()
    assert says in html
    assert f'value="{typed[:41]}"' in html
    assert not AttemptAnswer.objects.exists()


def test_both_types_are_exported_as_they_were_given(reader, school):
    asks(school, STEPS, HOURS)
    begin(reader)
    drawn = [each["question"] for each in Attempt.objects.get().drawn]
    for number, key in enumerate(drawn, 1):
        sent = places("abcd") if key == "steps" else {"answer": "990"}
        reader.post(f"{CHECK}do/check_answer/", {**sent, "number": number})
    kept = reader.get("/me/export.json").json()["learning"]["check_attempts"][0]["answers"]
    assert {each["question"]: each["chosen"] for each in kept} == {
        "steps": ["a", "b", "c", "d"], "hours": ["990"],
    }  # fmt: skip
    assert Attempt.objects.get().correct == 2


@pytest.mark.parametrize("later", [STEPS, HOURS])
def test_an_old_answer_stays_readable_when_its_question_becomes_another_kind(reader, school, later):
    asks(school, pool()[1]["value"])
    begin(reader)
    answer(reader, option="a")
    asks(school, {**later, "key": "q1"})
    page = reader.get(f"{CHECK}1/")
    assert page.status_code == 200
    assert page.context["verdict"] == "Right.", "right stays as it was given"
    asks(school, pool()[1]["value"])
    assert reader.get(f"{CHECK}1/").status_code == 200


def test_a_line_withdrawn_from_an_ordering_leaves_the_others_in_their_places(reader, school):
    asks(school, STEPS)
    begin(reader)
    answer(reader, **places("abdc"))
    asks(school, {**STEPS, "options": STEPS["options"][1:]})
    page = reader.get(f"{CHECK}1/")
    assert [(line.place, line.given) for line in page.context["options"]] == [(1, 1), (2, 3), (3, 2)]
