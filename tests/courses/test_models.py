"""What the database itself refuses."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from courses.models import Attempt, AttemptAnswer, Bookmark, CaseAnswer, Completion, Learner, Note, Place

NOON = datetime(2027, 3, 1, 12, tzinfo=UTC)
TIMES = {"started_at": NOON, "updated_at": NOON, "reported_at": NOON}


@pytest.fixture
def learner(db):
    return Learner.objects.create(device=uuid4())


def refused(model, **fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.create(**fields)


def test_a_learner_is_an_account_or_a_device(person):
    refused(Learner)
    refused(Learner, user=person, device=uuid4())
    Learner.objects.create(user=person)
    refused(Learner, user=person)


@pytest.mark.parametrize(
    "fields",
    [{"second": -0.1}, {"speed": 0.2}, {"speed": 4.5}, {"seconds_open": -1}],
)
def test_impossible_places(learner, school, fields):
    refused(Place, learner=learner, unit_id=school.film.pk, **TIMES, **fields)


def test_one_of_each(learner, school):
    pk = school.case.pk
    rows = [
        (Place, {"unit_id": pk, **TIMES}),
        (Completion, {"unit_id": pk, "at": NOON, "how": "read"}),
        (Bookmark, {"unit_id": pk, "at": NOON}),
        (Note, {"unit_id": pk, "text": "x", "created_at": NOON, "updated_at": NOON}),
        (CaseAnswer, {"unit_id": pk, "question": "q", "choice": "a", "answered_at": NOON, "edited_at": NOON}),
        (
            Attempt,
            {"check_page_id": school.check.pk, "seed": 1, "drawn": [], "pass_mark": 4, "started_at": NOON},
        ),
    ]
    for model, fields in rows:
        model.objects.create(learner=learner, **fields)
        refused(model, learner=learner, **fields)


def test_one_answer_a_question_and_one_open_attempt(learner, school):
    fields = {
        "learner": learner,
        "check_page_id": school.check.pk,
        "seed": 1,
        "drawn": [],
        "pass_mark": 4,
        "started_at": NOON,
    }
    attempt = Attempt.objects.create(**fields)
    AttemptAnswer.objects.create(attempt=attempt, question="q", chosen=["a"], right=True, at=NOON)
    refused(AttemptAnswer, attempt=attempt, question="q", chosen=["b"], right=False, at=NOON)
    Attempt.objects.create(**fields, finished_at=NOON, correct=1, of=6, passed=False)
    Attempt.objects.create(**fields, set_aside_at=NOON)
    refused(Attempt, **fields, finished_at=NOON)
    refused(Attempt, **{**fields, "set_aside_at": NOON}, correct=1)


@pytest.mark.parametrize("fields", [{}, {"skipped": True, "choice": "a"}, {"skipped": True, "text": "a"}])
def test_an_answer_answers_or_skips(learner, school, fields):
    refused(
        CaseAnswer,
        learner=learner,
        unit_id=school.case.pk,
        question="q",
        answered_at=NOON,
        edited_at=NOON,
        **fields,
    )


def test_an_empty_note_is_no_note(learner, school):
    refused(Note, learner=learner, unit_id=school.case.pk, text="", created_at=NOON, updated_at=NOON)


def test_deleting_a_learner_leaves_nothing(learner, school):
    Place.objects.create(learner=learner, unit_id=school.case.pk, **TIMES)
    learner.delete()
    assert not Place.objects.exists()
