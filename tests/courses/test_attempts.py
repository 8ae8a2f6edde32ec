"""One attempt, one answer a question, one result; and what the pages of a check show."""

from datetime import UTC, datetime, timedelta

import pytest

from content.models import CheckPage
from content.receivers import bump
from courses.actions import Refused, Unknown, answer_question, start_attempt
from courses.models import Attempt, AttemptAnswer, Completion

from .conftest import at_most, pool, right_options

NOON = datetime(2027, 3, 1, 12, tzinfo=UTC)
CHECK = "/learn/strategy/check/"


def start(sit, seed=1, at=NOON):
    return sit("check", lambda desk: start_attempt(desk, at, seed))


def answer(sit, number, right=True, at=NOON):
    def act(desk):
        key = desk.run.question(number).key
        return answer_question(desk, number, right_options(key) if right else ["c"], at)

    return sit("check", act)


def take(sit, rights, seed=1, at=NOON):
    start(sit, seed, at)
    for number, right in enumerate(rights, start=1):
        run = answer(sit, number, right, at)
    return run.attempt


def press_answer(client, number, right=True):
    keys = [each["question"] for each in Attempt.objects.latest("pk").drawn]
    return press(client, number, right_options(keys[number - 1]) if right else ["c"])


def press(client, number, options):
    return client.post(f"{CHECK}do/check_answer/", {"number": number, "option": options})


def test_starting_twice_gives_the_same_attempt(sit):
    assert start(sit, 1).pk == start(sit, 2).pk
    attempt = Attempt.objects.get()
    assert attempt.seed == 1
    assert len(attempt.drawn) == 6
    assert attempt.pass_mark == 4


def test_the_first_answer_stays(sit):
    start(sit)
    answer(sit, 1, right=False)
    run = answer(sit, 1, right=True)
    assert not AttemptAnswer.objects.get().right
    assert not run.marks(run.question(1)).right


@pytest.mark.parametrize(("right", "passed"), [(4, True), (3, False), (6, True), (0, False)])
def test_four_of_six_complete_the_unit(sit, right, passed):
    attempt = take(sit, [True] * right + [False] * (6 - right))
    attempt.refresh_from_db()
    assert (attempt.correct, attempt.of, attempt.passed) == (right, 6, passed)
    assert [c.how for c in Completion.objects.all()] == (["passed"] if passed else [])


def test_the_result_is_given_once(sit):
    attempt = take(sit, [True] * 6)
    later = NOON + timedelta(days=1)
    answer(sit, 6, right=False, at=later)
    attempt.refresh_from_db()
    assert (attempt.finished_at, attempt.correct) == (NOON, 6)
    assert Completion.objects.get().at == NOON


def test_a_retake_draws_anew_and_the_best_result_is_kept(sit, reader, school):
    take(sit, [True] * 5 + [False], seed=1)
    take(sit, [False] * 6, seed=2, at=NOON + timedelta(hours=1))
    assert Attempt.objects.count() == 2
    assert len({tuple(each["question"] for each in attempt.drawn) for attempt in Attempt.objects.all()}) == 2
    page = reader.get(f"{CHECK}result/")
    assert page.context["attempt"].correct == 0
    assert page.context["best"].correct == 5
    assert Completion.objects.count() == 1


@pytest.mark.parametrize("number", [0, 7, 999])
def test_a_question_that_was_not_drawn_cannot_be_answered(sit, number):
    start(sit)
    with pytest.raises(Unknown):
        sit("check", lambda desk: answer_question(desk, number, ["a"], NOON))


@pytest.mark.parametrize("chosen", [[], ["z"], ["a", "b", "z"]])
def test_what_is_no_answer_is_not_recorded(sit, chosen):
    start(sit)
    with pytest.raises(Refused):
        sit("check", lambda desk: answer_question(desk, 1, chosen, NOON))
    assert not AttemptAnswer.objects.exists()


def test_a_unit_without_questions_has_no_attempts(sit):
    with pytest.raises(Refused):
        sit("jabil", lambda desk: start_attempt(desk, NOON))


def republish(school, questions):
    page = CheckPage.objects.get(pk=school.check.pk)
    page.questions = questions
    page.save()
    bump()


def test_a_question_withdrawn_meanwhile_is_neither_asked_nor_counted(sit, school):
    start(sit)
    answer(sit, 1)
    gone = {each["question"] for each in Attempt.objects.get().drawn[2:4]}
    republish(school, [each for each in pool() if each["value"]["key"] not in gone])
    for number in (2, 3, 4):
        answer(sit, number)
    attempt = Attempt.objects.get()
    assert (attempt.correct, attempt.of, attempt.passed) == (4, 4, True)


