"""What a device kept joins the account: nothing lost, nothing doubled, newest place wins."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from courses.merge import merge_device
from courses.models import (
    Attempt,
    AttemptAnswer,
    Bookmark,
    CaseAnswer,
    Completion,
    Learner,
    Note,
    Place,
)

NOON = datetime(2027, 3, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def guest(db):
    return Learner.objects.create(device=uuid4())


@pytest.fixture
def account(person):
    return Learner.objects.create(user=person)


@pytest.fixture
def unit(school):
    return school.case.pk


def place(learner, unit, at, section="question", **facts):
    times = {"started_at": at, "updated_at": at, "reported_at": at}
    return Place.objects.create(learner=learner, unit_id=unit, section=section, **times, **facts)


def merged(person, guest):
    learner = merge_device(person, guest.device)
    assert not Learner.objects.filter(device=guest.device).exists()
    return learner


def test_everything_of_a_device_joins_an_account_that_has_nothing(person, guest, school, unit):
    place(guest, unit, NOON)
    Completion.objects.create(learner=guest, unit_id=unit, at=NOON, how="read", evidence={"seconds_open": 90})
    CaseAnswer.objects.create(
        learner=guest, unit_id=unit, question="where", choice="small", answered_at=NOON, edited_at=NOON
    )
    Note.objects.create(
        learner=guest, unit_id=unit, section="question", text="Ask", created_at=NOON, updated_at=NOON
    )
    Bookmark.objects.create(learner=guest, unit_id=unit, at=NOON)
    attempt = Attempt.objects.create(
        learner=guest, check_page_id=school.check.pk, seed=1, drawn=[], pass_mark=4, started_at=NOON
    )
    AttemptAnswer.objects.create(attempt=attempt, question="q1", chosen=["a"], right=True, at=NOON)
    guest.minutes = 10
    guest.save()
    learner = merged(person, guest)
    facts = (Place, Completion, CaseAnswer, Note, Bookmark, Attempt)
    assert [model.objects.get().learner_id for model in facts] == [learner.pk] * len(facts)
    assert AttemptAnswer.objects.get().attempt.learner == learner
    assert learner.minutes == 10


@pytest.mark.parametrize(("device_at", "account_at", "wins"), [(1, 0, "device"), (0, 1, "account")])
def test_the_newest_place_wins_and_no_second_of_reading_is_lost(
    person, guest, account, unit, device_at, account_at, wins
):
    place(
        guest,
        unit,
        NOON + device_at * HOUR,
        "question",
        sentence="s-1",
        seconds_open=30,
        second=7,
        played=[[0, 7]],
    )
    place(
        account,
        unit,
        NOON + account_at * HOUR,
        "situation",
        seconds_open=12,
        reached_end_at=NOON,
        played=[[5, 9]],
    )
    merged(person, guest)
    row = Place.objects.get()
    assert row.section == {"device": "question", "account": "situation"}[wins]
    assert row.sentence == {"device": "s-1", "account": ""}[wins]
    assert row.seconds_open == 42
    assert row.played == [[0, 9]]
    assert row.reached_end_at == NOON
    assert row.started_at == NOON
    assert row.reported_at > NOON + HOUR, "another version than either"


@pytest.mark.parametrize(("device_at", "account_at", "how"), [(0, 1, "marked"), (1, 0, "read")])
def test_the_earliest_completion_stays(person, guest, account, unit, device_at, account_at, how):
    Completion.objects.create(learner=guest, unit_id=unit, at=NOON + device_at * HOUR, how="marked")
    Completion.objects.create(learner=account, unit_id=unit, at=NOON + account_at * HOUR, how="read")
    merged(person, guest)
    row = Completion.objects.get()
    assert (row.at, row.how) == (NOON, how)


@pytest.mark.parametrize(
    ("device", "account_", "kept"),
    [
        (("small", 1), ("large", 0), "small"),
        (("small", 0), ("large", 1), "large"),
        ((None, 1), ("large", 0), "large"),
        (("small", 0), (None, 1), "small"),
        ((None, 0), (None, 1), None),
    ],
)
def test_an_answer_beats_a_skip_and_the_newer_of_two_answers_stays(
    person, guest, account, unit, device, account_, kept
):
    for learner, (choice, at) in ((guest, device), (account, account_)):
        when = NOON + at * HOUR
        CaseAnswer.objects.create(
            learner=learner, unit_id=unit, question="where", choice=choice or "", skipped=choice is None,
            answered_at=when, edited_at=when,
        )  # fmt: skip
    merged(person, guest)
    row = CaseAnswer.objects.get()
    assert (row.choice or None, row.skipped) == (kept, kept is None)


@pytest.mark.parametrize(
    ("device", "account_", "text"),
    [
        ("New", "Old", "New\n\nOld"),
        ("Same", "Same", "Same"),
        ("Old and new", "Old", "Old and new"),
        ("Old", "Old and more", "Old and more"),
    ],
)
def test_words_of_both_are_kept_once(person, guest, account, unit, device, account_, text):
    for learner, words, at in ((guest, device, NOON + HOUR), (account, account_, NOON)):
        Note.objects.create(learner=learner, unit_id=unit, text=words, created_at=at, updated_at=at)
        CaseAnswer.objects.create(
            learner=learner, unit_id=unit, question="why", text=words, answered_at=at, edited_at=at
        )
    merged(person, guest)
    assert Note.objects.get().text == text
    assert CaseAnswer.objects.get().text == text


def test_one_bookmark_with_its_first_day(person, guest, account, unit):
    Bookmark.objects.create(learner=guest, unit_id=unit, at=NOON)
    Bookmark.objects.create(learner=account, unit_id=unit, at=NOON + HOUR)
    merged(person, guest)
    assert Bookmark.objects.get().at == NOON


@pytest.mark.parametrize(
    ("device_answers", "account_answers", "open_"), [(2, 1, "guest"), (1, 2, "account"), (1, 1, "guest")]
)
def test_of_two_open_attempts_the_one_with_more_answers_goes_on(
    person, guest, account, school, device_answers, account_answers, open_
):
    made = {}
    for name, learner, count, at in (
        ("guest", guest, device_answers, NOON + HOUR),
        ("account", account, account_answers, NOON),
    ):
        made[name] = Attempt.objects.create(
            learner=learner, check_page_id=school.check.pk, seed=1, drawn=[], pass_mark=4, started_at=at
        )
        for number in range(count):
            AttemptAnswer.objects.create(
                attempt=made[name], question=f"q{number}", chosen=["a"], right=True, at=at
            )
    learner = merged(person, guest)
    assert Attempt.objects.open().get().pk == made[open_].pk
    assert Attempt.objects.filter(learner=learner).count() == 2
    assert AttemptAnswer.objects.count() == device_answers + account_answers


def test_finished_attempts_of_both_stay_and_the_best_is_the_best(person, guest, account, school):
    for learner, correct in ((guest, 5), (account, 3)):
        Attempt.objects.create(
            learner=learner, check_page_id=school.check.pk, seed=1, drawn=[], pass_mark=4, started_at=NOON,
            finished_at=NOON, correct=correct, of=6, passed=correct >= 4,
        )  # fmt: skip
    learner = merged(person, guest)
    assert [attempt.correct for attempt in learner.attempts.best_first()] == [5, 3]


def test_merging_again_or_without_anything_changes_nothing(person, guest, account, unit):
    place(guest, unit, NOON, seconds_open=30)
    first = merged(person, guest)
    assert merge_device(person, guest.device) == first
    assert merge_device(person, uuid4()) == first
    assert Place.objects.get().seconds_open == 30
    assert Learner.objects.count() == 1


def test_two_devices_of_one_person_join_one_account(person, unit, school):
    for section, hours in (("situation", 0), ("question", 1)):
        device = Learner.objects.create(device=uuid4())
        place(device, unit, NOON + hours * HOUR, section, seconds_open=10)
        merge_device(person, device.device)
    row = Place.objects.get()
    assert (row.section, row.seconds_open) == ("question", 20)


def test_the_devices_of_others_are_left_alone(person, guest, unit):
    other = Learner.objects.create(device=uuid4())
    place(other, unit, NOON)
    place(guest, unit, NOON)
    merged(person, guest)
    assert Place.objects.filter(learner=other).count() == 1
