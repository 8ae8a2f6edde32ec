"""What a device answered becomes the account's: nothing lost, nothing doubled."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.conf import settings
from django.test import Client, RequestFactory

from accounts.device import Asker, adopt_device
from courses.models import Learner
from readiness.actions import Act, save_answer, start_sheet, submit_sheet
from readiness.merge import merge_device
from readiness.models import Answer, Respondent, Result, Round, Sheet

from .conftest import begin, fill, submit

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)


@pytest.fixture
def guest(db) -> Respondent:
    return Respondent.objects.create(device=uuid4())


@pytest.fixture
def account(person) -> Respondent:
    return Respondent.objects.create(user=person)


def asker(respondent: Respondent) -> Asker:
    return Asker(respondent.user_id, respondent.device)


def answer(respondent: Respondent, sheet: Sheet, number: int, value: str, minute: int) -> None:
    at = NOON + timedelta(minutes=minute)
    save_answer(asker(respondent), sheet.public_id, number, Act(value), at)


def levels(sheet: Sheet) -> dict[str, str]:
    return {answer.item: answer.value for answer in Answer.objects.filter(sheet=sheet)}


def test_an_account_without_answers_takes_the_devices_sheets(person, guest):
    sheet = start_sheet(guest, "quick", "exec", NOON)
    answer(guest, sheet, 1, "3", 1)
    merge_device(person, guest.device)
    merge_device(person, guest.device)
    assert Sheet.objects.get().respondent.user == person
    assert Answer.objects.count() == 1
    assert Respondent.objects.get().user == person


def test_of_two_open_sheets_one_goes_on_with_the_newer_answer_to_each_question(person, guest, account):
    mine, theirs = (start_sheet(who, "quick", "exec", NOON) for who in (account, guest))
    order = {item.id: number for number, item in enumerate(theirs.questions, start=1)}
    own = {item.id: number for number, item in enumerate(mine.questions, start=1)}
    answer(account, mine, own["S1.1"], "1", 1)
    answer(account, mine, own["S2.1"], "2", 9)
    answer(account, mine, own["S3.1"], "3", 1)
    answer(account, mine, own["C1.1"], "4", 1)
    answer(guest, theirs, order["S1.1"], "5", 5)
    answer(guest, theirs, order["S2.1"], "5", 5)
    answer(guest, theirs, order["C1.1"], "skip", 20)
    answer(guest, theirs, order["R1.2"], "DK", 21)
    merge_device(person, guest.device)
    sheet = Sheet.objects.get()
    assert sheet == theirs, "the one used last goes on"
    assert sheet.respondent == account
    assert levels(sheet) == {"S1.1": "5", "S2.1": "2", "S3.1": "3", "C1.1": "4", "R1.2": "DK"}
    assert Round.objects.count() == 1


def test_results_of_both_are_kept(person, guest, account):
    for who in (account, guest):
        sheet = start_sheet(who, "quick", "exec", NOON)
        submit_sheet(asker(who), sheet.public_id, NOON)
    start_sheet(account, "quick", "exec", NOON)
    merge_device(person, guest.device)
    assert Result.objects.filter(round__sheets__respondent=account).count() == 2
    assert Sheet.objects.open().count() == 1


def test_forms_do_not_mix(person, guest, account):
    start_sheet(account, "full", "exec", NOON)
    start_sheet(guest, "quick", "exec", NOON)
    merge_device(person, guest.device)
    assert set(account.sheets.values_list("form", flat=True)) == {"full", "quick"}


def test_signing_in_adopts_what_every_room_kept(visitor, person):
    sheet = begin(visitor)
    fill(visitor, sheet)
    submit(visitor, sheet)
    visitor.post("/learn/do/minutes/", {"minutes": "10"})
    assert Learner.objects.get().device == Respondent.objects.get().device
    request = RequestFactory().get("/")
    request.user = person
    request.COOKIES[settings.DEVICE_COOKIE_NAME] = visitor.cookies[settings.DEVICE_COOKIE_NAME].value
    response = adopt_device(request, visitor.get("/assess/"))
    assert response.cookies[settings.DEVICE_COOKIE_NAME]["max-age"] == 0
    assert Learner.objects.get().user == person
    assert Respondent.objects.get().user == person


@pytest.mark.parametrize("url", ["/learn/do/minutes/", "/assess/start/"])
def test_a_room_that_adopts_by_itself_adopts_for_all(visitor, person, url):
    """Otherwise the first one would take the cookie, and what the other kept would be nobody's."""
    begin(visitor)
    visitor.post("/learn/do/minutes/", {"minutes": "10"})
    visitor.force_login(person)
    response = visitor.post(url, {"minutes": "5", "form": "quick"})
    assert response.cookies[settings.DEVICE_COOKIE_NAME]["max-age"] == 0
    assert Learner.objects.get().user == person
    assert Respondent.objects.get().user == person


def test_after_signing_out_nothing_of_the_account_is_left_on_the_device(visitor, person):
    begin(visitor)
    visitor.force_login(person)
    visitor.post("/assess/start/", {"form": "quick"})
    visitor.logout()
    assert visitor.get("/assess/").context["runs"] == []


def test_another_device_has_nothing(visitor):
    begin(visitor)
    assert Client().get("/assess/").context["runs"] == []