def test_an_attempt_whose_questions_are_all_gone_is_set_aside(sit, school):
    first = start(sit)
    fresh = [
        {**each, "value": {**each["value"], "key": f"new-{number}"}} for number, each in enumerate(pool())
    ]
    republish(school, fresh)
    second = start(sit, seed=5)
    first.refresh_from_db()
    assert second.pk != first.pk
    assert first.set_aside_at is not None


def test_a_result_that_a_crash_withheld_is_given_at_the_next_start(sit):
    start(sit)
    for number in range(1, 6):
        answer(sit, number)
    attempt = Attempt.objects.get()
    last = attempt.drawn[5]["question"]
    AttemptAnswer.objects.create(attempt=attempt, question=last, chosen=["a"], right=True, at=NOON)
    start(sit, seed=9)
    attempt.refresh_from_db()
    assert (attempt.correct, attempt.passed) == (6, True)
    assert Completion.objects.get().how == "passed"


def test_from_start_to_result_by_hand(reader, school):
    page = reader.get(CHECK)
    assert page.templates[0].name == "courses/check_start.html"
    assert page.context["attempt"] is None
    assert reader.post(f"{CHECK}do/check_start/")["Location"] == f"{CHECK}1/"
    page = reader.get(f"{CHECK}1/")
    assert (page.context["number"], page.context["total"]) == (1, 6)
    assert "Because." not in page.content.decode(), "no reason before the answer"
    assert press_answer(reader, 1)["Location"] == f"{CHECK}1/"
    page = reader.get(f"{CHECK}1/")
    assert page.templates[0].name == "courses/check_verdict.html"
    assert page.context["verdict"] == "Right."
    assert page.context["next_url"] == f"{CHECK}2/"
    assert page.context["passage"]["url"] == "/learn/strategy/jabil/outcome/"
    assert reader.get(CHECK).context["next_number"] == 2
    for number in range(2, 7):
        press_answer(reader, number, right=False)
    page = reader.get(f"{CHECK}6/")
    assert page.context["last"]
    assert page.context["next_url"] == f"{CHECK}result/"
    page = reader.get(f"{CHECK}result/")
    assert page.context["attempt"].correct == 1
    assert len(page.context["reread"]) == 5
    assert "%" not in page.content.decode().split("<main")[1].split("</main")[0]


def test_no_option_chosen_asks_for_one(reader, school):
    reader.post(f"{CHECK}do/check_start/")
    response = reader.post(f"{CHECK}do/check_answer/", {"number": 1})
    assert response["Location"] == f"{CHECK}1/?choose=1"
    assert "Choose an answer" in reader.get(response["Location"]).content.decode()


@pytest.mark.parametrize(
    ("data", "status"),
    [
        ({"number": 1, "option": "z"}, 422),
        ({"number": 77, "option": "a"}, 404),
        ({"number": "x", "option": "a"}, 422),
        ({"number": "²", "option": "a"}, 422),
        ({"option": "a"}, 422),
    ],
)
def test_bad_answers_are_pages_that_say_what_to_do(reader, school, data, status):
    reader.post(f"{CHECK}do/check_start/")
    assert reader.post(f"{CHECK}do/check_answer/", data).status_code == status
    assert not AttemptAnswer.objects.exists()


def test_nobody_reaches_the_attempt_of_another(reader, visitor, school):
    reader.post(f"{CHECK}do/check_start/")
    assert visitor.get(f"{CHECK}1/").status_code == 404
    assert visitor.post(f"{CHECK}do/check_answer/", {"number": 1, "option": "a"}).status_code == 404
    assert visitor.get(f"{CHECK}result/")["Location"] == CHECK
    assert visitor.get(CHECK).context["attempt"] is None
    assert not AttemptAnswer.objects.exists()


@pytest.mark.parametrize("page", ["0/", "7/", "nothing/", "0007/", "²/", "print/"])
def test_pages_that_a_check_does_not_have(reader, school, page):
    reader.post(f"{CHECK}do/check_start/")
    assert reader.get(f"{CHECK}{page}").status_code == 404


def test_statements_of_a_check(reader, school):
    reader.get(CHECK)
    reader.post(f"{CHECK}do/check_start/")
    options = [right_options(each["question"]) for each in Attempt.objects.get().drawn]
    with at_most(5):
        reader.get(f"{CHECK}1/")
    for number in range(1, 6):
        with at_most(5):
            press(reader, number, options[number - 1])
    with at_most(6):
        press(reader, 6, options[5])
    assert Completion.objects.get().how == "passed"
    with at_most(7):  # one of them asks whether a passed check's topics were measured
        reader.get(f"{CHECK}result/")
