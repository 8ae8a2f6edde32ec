"""Answers to a case: kept, editable, private, counted only together."""

from datetime import UTC, datetime

import pytest

from accounts.models import User
from courses.actions import Answer, Refused, Unknown, answer_case
from courses.models import CaseAnswer, Learner

NOON = datetime(2027, 3, 1, 12, tzinfo=UTC)
DO = "/learn/strategy/jabil/do/case_answer/"
QUESTION = "/learn/strategy/jabil/question/"


def give(sit, **answer):
    return sit("jabil", lambda desk: answer_case(desk, Answer(**answer), NOON))


def others(school, small, large):
    """So many other readers who chose."""
    for number in range(small + large):
        learner = Learner.objects.create(user=User.objects.create_user(f"reader{number}@example.org"))
        choice = "small" if number < small else "large"
        CaseAnswer.objects.create(
            learner=learner,
            unit_id=school.case.pk,
            question="where",
            choice=choice,
            answered_at=NOON,
            edited_at=NOON,
        )


def test_an_answer_opens_the_next_section(reader, school):
    assert reader.get("/learn/strategy/jabil/reasons/").context["reading"].locked
    response = reader.post(DO, {"question": "where", "choice": "small"})
    assert response["Location"] == "/learn/strategy/jabil/reasons/#text"
    reading = reader.get("/learn/strategy/jabil/reasons/").context["reading"]
    assert not reading.locked
    assert reading.locked_from == 4
    assert reading.waits
    assert reading.answers["where"].choice == "small"


def test_a_locked_section_shows_the_question_and_nothing_of_its_text(reader, school):
    page = reader.get("/learn/strategy/jabil/outcome/")
    assert page.context["gate"]["question"]["key"] == "where"
    assert "They chose small" not in page.content.decode()
    assert "They chose small" not in reader.get("/learn/strategy/jabil/print/").content.decode()


def test_skipping_opens_it_too(reader, school):
    response = reader.post(DO, {"question": "where", "skip": "1"})
    assert response["Location"] == "/learn/strategy/jabil/reasons/#text"
    assert CaseAnswer.objects.get().skipped


def test_an_answer_can_be_changed_and_stays_one(reader, school):
    reader.post(DO, {"question": "where", "choice": "small"})
    response = reader.post(DO, {"question": "where", "choice": "large"})
    assert response["Location"] == f"{QUESTION}#question"
    assert CaseAnswer.objects.get().choice == "large"


def test_a_double_click_reads_on_like_the_first(reader, school):
    both = [reader.post(DO, {"question": "where", "choice": "small"})["Location"] for _ in range(2)]
    assert both[0] == both[1]
    assert CaseAnswer.objects.count() == 1


def test_a_skip_never_takes_an_answer_back(sit):
    give(sit, question="where", choice="small")
    give(sit, question="where", skipped=True)
    assert CaseAnswer.objects.get().choice == "small"


def test_a_skipped_question_can_be_answered_later(sit):
    give(sit, question="where", skipped=True)
    assert give(sit, question="where", choice="large").changed
    row = CaseAnswer.objects.get()
    assert (row.choice, row.skipped) == ("large", False)


def test_words_answer_a_question_for_words(sit):
    give(sit, question="why", text="Because it is small.", choice="ignored")
    row = CaseAnswer.objects.get()
    assert (row.text, row.choice) == ("Because it is small.", "")


@pytest.mark.parametrize(
    ("answer", "fault"),
    [
        ({"question": "where"}, Refused),
        ({"question": "where", "choice": "middle"}, Refused),
        ({"question": "why", "choice": "small"}, Refused),
        ({"question": "when", "choice": "small"}, Unknown),
        ({"question": "when", "skipped": True}, Unknown),
    ],
)
def test_what_does_not_answer_is_refused(sit, answer, fault):
    with pytest.raises(fault):
        give(sit, **answer)
    assert not CaseAnswer.objects.exists()


@pytest.mark.parametrize(
    ("question", "says"), [("where", "Choose one of the answers"), ("why", "Write an answer")]
)
def test_an_empty_answer_is_asked_for_on_the_page(reader, school, question, says):
    if question == "why":
        reader.post(DO, {"question": "where", "skip": "1"})
    response = reader.post(DO, {"question": question, "text": "  "})
    assert "?answer=" in response["Location"]
    assert says in reader.get(response["Location"].partition("#")[0]).content.decode()


@pytest.mark.parametrize(("small", "large", "shown"), [(6, 2, None), (6, 3, [7, 3]), (0, 12, [1, 12])])
def test_what_others_chose_is_shown_from_ten_answers_on_the_readers_own_among_them(
    reader, school, small, large, shown
):
    others(school, small, large)
    reader.post(DO, {"question": "where", "choice": "small"})
    counts = reader.get(QUESTION).context["reading"].others.get("where")
    assert (counts and [count for _option, count in counts]) == shown


def test_nobody_sees_what_others_chose_before_answering(reader, school):
    others(school, 10, 10)
    page = reader.get(QUESTION)
    assert page.context["reading"].others == {}
    assert "What readers chose" not in page.content.decode()


def test_skipped_answers_are_not_counted(reader, school):
    others(school, 9, 0)
    reader.post(DO, {"question": "where", "skip": "1"})
    assert reader.get(QUESTION).context["reading"].others == {}


def test_answers_are_nobody_elses(reader, visitor, school):
    reader.post(DO, {"question": "why", "text": "A canary in words"})
    reader.post(DO, {"question": "where", "choice": "small"})
    for section in ("question", "reasons", "outcome"):
        page = visitor.get(f"/learn/strategy/jabil/{section}/")
        assert "canary" not in page.content.decode()
        assert page.context["reading"].answers == {}
