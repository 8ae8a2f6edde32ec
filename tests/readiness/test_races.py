"""The same act many times at once: one fact, the same answer for all; each guard is shown to be needed."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier, Event
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, OperationalError, connection, connections
from django.test import Client

from accounts.device import Asker
from readiness.actions import (
    Act,
    Closed,
    answering,
    question_of,
    save_answer,
    start_sheet,
    starting,
    submit_sheet,
    submitting,
)
from readiness.instrument import Item
from readiness.merge import merge_device
from readiness.models import Answer, Respondent, Result, Round, Sheet
from readiness.models.sheets import SheetQuerySet

from .conftest import address, result_address

pytestmark = pytest.mark.django_db(transaction=True)
MANY = 50
NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)


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
def who(transactional_db) -> Respondent:
    return Respondent.objects.create(device=uuid4())


@pytest.fixture
def sheet(who) -> Sheet:
    made = start_sheet(who, "quick", "exec", NOON)
    for number in range(1, 12):
        save_answer(Asker(device=who.device), made.public_id, number, Act("3"), NOON)
    return made


def clients_of(reader: Client, count: int = MANY) -> list[Client]:
    clients = [Client() for _ in range(count)]
    for client in clients:
        client.cookies.update(reader.cookies)
    return clients


def test_fifty_submissions_at_once_are_one_result(person, transactional_db):
    reader = Client()
    reader.force_login(person)
    respondent = Respondent.objects.create(user=person)
    made = start_sheet(respondent, "quick", "exec", NOON)
    clients = clients_of(reader)
    told = at_once(lambda number: clients[number].post(address("submit", made)))
    assert {answer.status_code for answer in told} == {302}
    assert {answer["Location"] for answer in told} == {result_address(made)}
    assert Result.objects.count() == 1


def submit_many(sheet: Sheet, who: Respondent) -> tuple[int, int]:
    """How many times the sheet was scored, and how many callers were told of an error."""
    scored, failed = [], []

    def go(_number: int) -> None:
        try:
            submit_sheet(Asker(device=who.device), sheet.public_id, NOON)
        except (IntegrityError, OperationalError) as fault:
            failed.append(fault)

    original = submitting.marked
    submitting.marked = lambda *args: scored.append(1) or original(*args)
    try:
        at_once(go)
    finally:
        submitting.marked = original
    return len(scored), len(failed)


def test_a_sheet_is_scored_once(sheet, who):
    assert submit_many(sheet, who) == (1, 0)
    assert Result.objects.count() == 1


def test_without_the_guard_it_would_be_scored_many_times(sheet, who, monkeypatch):
    """The control: nobody holds the sheet, and everybody takes himself for the first."""
    barrier = Barrier(MANY, timeout=60)

    def unheld(queryset: SheetQuerySet, asker: Asker, public_id: UUID) -> Sheet:
        found = queryset.visible_to(asker).select_related("round").get(public_id=public_id)
        barrier.wait()
        return found

    monkeypatch.setattr(SheetQuerySet, "locked", unheld)
    monkeypatch.setattr(submitting, "held_round", lambda asker, run: None)
    monkeypatch.setattr(submitting, "first_to_submit", lambda sheet, now: True)
    monkeypatch.setattr(submitting, "submit_sheet", submitting.submit_sheet.__wrapped__)
    monkeypatch.setitem(globals(), "submit_sheet", submitting.submit_sheet)
    scored, failed = submit_many(sheet, who)
    assert scored > 1
    assert failed, "only the last guard, one result a round, is left"
    assert Result.objects.count() == 1


def test_many_starts_at_once_are_one_assessment(who):
    made = at_once(lambda number: start_sheet(who, "full", "exec", NOON).pk, 20)
    assert len(set(made)) == 1
    assert (Sheet.objects.count(), Round.objects.count()) == (1, 1)


def test_without_the_constraint_they_would_be_many(who, monkeypatch):
    with connection.schema_editor() as editor:
        constraint = next(c for c in Sheet._meta.constraints if c.name == "one_open_sheet_a_form")
        editor.remove_constraint(Sheet, constraint)
    barrier = Barrier(20, timeout=60)
    made = starting._made

    def together(*args: object) -> Sheet:
        barrier.wait()
        return made(*args)

    monkeypatch.setattr(starting, "_made", together)
    unheld = starting.start_sheet.__wrapped__
    at_once(lambda number: unheld(who, "full", "exec", NOON).pk, 20)
    assert Sheet.objects.count() == 20


def test_an_answer_is_kept_before_the_submission_or_refused_after_it(sheet, who):
    """Never kept and left out of the result."""
    asker = Asker(device=who.device)

    def go(number: int) -> str:
        if number == 0:
            submit_sheet(asker, sheet.public_id, NOON)
            return "submitted"
        try:
            save_answer(asker, sheet.public_id, number, Act("5", tab="a", sequence=1), NOON)
        except Closed:
            return "refused"
        return "kept"

    at_once(go, 12)
    points = {id: item["points"] for id, item in Result.objects.get().scores["items"].items()}
    assert points == {answer.item: 25.0 * (answer.level - 1) for answer in Answer.objects.all()}


def test_many_first_answers_to_one_question_are_one(who):
    made = start_sheet(who, "quick", "exec", NOON)
    asker = Asker(device=who.device)
    at_once(lambda n: save_answer(asker, made.public_id, 1, Act("4", tab=f"t{n}", sequence=1), NOON), 20)
    assert Answer.objects.get().level == 4


def test_merging_many_times_at_once_doubles_nothing(person, sheet, who):
    start_sheet(Respondent.objects.create(user=person), "quick", "exec", NOON)
    at_once(lambda number: merge_device(person, who.device), 20)
    assert Sheet.objects.get().respondent.user == person
    assert Answer.objects.count() == 11
    assert Round.objects.count() == 1


def test_without_holding_the_sheet_an_answer_would_slip_in_behind_the_result(sheet, who, monkeypatch):
    """The control: the answer saw the sheet open, and is kept after the result was given."""
    asker = Asker(device=who.device)
    looked, closed = Event(), Event()

    def unheld(queryset: SheetQuerySet, asker: Asker, public_id: UUID) -> Sheet:
        return queryset.visible_to(asker).select_related("round").get(public_id=public_id)

    def slow(*args: object) -> Item:
        looked.set()
        closed.wait(30)
        return question_of(*args)

    monkeypatch.setattr(SheetQuerySet, "locked", unheld)
    monkeypatch.setattr(answering, "question_of", slow)

    def go(number: int) -> None:
        if number == 0:
            answering.save_answer.__wrapped__(asker, sheet.public_id, 1, Act("5"), NOON)
        else:
            looked.wait(30)
            submit_sheet(asker, sheet.public_id, NOON)
            closed.set()

    at_once(go, 2)
    points = {id: item["points"] for id, item in Result.objects.get().scores["items"].items()}
    kept = Answer.objects.get(sheet=sheet, level=5)
    assert points[kept.item] == 50, "the result knows nothing of it"
