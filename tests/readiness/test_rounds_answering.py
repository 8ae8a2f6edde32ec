"""Answering a round: by one's own link, on any device, once; then the answers are one's own to read."""

from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.utils import timezone

from accounts.models import User
from readiness.actions.closing import close_round
from readiness.actions.removing import forget_answers
from readiness.models import Answer, Invitee, Respondent, Result, Round, Sheet

from .conftest import address, begin, fill, post, rows, save, submit
from .rounds import SIX, answered, asked, begun, northgate, opened

pytestmark = pytest.mark.django_db
ONE = "p0@northgate.example"


@pytest.fixture
def house():
    return northgate()


@pytest.fixture
def round_(house):
    return opened(house[1], house[0])


@pytest.fixture
def links(round_):
    return asked(round_)


def row(email: str = ONE) -> Invitee:
    return Invitee.objects.get(email=email)


def test_a_person_answers_without_an_account_and_reads_their_own_afterwards(round_, links):
    client = Client()
    page = client.get(links[ONE])
    assert (page.context["state"], page.context["asked"].role) == ("begin", "Executives")
    assert rows()["Sheet"] == []
    sheet = begun(client, links[ONE])
    assert (sheet.role, sheet.personal, sheet.form) == ("exec", False, "quick")
    question = client.get(address("question", sheet, 1)).content.decode()
    assert "Northgate sees what all answers come to together" in question
    fill(client, sheet, 4)
    assert "Send my answers" in client.get(address("check", sheet)).content.decode()
    sent = submit(client, sheet)
    assert sent["Location"] == address("check", sheet)
    told = client.get(sent["Location"])
    assert told.context["given"].title == "Spring 2026"
    assert "Your answers are in" in told.content.decode()
    assert "Results appear when the round closes" in told.content.decode()
    assert '<a class="go" href="/learn/">' in told.content.decode()
    assert [line.title for line in client.get("/results/").context["given"]] == ["Spring 2026"]
    assert client.get("/results/").context["results"] == []
    assert not Result.objects.exists()


def test_going_on_is_the_same_sheet(links):
    client = Client()
    first = begun(client, links[ONE])
    assert client.get(links[ONE]).context["state"] == "go on"
    assert begun(client, links[ONE]) == first
    assert [run.label for run in client.get("/assess/").context["runs"]] == ["Spring 2026"]
    own = begin(client)
    assert own.pk != first.pk, "one's own assessment of the same form is another one"
    assert begin(client, again="1").pk != own.pk
    assert Sheet.objects.filter(pk=first.pk).exists()


def test_on_a_second_device_the_link_takes_the_sheet_along(links):
    desk, phone = Client(), Client()
    sheet = begun(desk, links[ONE])
    save(desk, sheet, "S1.1", 5)
    assert phone.get(links[ONE]).context["state"] == "elsewhere"
    assert begun(phone, links[ONE]) == sheet
    assert desk.get(address("run", sheet)).status_code == 404
    assert phone.get(address("run", sheet)).status_code == 302
    assert row().respondent.device is not None
    assert begun(desk, links[ONE]) == sheet, "and back again"
    assert Answer.objects.get().level == 5


def test_what_an_account_keeps_asks_for_its_sign_in(links, reader, person):
    sheet = begun(reader, links[ONE])
    stranger = Client()
    for response in (stranger.get(links[ONE]), stranger.post(links[ONE])):
        assert response["Location"].startswith("/accounts/login/?next=/answer/")
    assert begun(reader, links[ONE]) == sheet
    assert sheet.respondent.user == person


def test_two_people_on_one_device_do_not_answer_for_each_other(links):
    client = Client()
    begun(client, links[ONE])
    other = client.post(links["p1@northgate.example"])
    assert other.status_code == 422
    assert "private window" in other.content.decode()
    assert Sheet.objects.count() == 1


