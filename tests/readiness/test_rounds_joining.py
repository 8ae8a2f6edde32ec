"""The joining link: for one mail domain, renewable, and harmless however often it is used."""

from collections import Counter
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core import mail
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.utils import timezone

from jobs.models import Job
from jobs.tasks import run_job
from readiness.actions.closing import close_round
from readiness.actions.inviting import end_link, invite, renew_link
from readiness.actions.joining import ask_to_join
from readiness.actions.links import joining_token
from readiness.actions.refusals import Refused, Unknown
from readiness.actions.removing import forget_answers
from readiness.export import erase_invitations, invitations_of
from readiness.models import Invitee, Round
from readiness.views.rounds import joining

from .conftest import rows
from .rounds import answered, at, begun, links_in_mail, northgate, opened, proven

pytestmark = pytest.mark.django_db
MANY = 10_000


@pytest.fixture
def house():
    return northgate()


@pytest.fixture
def round_(house):
    return renew_link(opened(house[1], house[0]), "Northgate.example")


@pytest.fixture
def post(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def url(measured: Round) -> str:
    return f"/answer/join/{joining_token(measured)}/"


def ask(measured: Round, email: str, client: Client | None = None):
    return (client or Client()).post(url(measured), {"email": email})


def test_an_address_of_the_domain_gets_a_link_of_its_own_and_counts_when_it_is_opened(round_, post):
    before = rows()
    assert Client().get(url(round_)).status_code == 200
    assert rows() == before
    with post():
        sent = ask(round_, " Zoe@NORTHGATE.example ")
    assert Client().get(sent["Location"]).context["sent"]
    assert [message.to for message in mail.outbox] == [["zoe@northgate.example"]]
    assert "entered this address on the joining page" in mail.outbox[0].body
    assert Invitee.objects.counted().count() == 0
    link = links_in_mail()["zoe@northgate.example"]
    Client().get(link)
    assert Invitee.objects.counted().count() == 0, "mail programs open links by themselves"
    begun(Client(), link, role="staff")
    assert Invitee.objects.counted().count() == 1


@pytest.mark.parametrize(
    "email",
    [
        "",
        "zoe",
        "zoe@",
        "zoe@other.example",
        "zoe@sub.northgate.example",
        "zoe@northgate.example.evil.example",
        "zoe@evil.example,zoe@northgate.example",
        "zoe@northgate.example\nBcc: eve@example.org",
        "x" * 300 + "@northgate.example",
        "zoe@nоrthgate.example",  # a Cyrillic o
    ],
)
def test_any_other_address_is_refused_in_words(round_, email):
    response = ask(round_, email)
    assert response.status_code == 422
    assert response.context["form"].errors["email"]
    assert not Invitee.objects.exists()


def test_the_answer_is_the_same_whoever_was_asked_before(round_, post):
    invite(round_, {"ada@northgate.example": "exec"}, timezone.now())
    Invitee.objects.update(mail_due="")
    with post():
        told = [ask(round_, f"{who}@northgate.example") for who in ("ada", "bo", "ada")]
    assert len({(response.status_code, response["Location"]) for response in told}) == 1
    assert Invitee.objects.count() == 2
    assert {message.to[0] for message in mail.outbox} == {"ada@northgate.example", "bo@northgate.example"}
    mail.outbox.clear()
    Invitee.objects.filter(email__startswith="ada").update(withdrawn_at=timezone.now())
    cache.clear()
    with post():
        assert ask(round_, "ada@northgate.example")["Location"] == told[0]["Location"]
    assert not mail.outbox, "what its owner took back stays so"


def test_used_again_and_again_by_one_it_sends_few_mails(round_, post):
    client = Client()
    with post():
        told = [ask(round_, "zoe@northgate.example", client).status_code for _ in range(20)]
    assert told == [302] * 3 + [429] * 17
    assert len(mail.outbox) == 1, "asked for thrice before the first was sent, it is one mail"
    assert Invitee.objects.count() == 1


def test_used_ten_thousand_times_it_does_no_harm(round_, monkeypatch):
    """From fifty places, for as many addresses: few rows, one job for each, and nobody counts."""
    monkeypatch.setattr(joining, "render", lambda *args, status, **named: HttpResponse(status=status))
    monkeypatch.setattr(joining, "joining_round", lambda token: round_)
    token, told = joining_token(round_), Counter()
    for n in range(MANY):
        request = HttpRequest()  # with nothing to be taken apart: this is done ten thousand times
        request.method, request.POST = "POST", {"email": f"z{n}@northgate.example"}
        request.META["REMOTE_ADDR"] = f"10.0.0.{n % 50}"
        request.user, request._dont_enforce_csrf_checks = AnonymousUser(), True
        told[joining.join_round(request, token).status_code] += 1
    assert told == {302: 400, 429: MANY - 400}
    assert Invitee.objects.count() == Job.objects.count() == 400
    assert Invitee.objects.counted().count() == 0


def test_from_one_place_a_whole_company_may_join_but_no_more(round_):
    client = Client()
    told = [ask(round_, f"z{n}@northgate.example", client).status_code for n in range(203)]
    assert told == [302] * 200 + [429] * 3


def test_without_the_limits_there_would_be_a_row_for_each(round_, monkeypatch):
    """The control."""
    monkeypatch.setattr(joining, "consume", lambda *args, **named: True)
    client = Client()
    assert {ask(round_, f"z{n}@northgate.example", client).status_code for n in range(205)} == {302}
    assert Invitee.objects.count() == 205


@pytest.mark.parametrize("ended", ["renewed", "taken away", "closed", "no organisation", "forged", "other"])
def test_a_link_that_ended_leads_nowhere(house, round_, ended):
    link = url(round_)
    if ended == "renewed":
        renew_link(round_, "northgate.example")
    elif ended == "taken away":
        end_link(round_)
    elif ended == "closed":
        close_round(round_, timezone.now())
    elif ended == "no organisation":
        house[0].closed_at = timezone.now()
        house[0].save()
    elif ended == "forged":
        link = link[:-2] + ("a" if link[-2] != "a" else "b") + "/"
    else:
        link = link.replace("-1.", "-2.")
    assert Client().get(link).status_code == 410
    assert Client().post(link, {"email": "zoe@northgate.example"}).status_code == 404
    assert not Invitee.objects.exists()


def test_the_owner_makes_renews_and_ends_the_link(house):
    measured, owner = opened(house[1], house[0]), proven(house[1])
    page = owner.get(at("round", measured))
    assert page.context["joining_url"] == ""
    for wrong in ("", "northgate", "@", "a b.example", "x" * 300 + ".example"):
        assert owner.post(at("round_link", measured), {"do": "make", "domain": wrong}).status_code == 422
    urls = []
    for do in ("make", "renew"):
        owner.post(at("round_link", measured), {"do": do, "domain": "@Northgate.Example" * (do == "make")})
        urls.append(owner.get(at("round", measured)).context["joining_url"])
    assert len({*urls, ""}) == 3
    path = [one.split("/", 3)[3] for one in urls]
    assert [Client().get(f"/{one}").status_code for one in path] == [410, 200]
    owner.post(at("round_link", measured), {"do": "end"})
    assert owner.get(at("round", measured)).context["joining_url"] == ""
    assert Client().get(f"/{path[1]}").status_code == 410


def test_who_came_by_the_link_is_a_number_to_the_owner(house, round_, post):
    with post():
        for who in ("zoe", "yan"):
            ask(round_, f"{who}@northgate.example")
    links = links_in_mail()
    answered(links["zoe@northgate.example"], role="staff")
    page = proven(house[1]).get(at("round", round_))
    assert page.context["joined"] == 1
    assert "zoe@" not in page.content.decode()
    asked_too = invite(
        round_, {f"{who}@northgate.example": "exec" for who in ("zoe", "yan", "new")}, timezone.now()
    )
    assert (asked_too.new, asked_too.before) == (3, 0), "the same for who came and for who did not"
    assert Client().get(links["zoe@northgate.example"]).context["state"] == "in"


def test_an_address_that_nobody_confirmed_is_forgotten(round_, post):
    with post():
        ask(round_, "zoe@northgate.example")
    today = timezone.now().date()
    forget_answers(today + timedelta(days=6))
    assert Invitee.objects.count() == 1
    forget_answers(today + timedelta(days=8))
    assert not Invitee.objects.exists()


def test_joining_is_refused_where_the_action_is_called_directly(round_):
    with pytest.raises(Refused, match=r"northgate\.example"):
        ask_to_join(joining_token(round_), "zoe@other.example", timezone.now())
    with pytest.raises(Unknown):
        ask_to_join("made up", "zoe@northgate.example", timezone.now())


@pytest.mark.parametrize(
    ("language", "said"), [("de", "persönlicher Link"), ("en", "joining page of a round")]
)
def test_the_link_comes_in_the_language_in_which_it_was_asked_for(round_, language, said):
    """Whoever opened the round speaks another one, and so does the worker."""
    ask(round_, "zoe@northgate.example", Client(headers={"accept-language": language}))
    owner = round_.owner
    owner.language = "en" if language == "de" else "de"
    owner.save()
    for job in Job.objects.filter(kind="round_mails"):
        run_job(job.pk)
    assert said in mail.outbox[0].body
    assert [row["language"] for row in invitations_of("zoe@northgate.example")] == [language]
    erase_invitations("zoe@northgate.example")
    assert not Invitee.objects.exists()
