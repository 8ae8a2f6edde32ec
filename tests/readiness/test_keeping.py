"""What is kept about a person: links to go on, export, erasure, answers that were kept long enough."""

import json
import re
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from readiness.actions import forget_answers
from readiness.actions.submitting import year_after
from readiness.export import erase, facts_of
from readiness.models import Answer, Respondent, Result, Round, Sheet
from readiness.tasks import forget

from .conftest import address, begin, fill, result_address, rows, save, submit


@pytest.fixture(autouse=True)
def nothing_counted(db, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    cache.clear()


def ask(client: Client, sheet: Sheet, to: str = "ada@example.org"):
    return client.post(address("mail", sheet), {"email": to})


def link() -> str:
    return re.search(r"https?://[^/]+(/assess/resume/\S+/)", mail.outbox[-1].body)[1]


def test_a_link_goes_on_on_another_device(visitor):
    sheet = begin(visitor, "full", "exec")
    save(visitor, sheet, "S1.1", 4)
    assert ask(visitor, sheet)["Location"] == address("check", sheet) + "?mailed=1"
    sent = mail.outbox[-1]
    assert sent.to == ["ada@example.org"]
    assert "You receive this because" in sent.body
    phone, url = Client(), link()
    before = rows()
    page = phone.get(url)
    assert (page.status_code, page.context["run"].answered) == (200, 1)
    assert rows() == before
    assert phone.post(url)["Location"] == address("run", sheet)
    assert phone.get("/assess/").context["runs"][0].id == str(sheet.public_id)
    assert visitor.get(address("run", sheet)).status_code == 404
    assert visitor.post(url).status_code == 302, "and back again"
    assert visitor.get(address("run", sheet)).status_code == 302


def test_only_the_hash_is_kept(visitor):
    sheet = begin(visitor)
    ask(visitor, sheet)
    token = link().split("/")[3]
    assert token not in json.dumps(rows()["Sheet"], default=str)
    assert len(token) >= 32


@pytest.mark.parametrize("ended", ["late", "submitted", "replaced", "made up", "removed"])
def test_a_link_that_ended_leads_nowhere(visitor, ended):
    sheet = begin(visitor)
    ask(visitor, sheet)
    url = link()
    if ended == "late":
        Sheet.objects.update(resume_until=timezone.now() - timedelta(seconds=1))
    elif ended == "submitted":
        submit(visitor, sheet)
    elif ended == "replaced":
        ask(visitor, sheet)
    elif ended == "removed":
        visitor.post(address("remove", sheet))
    else:
        url = "/assess/resume/" + "x" * 32 + "/"
    for client in (visitor, Client()):
        assert client.get(url).status_code == 410
        assert client.post(url).status_code == 410


def test_the_link_of_an_account_asks_for_its_sign_in(reader, person):
    sheet = begin(reader)
    ask(reader, sheet)
    stranger = Client()
    for response in (stranger.get(link()), stranger.post(link())):
        assert response["Location"].startswith("/accounts/login/?next=/assess/")
    assert reader.get(link())["Location"] == address("run", sheet)
    assert Sheet.objects.get().respondent.user == person


def test_a_link_opened_where_the_same_form_is_open_joins_them(visitor):
    sheet = begin(visitor)
    save(visitor, sheet, "S1.1", 4)
    ask(visitor, sheet)
    phone = Client()
    own = begin(phone)
    save(phone, own, "S2.1", 2)
    assert phone.post(link())["Location"] == address("run", own)
    assert set(Answer.objects.filter(sheet=own).values_list("item", "level")) == {("S1.1", 4), ("S2.1", 2)}
    assert Sheet.objects.count() == 1


def test_links_are_few(visitor):
    sheet = begin(visitor)
    told = [ask(visitor, sheet).status_code for _ in range(5)]
    assert told == [302, 302, 302, 429, 429]
    assert len(mail.outbox) == 3
    told = [ask(visitor, sheet, f"a{number}@example.org").status_code for number in range(4)]
    assert told == [302, 302, 429, 429]


@pytest.mark.parametrize("to", ["", "ada", "ada@", "a@b.c\nBcc: eve@example.org", "x" * 300 + "@example.org"])
def test_what_is_no_address_is_said_on_the_page(visitor, to):
    sheet = begin(visitor)
    response = ask(visitor, sheet, to)
    assert response.status_code == 422
    assert response.context["mail_form"].errors
    assert not mail.outbox


def test_an_export_holds_every_answer_and_result(reader, person):
    sheet = begin(reader, "full", "exec")
    fill(reader, sheet)
    save(reader, sheet, "S1.1", 4, evidence="AI direction, May")
    submit(reader, sheet)
    begin(reader)
    held = facts_of(Respondent.objects.get())
    json.dumps(held)
    done, running = held["assessments"]
    assert len(done["answers"]) == 36
    assert "AI direction, May" in str(done)
    assert done["result"]["scores"]["index"] > 50
    assert running["result"] is None
    assert "token" not in str(held)


def test_erasing_cuts_the_link_and_every_word(reader, person):
    done, running = begin(reader, "full", "exec"), begin(reader)
    fill(reader, done)
    save(reader, done, "S1.1", 4, evidence="Ada's memo")
    submit(reader, done)
    save(reader, running, "S1.1", 4, evidence="Ada's memo")
    erase(Respondent.objects.get())
    sheet = Sheet.objects.get()
    assert (sheet.pk, sheet.respondent) == (done.pk, None)
    assert Result.objects.count() == 1
    assert "Ada" not in json.dumps({k: v for k, v in rows().items() if k in ("Answer", "Sheet")}, default=str)
    assert not Respondent.objects.exists()
    assert reader.get(result_address(done)).status_code == 404


def test_deleting_the_account_leaves_nobody_behind(reader, person):
    begin(reader)
    person.delete()
    assert not Respondent.objects.exists()


def test_nobody_sees_a_sheet_without_an_owner(reader, visitor):
    sheet = begin(reader)
    Sheet.objects.update(respondent=None)
    for client in (reader, visitor):
        assert client.get(address("run", sheet)).status_code == 404


def test_answers_go_after_their_retention_date_and_results_stay(reader):
    sheet = begin(reader)
    fill(reader, sheet)
    submit(reader, sheet)
    until = Round.objects.get().retention_until
    assert forget_answers(until) == 0
    forget()
    assert Answer.objects.count() == 11
    assert forget_answers(until + timedelta(days=1)) == 11
    assert reader.get(result_address(sheet)).context["result"].index == "50.0"


@pytest.mark.parametrize(
    ("day", "after"),
    [(date(2026, 5, 4), date(2027, 5, 4)), (date(2028, 2, 29), date(2029, 3, 1))],
)
def test_a_year_later_is_the_same_day(day, after):
    assert year_after(day) == after


def test_a_forged_device_is_no_device(visitor, settings):
    begin(visitor)
    other = Client()
    other.cookies[settings.DEVICE_COOKIE_NAME] = uuid4().hex
    assert other.get("/assess/").context["runs"] == []
