"""Inviting: who gets a mail, what it says, which lines are named, how an invitation ends and begins anew."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from accounts import actions
from accounts.actions import inviting
from accounts.models import Invitation, Organisation
from tests.accounts.organising import Company, address, invited, join, rows, someone

pytestmark = pytest.mark.django_db


@pytest.fixture
def company() -> Company:
    return Company()


@pytest.fixture
def owner(company: Company, sign_in: Callable[..., Client]) -> Client:
    return sign_in(company.owner, second_factor=True)


def send(client: Client, company: Company, people: str, **more: str):
    return client.post(address("invite", company), {"people": people, **more}, follow=True)


def recipients() -> list[str]:
    return [each.to[0] for each in mail.outbox]


def token_in(message: mail.EmailMessage) -> str:
    return re.search(r"/organisations/accept/([^/\s]+)/", message.body)[1]


def test_one_address_gets_one_mail_that_says_who_and_why(company: Company, owner: Client) -> None:
    send(owner, company, "Ada <Ada@Example.org>")
    (message,) = mail.outbox
    assert message.to == ["ada@example.org"]
    assert "Northwind" in message.subject
    assert "Owner of Northwind (owner@northwind.example) invites you to join Northwind" in message.body
    assert "nobody else can use it" in message.body
    assert "You receive this because owner@northwind.example entered this address" in message.body


def test_only_the_hash_of_the_link_is_kept(company: Company, owner: Client) -> None:
    send(owner, company, "ada@example.org")
    token = token_in(mail.outbox[0])
    kept = Invitation.objects.values().get()
    assert token not in str(kept)
    assert kept["token_hash"] == inviting.hashed(token)
    assert kept["expires_at"] - kept["sent_at"] == timedelta(days=14)
    assert kept["invited_by_id"] == company.owner.pk


def test_fifty_pasted_addresses_are_fifty_invitations(company: Company, owner: Client) -> None:
    answer = send(owner, company, "\n".join(f"p{number}@example.org" for number in range(50)))
    assert "50 people invited by mail." in answer.content.decode()
    assert len(set(recipients())) == Invitation.objects.count() == 50


def test_bad_lines_are_named_and_nothing_goes_until_the_good_ones_are_asked_for(
    company: Company, owner: Client
) -> None:
    text = "ada@example.org\nnobody\nbob@example.org, carl@example\n"
    answer = send(owner, company, text)
    seen = answer.content.decode()
    assert answer.status_code == 422
    assert "2 lines could not be read. Nobody was invited yet." in seen
    assert "There is no @ in it." in seen
    assert "not a mail domain" in seen
    assert "Invite the 2 that can be read" in seen
    assert "carl@example" in answer.context["invite_form"]["people"].value()
    assert (mail.outbox, Invitation.objects.count()) == ([], 0)
    send(owner, company, answer.context["good"], only_good="yes")
    assert recipients() == ["ada@example.org", "bob@example.org"]


def test_the_same_address_in_another_case_is_one_invitation(company: Company, owner: Client) -> None:
    send(owner, company, "ada@example.org\nADA@example.org; Ada <ada@EXAMPLE.org>")
    answer = send(owner, company, "Ada@Example.Org")
    assert "ada@example.org has an invitation already; no second mail went." in answer.content.decode()
    assert recipients() == ["ada@example.org"]


def test_inviting_a_member_says_so(company: Company, owner: Client) -> None:
    answer = send(owner, company, f"{company.member.email.upper()}\n{company.suspended.email}")
    assert "belong to the organisation already" in answer.content.decode()
    assert not mail.outbox


def test_that_an_address_is_a_members_other_one_is_not_told(company: Company, owner: Client) -> None:
    private = someone("private@home.example")
    join(company.organisation, private, email="work@northwind.example")
    send(owner, company, "private@home.example")
    assert recipients() == ["private@home.example"]


def test_an_expired_invitation_is_replaced_by_a_new_one(company: Company, owner: Client) -> None:
    old = invited(company, "ada@example.org", expires_at=timezone.now() - timedelta(days=1))
    send(owner, company, "ada@example.org")
    old.refresh_from_db()
    assert old.withdrawn_at is not None
    assert Invitation.objects.open(timezone.now()).get().email == "ada@example.org"
    assert recipients() == ["ada@example.org"]


def test_nothing_typed_is_said_so_and_so_is_too_much(company: Company, owner: Client) -> None:
    for text in ("", "  \n, ;", "x" * 400_001):
        assert send(owner, company, text).status_code == 422
    assert not mail.outbox


def test_what_holds_for_a_day_is_refused_beyond(company: Company, owner: Client, monkeypatch) -> None:
    monkeypatch.setattr(inviting, "MOST_A_DAY", 2)
    send(owner, company, "a@example.org\nb@example.org")
    before = rows()
    answer = send(owner, company, "c@example.org")
    assert answer.status_code == 429
    assert "Go on tomorrow" in answer.content.decode()
    assert rows() == before
    # A second organisation does not double it.
    second = actions.found_organisation(company.owner, "0" * 32, {"name": "Second"}, timezone.now())
    with pytest.raises(actions.TooMany):
        actions.invite(company.owner, second.public_id, {"d@example.org": "member"}, timezone.now())


def test_sending_again_ends_the_older_link(company: Company, owner: Client, client: Client) -> None:
    send(owner, company, "ada@example.org")
    Invitation.objects.update(sent_at=timezone.now() - timedelta(days=20), expires_at=timezone.now())
    owner.post(address("resend", company), {"number": Invitation.objects.get().pk})
    first, second = map(token_in, mail.outbox)
    assert client.get(f"/organisations/accept/{first}/").status_code == 410
    assert client.get(f"/organisations/accept/{second}/").status_code == 200


def test_sending_again_twice_in_a_row_is_one_mail(company: Company, owner: Client) -> None:
    number = invited(company, "ada@example.org").pk
    for _ in range(2):
        assert owner.post(address("resend", company), {"number": number}).status_code == 302
    assert recipients() == ["ada@example.org"]


def test_sending_again_has_an_end(company: Company, owner: Client) -> None:
    number = invited(company, "ada@example.org").pk
    told = [owner.post(address("resend", company), {"number": number}).status_code for _ in range(6)]
    assert told == [302] * 5 + [429]


def test_a_withdrawn_invitation_ends_and_the_address_can_be_invited_again(
    company: Company, owner: Client, client: Client
) -> None:
    send(owner, company, "ada@example.org")
    number = {"number": Invitation.objects.get().pk}
    assert owner.post(address("withdraw", company), number).status_code == 302
    assert owner.post(address("withdraw", company), number).status_code == 404
    assert client.get(f"/organisations/accept/{token_in(mail.outbox[0])}/").status_code == 410
    send(owner, company, "ada@example.org")
    assert len(mail.outbox) == 2


@pytest.mark.parametrize("name", ["Northwind\r\nBcc: all@example.org", "North\x0bwind\u2028& <b>Sons</b>"])
def test_the_name_of_an_organisation_cannot_break_a_mail(company: Company, owner: Client, name: str) -> None:
    owner.post(address("settings", company), {"name": name})
    kept = Organisation.objects.get().name
    assert kept == " ".join(re.split(r"[\r\n\x0b\u2028 ]+", name))
    send(owner, company, "ada@example.org")
    assert mail.outbox[0].subject.startswith(f"Join {kept} at ")
    assert mail.outbox[0].recipients() == ["ada@example.org"]


def test_an_administrators_invitation_names_the_role(company: Company, owner: Client) -> None:
    send(owner, company, "ada@example.org", role="admin")
    assert Invitation.objects.get().role == "admin"
    assert "as an administrator" in mail.outbox[0].body


def test_ownership_cannot_be_invited(company: Company, owner: Client) -> None:
    assert send(owner, company, "ada@example.org", role="owner").status_code == 422
    assert not mail.outbox
