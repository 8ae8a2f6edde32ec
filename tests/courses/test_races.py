"""The same act many times at once: one fact, the same answer for all; each guard is shown to be needed."""

import json
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime
from threading import Barrier
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import connection, connections, transaction
from django.db.models import Model, QuerySet
from django.test import Client

from accounts.models import User
from courses import merge
from courses.actions import attempts, saving
from courses.export import erase
from courses.learner import SALT
from courses.merge import merge_device
from courses.models import Attempt, AttemptAnswer, Completion, Learner, Note, Place

from .conftest import right_options

pytestmark = pytest.mark.django_db(transaction=True)
MANY = 20
LONG_AGO = datetime(2026, 3, 1, 12, tzinfo=UTC)
CHECK = "/learn/strategy/check/do/"
PLACE = "/learn/strategy/guide-0/do/place/"
PLAYED = "/learn/strategy/opening/do/played/"


def at_once(act: Callable[[int], object], count: int = MANY) -> list[object]:
    """Threads that start together, each with a database connection of its own."""
    barrier = Barrier(count, timeout=60)

    def run(number: int) -> object:
        try:
            barrier.wait()
            return act(number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(count) as pool:
        return [done.result() for done in [pool.submit(run, number) for number in range(count)]]


@pytest.fixture
def wait_before(monkeypatch):
    """Makes every thread wait for the others right before a function: all have read, none has written."""

    def patch(module: object, name: str, count: int = MANY) -> None:
        barrier, original = Barrier(count, timeout=60), getattr(module, name)
        seen = set()

        def waiting(*args, **kwargs):
            number = id(connection.connection), name
            if number not in seen:
                seen.add(number)
                barrier.wait()
            return original(*args, **kwargs)

        monkeypatch.setattr(module, name, waiting)

    return patch


@pytest.fixture
def sessions(reader) -> Callable[[], Client]:
    """Other tabs of the signed-in reader."""

    def tab() -> Client:
        client = Client()
        client.cookies = reader.cookies.copy()
        return client

    return tab


def drop(model: type[Model], name: str, monkeypatch) -> None:
    """SQLite makes the table anew from the model, so the model must forget the constraint too."""
    constraint = next(each for each in model._meta.constraints if each.name == name)
    others = [each for each in model._meta.constraints if each is not constraint]
    monkeypatch.setattr(model._meta, "constraints", others)
    with connection.schema_editor() as editor:
        editor.remove_constraint(model, constraint)


def report(client: Client, url: str, **body) -> int:
    return client.post(url, json.dumps(body), content_type="application/json").status_code


def start_many(sessions) -> set[str]:
    return {answer["Location"] for answer in at_once(lambda _: sessions().post(f"{CHECK}check_start/"))}


def test_many_starts_are_one_attempt(school, reader, sessions, wait_before):
    wait_before(attempts, "_drawn")
    assert start_many(sessions) == {"/learn/strategy/check/1/"}
    assert Attempt.objects.count() == 1
    assert Learner.objects.count() == 1


def test_without_the_constraint_they_would_be_many(school, reader, sessions, wait_before, monkeypatch):
    drop(Attempt, "one_open_attempt_a_check", monkeypatch)
    wait_before(attempts, "_drawn")
    start_many(sessions)
    assert Attempt.objects.count() == MANY


def answer_many(sessions, number: int, options: Callable[[int], list[str]]) -> list[int]:
    def press(turn: int) -> int:
        return (
            sessions().post(f"{CHECK}check_answer/", {"number": number, "option": options(turn)}).status_code
        )

    return at_once(press)


def drawn() -> list[str]:
    return [each["question"] for each in Attempt.objects.get().drawn]


def test_many_answers_to_one_question_are_one(school, reader, sessions, wait_before):
    reader.post(f"{CHECK}check_start/")
    wait_before(attempts, "_first")
    statuses = answer_many(sessions, 1, lambda turn: ["a"] if turn % 2 else ["c"])
    assert set(statuses) == {302}
    assert AttemptAnswer.objects.count() == 1


def test_without_the_constraint_every_click_would_count(school, reader, sessions, wait_before, monkeypatch):
    reader.post(f"{CHECK}check_start/")
    drop(AttemptAnswer, "one_answer_a_question", monkeypatch)
    wait_before(attempts, "_first")
    answer_many(sessions, 1, lambda turn: ["a"] if turn % 2 else ["c"])
    assert AttemptAnswer.objects.count() == MANY


def two_last_answers(reader, sessions, wait_before) -> None:
    reader.post(f"{CHECK}check_start/")
    keys = drawn()
    for number in range(1, 5):
        reader.post(f"{CHECK}check_answer/", {"number": number, "option": right_options(keys[number - 1])})
    wait_before(attempts, "_first", 2)

    def press(turn: int) -> int:
        data = {"number": 5 + turn, "option": right_options(keys[4 + turn])}
        return sessions().post(f"{CHECK}check_answer/", data).status_code

    assert at_once(press, 2) == [302, 302]


def test_two_last_answers_at_once_finish_the_attempt_once(school, reader, sessions, wait_before):
    two_last_answers(reader, sessions, wait_before)
    attempt = Attempt.objects.get()
    assert (attempt.correct, attempt.of, attempt.passed) == (6, 6, True)
    assert Completion.objects.count() == 1


def test_without_the_second_look_nobody_would_finish_it(school, reader, sessions, wait_before, monkeypatch):
    monkeypatch.setattr(attempts, "_answers", lambda run: [])
    two_last_answers(reader, sessions, wait_before)
    assert Attempt.objects.get().finished_at is None


def test_many_last_answers_give_one_result(school, reader, sessions):
    reader.post(f"{CHECK}check_start/")
    keys = drawn()
    for number in range(1, 6):
        reader.post(f"{CHECK}check_answer/", {"number": number, "option": right_options(keys[number - 1])})
    answer_many(sessions, 6, lambda turn: right_options(keys[5]) if turn % 2 else ["c"])
    attempt = Attempt.objects.get()
    right = attempt.answers.get(question=keys[5]).right
    assert (attempt.correct, attempt.answers.count()) == (5 + right, 6)
    assert Completion.objects.get().evidence["correct"] == attempt.correct


def test_many_first_places_are_one_and_no_second_is_lost(school, reader, sessions, wait_before):
    wait_before(saving, "_insert")

    def save(turn: int) -> int:
        return report(sessions(), PLACE, section="first", seconds=1, tab=f"tab{turn}", sequence=1)

    assert set(at_once(save)) == {200}
    assert Place.objects.get().seconds_open == MANY
    assert Learner.objects.count() == 1


def reports_of_films(sessions) -> None:
    """Each tab played another second of the film."""

    def save(turn: int) -> int:
        played = [[turn * 3, turn * 3 + 1]]
        return report(sessions(), PLAYED, played=played, second=turn * 3, tab=f"tab{turn}", sequence=1)

    assert set(at_once(save)) == {200}


def test_what_many_tabs_played_adds_up(school, reader, sessions, wait_before):
    report(reader, PLAYED, played=[[99, 100]], second=0)
    wait_before(saving, "_update")
    reports_of_films(sessions)
    assert len(Place.objects.get().played) == MANY + 1


def test_without_the_version_check_reports_would_overwrite_each_other(
    school, reader, sessions, wait_before, monkeypatch
):
    def careless(place: Place, before: Place) -> bool:
        values = {name: getattr(place, name) for name in saving.COLUMNS}
        return Place.objects.filter(pk=before.pk).update(**values) == 1

    report(reader, PLAYED, played=[[99, 100]], second=0)
    monkeypatch.setattr(saving, "_update", careless)
    wait_before(saving, "_update")
    reports_of_films(sessions)
    assert len(Place.objects.get().played) < MANY + 1


@pytest.fixture
def device(school) -> Learner:
    """A device with a place, a note and a finished attempt; its cookie is in `device.cookie`."""
    guest = Learner.objects.create(device=uuid4())
    times = {"started_at": LONG_AGO, "updated_at": LONG_AGO, "reported_at": LONG_AGO}
    Place.objects.create(learner=guest, unit_id=school.guide.pk, section="second", seconds_open=30, **times)
    Note.objects.create(
        learner=guest, unit_id=school.guide.pk, text="Note", created_at=LONG_AGO, updated_at=LONG_AGO
    )
    response = Client().get("/learn/")
    response.set_signed_cookie(settings.DEVICE_COOKIE_NAME, guest.device.hex, salt=SALT)
    guest.cookie = response.cookies[settings.DEVICE_COOKIE_NAME].value
    return guest


def account_with_a_place(person, school) -> None:
    account = Learner.objects.create(user=person)
    times = {"started_at": LONG_AGO, "updated_at": LONG_AGO, "reported_at": LONG_AGO}
    Place.objects.create(learner=account, unit_id=school.guide.pk, section="first", seconds_open=5, **times)


def test_merging_many_times_at_once_doubles_nothing(school, person, device):
    account_with_a_place(person, school)
    merged = at_once(lambda _: merge_device(person, device.device).pk)
    assert len(set(merged)) == 1
    assert Place.objects.get().seconds_open == 35
    assert Note.objects.count() == 1
    assert Learner.objects.get().user == person


def merge_while_the_account_saves(school, reader, person, device, monkeypatch) -> float:
    """The save is sent right between the merge's look at the account's place and its writing."""
    account_with_a_place(person, school)
    join = merge._join_places
    pool = ThreadPoolExecutor(1)

    def save() -> int:
        try:
            return report(reader, PLACE, section="third", seconds=1)
        finally:
            connections.close_all()

    def interrupted(mine: Place, theirs: Place) -> None:
        sent.append(pool.submit(save))
        with suppress(TimeoutError):
            sent[0].result(timeout=0.5)
        join(mine, theirs)

    sent: list[Future[int]] = []
    monkeypatch.setattr(merge, "_join_places", interrupted)
    merge_device(person, device.device)
    assert sent[0].result(timeout=30) == 200
    pool.shutdown()
    return Place.objects.get().seconds_open


def test_a_save_of_the_account_during_the_merge_is_not_lost(school, reader, person, device, monkeypatch):
    assert merge_while_the_account_saves(school, reader, person, device, monkeypatch) == 36
    assert Place.objects.get().section == "third"


@pytest.mark.skipif(connection.vendor == "sqlite", reason="On SQLite the transaction itself is the lock.")
def test_without_the_lock_it_would_be(school, reader, person, device, monkeypatch):
    monkeypatch.setattr(QuerySet, "select_for_update", lambda self, **_: self.all())
    assert merge_while_the_account_saves(school, reader, person, device, monkeypatch) == 35


def test_saving_while_the_device_signs_in_is_never_an_error_and_loses_nothing(school, person, device):
    def turn(number: int) -> int:
        if number == 0:
            return merge_device(person, device.device) and 200
        client = Client()
        client.cookies[settings.DEVICE_COOKIE_NAME] = device.cookie
        return report(client, PLACE, section="third", seconds=1, tab=f"tab{number}", sequence=1)

    assert set(at_once(turn)) == {200}
    assert Note.objects.get().learner.user == person
    assert 30 <= sum(Place.objects.values_list("seconds_open", flat=True)) <= 30 + MANY - 1


def test_first_writes_of_one_device_at_once_make_one_learner(school, device):
    cookie = device.cookie
    device.delete()

    def save(turn: int) -> int:
        client = Client()
        client.cookies[settings.DEVICE_COOKIE_NAME] = cookie
        return report(client, PLACE, section="first", tab=f"tab{turn}", sequence=1)

    assert set(at_once(save)) == {200}
    assert Learner.objects.count() == 1
    assert Place.objects.count() == 1


@transaction.atomic
def delete(person: User) -> None:
    """As an account is deleted: its row is locked first, so that nothing can be added to it meanwhile."""
    User.objects.select_for_update().get(pk=person.pk)
    for learner in Learner.objects.of_user(person.pk):
        erase(learner)
    person.delete()


def test_deleting_the_account_while_it_saves_is_never_an_error(school, reader, sessions, person):
    def turn(number: int) -> int:
        if number == 0:
            delete(person)
            return 200
        return report(sessions(), PLACE, section="first", tab=f"tab{number}", sequence=1)

    assert set(at_once(turn)) <= {200, 409}
    assert not Learner.objects.filter(user__isnull=False).exists()
