"""The same act many times at once, in a round of several people; each guard is shown to be needed."""

from threading import Barrier
from uuid import uuid4

import pytest
from django.db import IntegrityError, OperationalError
from django.test import Client
from django.utils import timezone

from accounts.device import Asker
from readiness.actions import Act as Answered
from readiness.actions import Closed, RoundClosed, closing, joining, save_answer, submit_sheet, submitting
from readiness.actions.closing import close_round
from readiness.actions.inviting import invite, renew_link
from readiness.actions.joining import Said, ask_to_join, take_part
from readiness.actions.links import joining_token
from readiness.models import EarlierResult, Invitee, Respondent, Result, Round, Sheet
from readiness.models.invitees import InviteeQuerySet

from .conftest import address
from .panels import open_panel
from .rounds import asked, begun, northgate, opened
from .test_races import at_once, clients_of

pytestmark = pytest.mark.django_db(transaction=True)
ONE = "p0@northgate.example"


@pytest.fixture
def house():
    return northgate()


@pytest.fixture
def round_(house):
    return opened(house[1], house[0])


@pytest.fixture
def token(round_):
    return asked(round_)[ONE].split("/")[2]


def devices(count: int) -> list[Respondent]:
    return [Respondent.objects.create(device=uuid4()) for _ in range(count)]


def test_fifty_submissions_of_one_sheet_are_one_voice(round_, token):
    client = Client()
    sheet = begun(client, f"/answer/{token}/")
    clients = clients_of(client)
    told = at_once(lambda number: clients[number].post(address("submit", sheet)))
    assert {(answer.status_code, answer["Location"]) for answer in told} == {(302, address("check", sheet))}
    assert Sheet.objects.submitted().count() == 1
    assert Invitee.objects.filter(answered=True).count() == 1


def firsts(sheet: Sheet, monkeypatch: pytest.MonkeyPatch) -> int:
    """How many callers were told that they were the first."""
    told: list[bool] = []
    original = submitting.first_to_submit
    monkeypatch.setattr(submitting, "first_to_submit", lambda *args: told.append(original(*args)) or told[-1])
    asker = Asker(device=sheet.respondent.device)
    at_once(lambda number: submit_sheet(asker, sheet.public_id, timezone.now()), 20)
    return sum(told)


def test_one_of_many_is_the_first_to_submit(token, monkeypatch):
    sheet = take_part(token, devices(1)[0], Said(), timezone.now())
    assert firsts(sheet, monkeypatch) == 1


def test_without_the_guard_each_would_be(token, monkeypatch):
    """The control: nobody asks the database who was first."""
    sheet = take_part(token, devices(1)[0], Said(), timezone.now())
    monkeypatch.setattr(submitting, "first_to_submit", lambda sheet, now: True)
    assert firsts(sheet, monkeypatch) == 20


def close_many(measured: Round, count: int = 8) -> tuple[int, int]:
    """How many times the round was scored, and how many callers were told of an error."""
    scored, failed = [], []
    original = closing.score

    def go(_number: int) -> None:
        try:
            close_round(measured, timezone.now())
        except (IntegrityError, OperationalError) as fault:
            failed.append(fault)

    closing.score = lambda *args: scored.append(1) or original(*args)
    try:
        at_once(go, count)
    finally:
        closing.score = original
    return len(scored), len(failed)


def test_closed_many_times_at_once_it_is_one_result(house):
    panel = open_panel({"exec": 6}, of=house[0], form="quick")
    assert close_many(panel) == (1, 0)
    assert Result.objects.count() == 1
    assert not EarlierResult.objects.exists()


def test_without_the_guard_it_would_be_scored_many_times(house, monkeypatch):
    """The control: everybody takes himself for the first. The last guard still keeps one result."""
    panel = open_panel({"exec": 6}, of=house[0], form="quick")
    original = closing.first_to_close
    monkeypatch.setattr(closing, "first_to_close", lambda *args: original(*args) or True)
    monkeypatch.setattr(closing, "may_show_again", lambda people, shown: True)
    scored, _failed = close_many(panel, 3)  # each waits for the one before: more would wait too long
    assert scored > 1
    assert EarlierResult.objects.exists(), "results that nobody was ever to see"


def test_an_answer_is_sent_before_the_closing_or_refused_after_it(house, round_):
    """Never sent and left out of the result."""
    links = asked(round_, {f"q{n}@northgate.example": "exec" for n in range(10)})
    people = devices(10)
    sheets = [
        take_part(link.split("/")[2], who, Said(), timezone.now())
        for link, who in zip(links.values(), people, strict=True)
    ]

    def go(number: int) -> str:
        if number == 10:
            close_round(round_, timezone.now())
            return "closed"
        asker = Asker(device=people[number].device)
        try:
            save_answer(asker, sheets[number].public_id, 1, Answered("3"), timezone.now())
            submit_sheet(asker, sheets[number].public_id, timezone.now())
        except (Closed, RoundClosed):
            return "refused"
        return "sent"

    told = at_once(go, 11)
    sent = Sheet.objects.submitted().count()
    assert told.count("sent") == sent
    result = Result.objects.first()
    assert (result.details["people"] if result else sent) == sent
    assert result is not None or sent < 5


def test_a_link_opened_on_many_devices_at_once_is_one_sheet(round_, token):
    people = devices(12)
    made = at_once(lambda number: take_part(token, people[number], Said(), timezone.now()).pk, 12)
    assert len(set(made)) == 1
    sheet = Sheet.objects.get()
    assert Invitee.objects.get(email=ONE).respondent_id == sheet.respondent_id


def test_without_holding_the_invitation_there_would_be_several(round_, token, monkeypatch):
    """The control: all look before anyone has begun."""
    people, barrier = devices(6), Barrier(6, timeout=60)
    found = Invitee.objects.linked(joining.hashed(token)).select_related("round__organisation").get()

    def begin(number: int) -> int:
        known = InviteeQuerySet(Invitee).select_related("respondent").get(pk=found.pk)
        barrier.wait()
        assert joining._gone_on(known, None, people[number]) is None
        return joining._begun(found.round, known, people[number], Said(), timezone.now()).pk

    assert len(set(at_once(begin, 6))) == 6


def test_invited_many_times_at_once_everyone_is_asked_once(round_):
    people = {f"q{n}@northgate.example": "" for n in range(20)}
    told = at_once(lambda number: invite(round_, people, timezone.now()).new, 8)
    assert sum(told) == 20
    assert Invitee.objects.count() == 20


def test_joining_many_times_at_once_is_one_invitation(round_):
    token = joining_token(renew_link(round_, "northgate.example"))
    at_once(lambda number: ask_to_join(token, "Zoe@northgate.example", timezone.now()), 12)
    assert Invitee.objects.count() == 1
