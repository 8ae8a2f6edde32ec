"""Joining: by an invitation only with the invited address, by the link only from exactly its domain."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.utils import timezone

from accounts import actions
from accounts.models import Invitation, Membership, Organisation, User
from portal.logging import JsonFormatter
from tests.accounts.organising import Company, invited, join, rows, someone

pytestmark = pytest.mark.django_db
ADA = "ada@example.org"
ELLIPSIS = r"\u2026"  # as JSON writes it
LINK = f"/organisations/accept/token of {ADA}/"


@pytest.fixture
def company() -> Company:
    made = Company()
    invited(made, ADA)
    return made


@pytest.fixture
def ada() -> User:
    return someone(ADA, "Ada")


def place_of(user: User) -> Membership | None:
    return Membership.objects.filter(user=user).first()


# By invitation


def test_a_visitor_is_asked_to_sign_in_and_comes_back(company: Company, client: Client) -> None:
    answer = client.get(LINK)
    assert "Join Northwind" in answer.content.decode()
    assert "/accounts/signup/?next=/organisations/accept/" in answer.content.decode()
    assert client.post(LINK)["Location"].startswith("/accounts/login/?next=/organisations/accept/")


def test_looking_joins_nobody_and_pressing_does(company: Company, ada: User, sign_in) -> None:
    before = rows()
    assert "Join Northwind" in sign_in(ada).get(LINK).content.decode()
    assert rows() == before
    assert sign_in(ada).post(LINK).status_code == 302
    assert (place_of(ada).role, place_of(ada).email) == ("member", ADA)
    assert Invitation.objects.get().accepted_at is not None


def test_joining_needs_no_second_factor_and_the_pages_do(company: Company, ada: User, sign_in) -> None:
    client = sign_in(ada)
    assert client.post(LINK)["Location"] == "/organisations/"
    assert "Northwind" in client.get("/organisations/").content.decode()
    page = f"/organisations/{company.organisation.public_id}/"
    assert client.get(page)["Location"] == "/accounts/2fa/"


def test_a_further_confirmed_address_is_as_good(company: Company, sign_in) -> None:
    bob = someone("bob@home.example")
    EmailAddress.objects.create(user=bob, email=ADA, verified=True)
    sign_in(bob).post(LINK)
    assert place_of(bob).email == ADA


@pytest.mark.parametrize("own", [None, False])
def test_without_the_confirmed_address_the_link_says_what_to_do(
    company: Company, sign_in, own: bool | None
) -> None:
    """A mail that was passed on lets nobody else in."""
    bob = someone("bob@home.example")
    if own is False:
        EmailAddress.objects.create(user=bob, email=ADA, verified=False)
    client = sign_in(bob)
    assert f"Your account has not confirmed {ADA}" in client.get(LINK).content.decode()
    before = rows()
    assert client.post(LINK).status_code == 403
    assert client.post(LINK, {"do": "decline"}).status_code == 403
    assert client.post("/organisations/take/", {"number": Invitation.objects.get().pk}).status_code == 403
    assert rows() == before


def test_accepted_twice_it_is_one_membership(company: Company, ada: User, sign_in) -> None:
    client = sign_in(ada)
    assert [client.post(LINK).status_code for _ in range(2)] == [302, 302]
    assert Membership.objects.filter(user=ada).count() == 1
    assert client.get(LINK).status_code == 302


@pytest.mark.parametrize("ended", ["expired", "withdrawn", "closed", "used", "unknown"])
def test_an_ended_invitation_says_so_and_joins_nobody(
    company: Company, ada: User, sign_in, ended: str
) -> None:
    now, link = timezone.now(), LINK
    if ended == "closed":
        Organisation.objects.update(closed_at=now)
    if ended == "unknown":
        link = "/organisations/accept/no-such-token/"
    changed = {"expired": "expires_at", "withdrawn": "withdrawn_at", "used": "accepted_at"}.get(ended)
    if changed:
        Invitation.objects.update(**{changed: now})
    client = sign_in(ada)
    if ended != "used":
        assert client.get(link).status_code == 410
    assert client.post(link).status_code == 410
    assert place_of(ada) is None


def test_an_invitation_lets_no_suspended_member_back(company: Company, ada: User, sign_in) -> None:
    join(company.organisation, ada, suspended_at=timezone.now())
    assert sign_in(ada).post(LINK).status_code == 410
    assert place_of(ada).suspended_at is not None


def test_it_stands_on_the_persons_own_pages_and_can_be_declined(company: Company, ada: User, sign_in) -> None:
    client = sign_in(ada)
    assert "An invitation waits for you" in client.get("/me/").content.decode()
    assert "Northwind" in client.get("/organisations/").content.decode()
    number = {"number": Invitation.objects.get().pk}
    assert client.post("/organisations/take/", {**number, "do": "decline"}).status_code == 302
    assert place_of(ada) is None
    assert client.get(LINK).status_code == 410
    assert "Northwind" not in client.get("/organisations/").content.decode().replace("Northwind.", "")


def test_somebody_who_came_by_the_link_gets_the_role_they_were_invited_to(
    company: Company, ada: User
) -> None:
    join(company.organisation, ada)
    Invitation.objects.update(role="admin")
    actions.accept(ada, Invitation.objects.get().pk, timezone.now())
    assert place_of(ada).role == "admin"


def test_an_invitation_never_lowers_a_role(company: Company) -> None:
    EmailAddress.objects.create(user=company.owner, email=ADA, verified=True)
    actions.accept(company.owner, Invitation.objects.get().pk, timezone.now())
    assert place_of(company.owner).role == "owner"


def test_after_a_removal_an_older_mail_lets_nobody_in(company: Company, ada: User, sign_in) -> None:
    member = join(company.organisation, ada)
    actions.remove_member(company.owner, company.organisation.public_id, member.pk, timezone.now())
    assert sign_in(ada).post(LINK).status_code == 410


# By the joining link


@pytest.fixture
def link(company: Company) -> str:
    opened = actions.open_link(company.owner, company.organisation.public_id, "@Bücher.example")
    return f"/organisations/join/{actions.link_token(opened)}/"


@pytest.mark.parametrize(
    "address", ["ada@bücher.example", "ada@xn--bcher-kva.example", "ADA@XN--BCHER-KVA.example"]
)
def test_an_address_in_the_domain_joins_as_a_member(link: str, sign_in, address: str) -> None:
    user = someone(address)
    assert sign_in(user).get(link).context["address"] == "ada@xn--bcher-kva.example"
    assert place_of(user) is None
    assert [sign_in(user).post(link).status_code for _ in range(2)] == [302, 302]
    assert (place_of(user).role, place_of(user).email) == ("member", "ada@xn--bcher-kva.example")


@pytest.mark.parametrize(
    "address",
    [
        "ada@bucher.example",
        "ada@mail.bücher.example",
        "ada@notbücher.example",
        "ada@bücher.example.evil.example",
        "ada@example",
        "bücher.example@evil.example",
    ],
)
def test_any_other_domain_is_refused(link: str, sign_in, address: str) -> None:
    user = someone(address)
    assert "has no confirmed address at xn--bcher-kva.example" in sign_in(user).get(link).content.decode()
    assert sign_in(user).post(link).status_code == 403
    assert place_of(user) is None


def test_an_unconfirmed_address_in_the_domain_is_not_enough(link: str, sign_in) -> None:
    user = someone("eve@evil.example")
    EmailAddress.objects.create(user=user, email="ceo@bücher.example", verified=False)
    assert sign_in(user).post(link).status_code == 403


@pytest.mark.parametrize("do", ["renew", "end", "close", "another domain"])
def test_an_older_link_has_ended(company: Company, link: str, sign_in, do: str) -> None:
    one = company.organisation.public_id
    {
        "renew": lambda: actions.open_link(company.admin, one, "bücher.example", renew=True),
        "end": lambda: actions.end_link(company.admin, one),
        "close": lambda: actions.close_organisation(company.owner, one, timezone.now()),
        "another domain": lambda: actions.open_link(company.admin, one, "other.example"),
    }[do]()
    user = someone("ada@bücher.example")
    assert sign_in(user).get(link).status_code == 410
    assert sign_in(user).post(link).status_code == 410
    assert place_of(user) is None


def test_the_same_domain_again_keeps_the_link(company: Company, link: str) -> None:
    again = actions.open_link(company.admin, company.organisation.public_id, "BÜCHER.example")
    assert link == f"/organisations/join/{actions.link_token(again)}/"


def test_a_forged_link_leads_nowhere(company: Company, link: str, sign_in) -> None:
    user, token = someone("ada@bücher.example"), link.split("/")[3]
    for forged in (token[:-1] + ("A" if token[-1] != "A" else "B"), token.split(":")[0], "x", "%00", "é"):
        assert sign_in(user).post(f"/organisations/join/{forged}/").status_code == 410


def test_a_suspended_member_does_not_come_back_by_the_link(company: Company, link: str, sign_in) -> None:
    user = someone("ada@bücher.example")
    join(company.organisation, user, suspended_at=timezone.now())
    assert sign_in(user).post(link).status_code == 410


@pytest.mark.parametrize(
    "domain", ["gmail.com", "GoogleMail.com", "@outlook.com", "yahoo.co.uk", "web.de", "x"]
)
def test_a_domain_that_keeps_nobody_out_gets_no_link(company: Company, sign_in, domain: str) -> None:
    client = sign_in(company.owner, second_factor=True)
    answer = client.post(f"/organisations/{company.organisation.public_id}/link/", {"domain": domain})
    assert answer.status_code == 422
    assert Organisation.objects.get().joining_domain == ""


def test_pressing_again_and_again_is_stopped(link: str, sign_in: Callable[..., Client]) -> None:
    client = sign_in(someone("ada@bücher.example"))
    told = [client.post(link).status_code for _ in range(22)]
    assert (told[:20], told[20:]) == ([302] * 20, [429] * 2)


def test_the_link_is_in_no_log(link: str, sign_in, caplog) -> None:
    caplog.set_level("INFO")
    sign_in(someone("ada@bücher.example")).post(link)
    sign_in(someone("eve@evil.example")).post(link)
    assert {"joined organisation", "refused"} <= {record.message for record in caplog.records}
    written = "\n".join(map(JsonFormatter().format, caplog.records))
    assert link.split("/")[3] in "\n".join(record.getMessage() for record in caplog.records), "the control"
    assert link.split("/")[3] not in written
    assert f'"path": "/organisations/join/{ELLIPSIS}/"' in written


def test_it_lives_as_long_as_it_says(company: Company) -> None:
    late = timezone.now() + timedelta(days=14)
    assert not Invitation.objects.open(late).exists()