def test_who_was_given_no_role_says_it(round_):
    link = asked(round_, {"zoe@northgate.example": ""})["zoe@northgate.example"]
    client = Client()
    for said in ({}, {"role": "king"}, {"role": ""}, {"role": "x" * 99}):
        assert client.post(link, said).status_code == 422, said
    assert begun(client, link, role="risk").role == "risk"
    given = asked(round_)[ONE]
    assert begun(Client(), given, role="board").role == "exec", "a role that was given stays"


def test_a_session_asks_beforehand_whether_the_spread_may_be_shown(house):
    measured = opened(house[1], house[0], kind="consensus")
    links = asked(measured)
    client = Client()
    assert "how far the answers lie apart" in client.get(links[ONE]).content.decode()
    for said in ({}, {"spread": "perhaps"}):
        assert client.post(links[ONE], said).status_code == 422
    assert begun(client, links[ONE], spread="no").spread_agreed is False
    assert begun(Client(), links["p1@northgate.example"], spread="yes").spread_agreed is True
    panel = asked(opened(house[1], house[0]))[ONE]
    assert begun(Client(), panel, spread="yes").spread_agreed is None


@pytest.mark.parametrize("answer", [0, 6, 2.5, "NA", "", None, "3 ", True])
def test_what_is_no_answer_is_refused_in_a_round_as_well(links, answer):
    client = Client()
    sheet = begun(client, links[ONE])
    assert save(client, sheet, "S1.1", answer).status_code == 422
    assert post(client, sheet, "S1.1", "9").status_code == 422
    assert client.post(address("question", sheet, 12), {"answer": "3"}).status_code == 404
    assert not Answer.objects.exists()


def test_after_closing_nothing_is_kept_and_nothing_is_lost(round_, links):
    """A tab that was left open: its answers are refused in a sentence, those kept before stay readable."""
    client = Client()
    sheet = begun(client, links[ONE])
    save(client, sheet, "S1.1", 5)
    close_round(round_, timezone.now())
    late = save(client, sheet, "S1.1", 1)
    assert (late.status_code, late.json()["closed"]) == (409, True)
    assert late.json()["error"] == "This round is closed, so answers can no longer be changed or sent."
    assert late.json()["result_url"] == address("check", sheet)
    assert post(client, sheet, "S1.1", "1").status_code == 409
    assert submit(client, sheet).status_code == 409
    assert client.get(address("question", sheet, 1))["Location"] == address("check", sheet)
    assert client.get(address("run", sheet))["Location"] == address("check", sheet)
    told = client.get(address("check", sheet)).content.decode()
    assert "before you sent your answers" in told
    assert Answer.objects.get().level == 5
    assert client.get(links[ONE]).status_code == 410
    assert client.post(links[ONE]).status_code == 409
    assert client.post(address("remove", sheet)).status_code == 302, "what was never sent may go"


def test_a_sheet_that_was_sent_stands(links):
    client, sheet = answered(links[ONE], 4)
    late = save(client, sheet, "S1.1", 1)
    assert (late.status_code, late.json()["result_url"]) == (409, address("check", sheet))
    assert "Results appear when the round closes" in late.json()["error"]
    assert submit(client, sheet).status_code == 302
    assert set(Answer.objects.values_list("level", flat=True)) == {4}
    elsewhere = Client()
    assert elsewhere.get(links[ONE]).context["state"] == "in"
    assert elsewhere.post(links[ONE]).status_code == 409, "a link alone shows nobody what was sent"
    assert client.post(address("mail", sheet), {"email": "eve@example.org"}).status_code == 302


def test_a_sheet_in_a_round_has_no_link_of_its_own(links):
    client = Client()
    sheet = begun(client, links[ONE])
    assert client.post(address("mail", sheet), {"email": "eve@example.org"}).status_code == 422
    assert not Sheet.objects.get().resume_token_hash


