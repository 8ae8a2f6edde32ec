"""Inviting: a list is looked at before it is sent, everyone is asked once, reminders come seldom."""

import logging
import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from portal.logging import JsonFormatter
from readiness.actions import inviting
from readiness.actions.closing import close_round
from readiness.actions.inviting import invite
from readiness.actions.refusals import TooMany
from readiness.actions.reminding import remind
from readiness.models import Invitee, Sheet

from .conftest import rows
from .rounds import SIX, answered, asked, at, begun, links_in_mail, northgate, opened, proven

pytestmark = pytest.mark.django_db
LIST = """Ada Lovelace <Ada@Northgate.example>, exec
bo@northgate.example;Bo;staff
not an address
ADA@northgate.EXAMPLE
cem@northgate.example, Cem, king
dora@northgate.example"""


@pytest.fixture
def house():
    return northgate()


@pytest.fixture
def round_(house):
    of, owner = house
    return opened(owner, of)


@pytest.fixture
def owner(house) -> Client:
    return proven(house[1])


@pytest.fixture
def post(django_capture_on_commit_callbacks):
    """What jobs send inside is in the outbox afterwards."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def people(measured) -> dict[str, str]:
    return dict(Invitee.objects.filter(round=measured).counted().values_list("email", "role"))


def test_a_list_is_looked_at_before_it_is_sent(owner, round_, post):
    before = rows()
    with post():
        page = owner.post(at("round_invite", round_), {"people": LIST, "role": "risk"})
    assert (page.status_code, len(mail.outbox), rows()["Invitee"]) == (200, 0, before["Invitee"])
    shown = page.context["preview"]
    assert [email for email, _ in shown.fresh] == [
        "ada@northgate.example",
        "bo@northgate.example",
        "dora@northgate.example",
    ]
    assert [fault.line for fault in shown.faults] == [3, 5]
    assert all(fault.reason.endswith(".") for fault in shown.faults)
    with post():
        told = {"people": shown.named.text, "role": shown.named.role}
        owner.post(at("round_invite_confirm", round_), told)
    assert people(round_) == {
        "ada@northgate.example": "exec",
        "bo@northgate.example": "staff",
        "dora@northgate.example": "risk",
    }
    assert sorted(message.to[0] for message in mail.outbox) == sorted(people(round_))


def test_the_page_carries_the_list_on_to_the_button(owner, round_):
    """Without script: what the browser sends back is what was shown."""
    page = owner.post(at("round_invite", round_), {"people": "a@b.example\n&quot;<b>,x"}).content.decode()
    carried = re.search(r"<textarea name=\"people\"[^>]*>\n(.*?)</textarea>", page, re.DOTALL)[1]
    assert carried == "a@b.example\n&amp;quot;&lt;b&gt;,x"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_file_is_read_as_programs_write_it(owner, round_, encoding):
    content = "E-mail;Name;Role\r\nzoe@northgate.example;Zoé;exec\r\n".encode(encoding)
    file = SimpleUploadedFile("people.csv", content, content_type="text/csv")
    page = owner.post(at("round_invite", round_), {"people": "", "file": file})
    assert page.context["preview"].fresh == [("zoe@northgate.example", "Executives")]


@pytest.mark.parametrize(
    ("told", "status"),
    [
        ({"people": ""}, 422),
        ({"people": " \n , "}, 422),
        ({"people": "x" * 300_001}, 422),
        ({"people": "nobody"}, 422),
        ({"people": "a@b.example", "role": "king"}, 422),
        ({"file": SimpleUploadedFile("a.csv", b"")}, 422),
        ({"file": SimpleUploadedFile("a.png", b"\x89PNG\r\n\x00\x00")}, 422),
        ({"file": SimpleUploadedFile("a.csv", b"a@b.example\n" * 30_000)}, 413),
    ],
)
def test_a_list_that_names_nobody_is_refused_in_words(owner, round_, told, status):
    response = owner.post(at("round_invite", round_), told)
    assert response.status_code == status
    assert not Invitee.objects.exists()
    if "file" not in told:
        assert owner.post(at("round_invite_confirm", round_), told).status_code == 422


def test_the_same_address_in_another_case_is_asked_once(round_):
    now = timezone.now()
    assert invite(round_, {"ada@northgate.example": ""}, now).new == 1
    again = invite(round_, {"ada@northgate.example": "exec", "bo@northgate.example": ""}, now)
    assert (again.new, again.before) == (1, 1)
    assert people(round_) == {"ada@northgate.example": "", "bo@northgate.example": ""}


def test_a_mail_says_who_asks_who_sees_what_and_how_to_stop_it(house, round_, post):
    with post():
        asked(round_)
    assert len(mail.outbox) == 6
    for message in mail.outbox:
        assert message.subject == "Your view is asked: Spring 2026 (Northgate)"
        assert "You receive this because Ines invited this address" in message.body
        assert "you alone see your answers" in message.body
        stop = re.search(r"No more reminders about this round: (\S+)", message.body)[1]
        assert message.extra_headers["List-Unsubscribe"] == f"<{stop}>"
        assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    links = links_in_mail()
    assert len(set(links.values())) == 6
    assert all(token.split("/")[2] not in str(rows()["Invitee"]) for token in links.values())


def test_a_mail_program_ends_reminders_by_one_post(round_, post):
    with post():
        asked(round_)
    muted = mail.outbox[0].to[0]
    stop = re.search(r"https?://[^/]+(/answer/mute/\S+/)", mail.outbox[0].body)[1]
    program = Client(enforce_csrf_checks=True)
    before = rows()
    assert program.get(stop).status_code == 200
    assert rows() == before, "only a POST changes anything"
    for _ in range(2):
        assert program.post(stop, {"List-Unsubscribe": "One-Click"}).status_code == 200
    mail.outbox.clear()
    with post():
        remind(round_, timezone.now() + timedelta(days=3))
    assert muted not in [message.to[0] for message in mail.outbox]
    assert len(mail.outbox) == 5
    for wrong in ("x", stop.split("/")[3] + "x", "1.x"):
        assert program.post(f"/answer/mute/{wrong}/").status_code == 410


def test_a_reminder_goes_to_whom_it_concerns_and_the_owner_learns_nothing(owner, round_, post):
    links = asked(round_)
    answered(links["p0@northgate.example"])
    begun(Client(), links["p1@northgate.example"])
    Invitee.objects.update(invited_at=timezone.now() - timedelta(days=3))
    with post():
        said = owner.post(at("round_remind", round_), follow=True)
    reminded = {message.to[0] for message in mail.outbox}
    assert reminded == SIX.keys() - {"p0@northgate.example"}
    shown = " ".join(str(message) for message in said.context["messages"])
    assert not re.search(r"\d|@", shown.replace("two", "")), shown
    page = owner.get(at("round", round_)).content.decode()
    for word in ("reminded", "muted", "confirmed"):
        assert word not in page
    mail.outbox.clear()
    with post():
        assert owner.post(at("round_remind", round_)).status_code == 429
    assert not mail.outbox


def test_nobody_gets_two_mails_within_two_days(round_, post):
    now = timezone.now()
    invite(round_, {"ada@northgate.example": ""}, now - timedelta(days=3))
    invite(round_, {"bo@northgate.example": ""}, now - timedelta(hours=47))
    Invitee.objects.update(mail_due="")
    with post():
        remind(round_, now)
    assert [message.to for message in mail.outbox] == [["ada@northgate.example"]]
    with pytest.raises(TooMany):
        remind(round_, now + timedelta(hours=47))
    with post():
        remind(round_, now + timedelta(hours=49))
    assert len(mail.outbox) == 3


def test_every_mail_to_a_person_carries_the_same_link(round_, post):
    with post():
        asked(round_)
        first = links_in_mail()
    first = links_in_mail()
    mail.outbox.clear()
    with post():
        remind(round_, timezone.now() + timedelta(days=3))
    assert links_in_mail() == first


def test_an_invitation_taken_back_ends_and_tells_nothing(owner, round_):
    """Whoever is taken off the list: the numbers are the same whether they had answered or not."""
    links = asked(round_)
    for one in ("p0", "p1", "p2"):
        answered(links[f"{one}@northgate.example"])
    counted = []
    for gone in ("p0", "p5"):
        row = Invitee.objects.get(email=f"{gone}@northgate.example")
        assert owner.post(at("round_withdraw", round_), {"invitee": row.pk}).status_code == 302
        line = owner.get(at("round", round_)).context["round"]
        counted.append((line.invited, line.answered))
        assert Client().get(links[row.email]).status_code == 410
        invite(round_, {row.email: ""}, timezone.now())
    assert counted == [(5, 3), (5, 3)]
    for wrong in ("", "x", "9" * 30, "0", "-1"):
        assert owner.post(at("round_withdraw", round_), {"invitee": wrong}).status_code == 404


def test_invited_again_somebody_still_has_one_voice(round_):
    links = asked(round_)
    answered(links["p0@northgate.example"])
    row = Invitee.objects.get(email="p0@northgate.example")
    Invitee.objects.filter(pk=row.pk).update(withdrawn_at=timezone.now())
    again = asked(round_)["p0@northgate.example"]
    assert again != links["p0@northgate.example"]
    assert Client().get(again).context["state"] == "in"
    assert Client().post(again, {"role": "exec"}).status_code == 409
    assert Sheet.objects.count() == 1


def test_a_closed_round_asks_nobody(owner, round_):
    asked(round_)
    close_round(round_, timezone.now())
    told = {"people": "zoe@northgate.example", "domain": "northgate.example", "invitee": "1"}
    for name in ("round_invite", "round_invite_confirm", "round_remind", "round_withdraw", "round_link"):
        assert owner.post(at(name, round_), told).status_code == 409, name
    assert len(people(round_)) == 6


def test_no_organisation_floods_people_with_mail(owner, round_, monkeypatch):
    monkeypatch.setattr(inviting, "MOST_A_DAY", 6)
    asked(round_)
    told = {"people": "zoe@northgate.example"}
    assert owner.post(at("round_invite_confirm", round_), told).status_code == 429
    assert owner.post(at("round_invite_confirm", round_), {"people": "\n".join(SIX)}).status_code == 302
    Invitee.objects.update(invited_at=timezone.now() - timedelta(days=1))
    assert owner.post(at("round_invite_confirm", round_), told).status_code == 302
    assert len(people(round_)) == 7


def test_no_log_holds_a_personal_link(round_):
    for link in asked(round_).values():
        line = logging.LogRecord("django.request", logging.WARNING, "", 0, "Gone: %s", (link,), None)
        assert link.split("/")[2] not in JsonFormatter().format(line)
