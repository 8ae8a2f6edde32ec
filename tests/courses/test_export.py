"""What is held about a learner, and how it goes."""

import json
from datetime import UTC, datetime

import pytest
from django.apps import apps

from content.models import Change
from courses.export import INTERNAL, erase, facts_of, notes_of
from courses.models import (
    Attempt,
    AttemptAnswer,
    Bookmark,
    CaseAnswer,
    Commitment,
    Completion,
    Decision,
    Feedback,
    Learner,
    ListeningKey,
    MissingWords,
    Note,
    Place,
    Refreshed,
)

NOON = datetime(2027, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def learner(person, school):
    learner = Learner.objects.create(user=person, minutes=10)
    pk = school.case.pk
    times = {"started_at": NOON, "updated_at": NOON, "reported_at": NOON}
    Place.objects.create(
        learner=learner, unit_id=pk, section="question", sentence="s-1", tab="canary-tab", **times
    )
    Completion.objects.create(learner=learner, unit_id=pk, at=NOON, how="read", evidence={"canary": 1})
    CaseAnswer.objects.create(
        learner=learner, unit_id=pk, question="why", text="canary-answer", answered_at=NOON, edited_at=NOON
    )
    Decision.objects.create(learner=learner, unit_id=pk, key="a", choice={}, decided_at=NOON)
    Commitment.objects.create(learner=learner, unit_id=pk, text="canary-do", made_at=NOON, changed_at=NOON)
    Note.objects.create(
        learner=learner, unit_id=pk, section="question", text="canary-note", created_at=NOON, updated_at=NOON
    )
    Bookmark.objects.create(learner=learner, unit_id=pk, at=NOON)
    change = Change.objects.create(unit_id=pk, at=NOON, kind="material", note="canary-news")
    Refreshed.objects.create(learner=learner, change=change, at=NOON)
    Feedback.objects.create(learner=learner, unit_id=pk, clear="no", remark="canary-remark", at=NOON)
    ListeningKey.objects.create(learner=learner, token_hash="0" * 64, made_at=NOON)
    attempt = Attempt.objects.create(
        learner=learner, check_page_id=school.check.pk, seed=4711, drawn=[], pass_mark=4, started_at=NOON
    )
    AttemptAnswer.objects.create(
        attempt=attempt, question="q1", chosen=["canary-choice"], right=True, at=NOON
    )
    return learner


def test_every_fact_is_exported_in_plain_values(learner):
    facts = facts_of(learner)
    text = json.dumps(facts)
    for canary in (
        "canary-tab",
        "canary-answer",
        "canary-note",
        "canary-choice",
        "canary-do",
        "4711",
        "strategy/jabil",
    ):
        assert canary in text
    assert facts["kept_for"] == "this account"
    assert facts["check_attempts"][0]["answers"][0]["question"] == "q1"


def test_no_column_is_left_out(learner):
    facts = facts_of(learner)
    rows = {
        Place: facts["places"], Completion: facts["completions"], CaseAnswer: facts["case_answers"],
        Note: facts["notes"], Bookmark: facts["bookmarks"], Attempt: facts["check_attempts"],
        AttemptAnswer: facts["check_attempts"][0]["answers"], Decision: facts["decisions"],
        Commitment: facts["commitments"], ListeningKey: facts["podcast_addresses"],
        Refreshed: facts["changes_seen"],
        Feedback: facts["told_the_editors"],
    }  # fmt: skip
    assert {*rows, Learner, MissingWords} == set(apps.get_app_config("courses").get_models())
    for model, found in rows.items():
        columns = {field.name for field in model._meta.concrete_fields} - INTERNAL
        assert columns <= found[0].keys(), model


def test_notes_of_a_reader(learner):
    note, bookmark = notes_of(learner)
    assert (note.text, note.section, note.url) == (
        "canary-note",
        "Question",
        "/learn/strategy/jabil/question/",
    )
    assert (bookmark.bookmark, bookmark.title, bookmark.url) == (True, "Jabil", "/learn/strategy/jabil/")


def test_erasing_leaves_no_row_and_the_others_alone(learner, school):
    other = Learner.objects.create(device="0" * 32)
    Bookmark.objects.create(learner=other, unit_id=school.case.pk, at=NOON)
    erase(learner)
    counts = {model.__name__: model.objects.count() for model in apps.get_app_config("courses").get_models()}
    assert counts == {**dict.fromkeys(counts, 0), "Learner": 1, "Bookmark": 1}