def test_answers_can_be_taken_back_until_the_round_closes(round_, links):
    client, sheet = answered(links[ONE], 4)
    assert client.get(address("check", sheet)).context["given"].remove_url
    gone = client.post(address("remove", sheet))
    assert "Your answers to the round are deleted" in str(next(iter(get_messages(gone.wsgi_request))))
    assert not Answer.objects.exists()
    assert (row().answered, row().respondent) == (False, None)
    again = answered(links[ONE], 2, client)[1]
    close_round(round_, timezone.now())
    assert not client.get(address("check", again)).context["given"].remove_url
    kept = client.post(address("remove", again))
    assert kept.status_code == 409
    assert "cannot be taken out" in kept.content.decode()
    assert Answer.objects.filter(level=2).count() == 11


def test_a_withdrawn_invitation_sends_nothing(links):
    client = Client()
    sheet = begun(client, links[ONE])
    fill(client, sheet)
    Invitee.objects.filter(email=ONE).update(withdrawn_at=timezone.now())
    assert submit(client, sheet).status_code == 409
    assert Sheet.objects.get().submitted_at is None


def test_a_closed_organisation_is_nowhere(house, links):
    client, sheet = answered(links[ONE], 4)
    open_client = Client()
    unsent = begun(open_client, links["p1@northgate.example"])
    house[0].closed_at = timezone.now()
    house[0].save()
    for link in (links[ONE], links["p2@northgate.example"]):
        assert client.get(link).status_code == 410
        assert client.post(link).status_code == 410
    assert client.get(address("check", sheet)).status_code == 404
    assert open_client.get(address("question", unsent, 1)).status_code == 404
    assert save(open_client, unsent, "S1.1", 3).status_code == 404
    assert submit(open_client, unsent).status_code == 404
    assert client.get("/results/").context["given"] == []


@pytest.mark.parametrize("token", ["x", "0" * 40, "%00", "a b", "é" * 10])
def test_a_made_up_link_leads_nowhere(links, token):
    for client in (Client(), Client(enforce_csrf_checks=True)):
        assert client.get(f"/answer/{token}/").status_code == 410
    assert Client().post(f"/answer/{token}/", {"role": "exec"}).status_code == 410
    assert Client().get(f"/answer/join/{token}/").status_code == 410


def test_nobody_else_reads_a_sheet(links, house):
    _client, sheet = answered(links[ONE], 4)
    for other in (Client(), answered(links["p1@northgate.example"], 2)[0]):
        for name in ("run", "check"):
            assert other.get(address(name, sheet)).status_code == 404
        assert other.post(address("remove", sheet)).status_code == 404
        assert other.get(f"/results/{sheet.round.public_id}/").status_code in (302, 403, 404)


def test_answers_live_until_their_date_and_then_no_address_is_left(round_, links):
    clients = [answered(link, 3) for link in links.values()]
    closed = close_round(round_, timezone.now())
    result = Result.objects.get()
    assert forget_answers(closed.retention_until) == 0
    assert forget_answers(closed.retention_until + timedelta(days=1)) == 66
    assert not Invitee.objects.exists()
    client, sheet = clients[0]
    told = client.get(address("check", sheet))
    assert told.context["groups"] == []
    assert "deleted on their date" in told.content.decode()
    assert Result.objects.get().details == result.details
    assert Round.objects.get().invited == len(SIX)


def test_a_closed_organisations_answers_go_after_a_year(house, links):
    answered(links[ONE], 3)
    house[0].closed_at = timezone.now()
    house[0].save()
    today = timezone.now().date()
    assert forget_answers(today + timedelta(days=360)) == 0
    assert forget_answers(today + timedelta(days=370)) == 11


def test_an_account_without_a_name_is_not_named_by_its_address(house, links):
    User.objects.filter(pk=house[1].pk).update(name="")
    page = Client().get(links[ONE])
    assert "ines@" not in page.content.decode()
    assert Respondent.objects.count() == 0
