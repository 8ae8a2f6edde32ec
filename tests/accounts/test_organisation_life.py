"""An organisation from founding to closing: each step once, written down, with one owner throughout."""

from uuid import UUID, uuid4

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import ModelLogEntry

from accounts import actions
from accounts.actions import founding
from accounts.erase import erase
from accounts.export import facts_of
from accounts.models import Invitation, Membership, Organisation, User
from tests.accounts.organising import Company, address, invited, join, rows, someone

pytestmark = pytest.mark.django_db
NOW = timezone.now()
KEY = uuid4()


@pytest.fixture
def company() -> Company:
    return Company()


def events(caplog) -> list[tuple[str, dict[str, object]]]:
    return [(record.message, record.facts) for record in caplog.records if record.name == "security"]


def history() -> set[str]:
    of_organisations = ModelLogEntry.objects.filter(content_type__model="organisation")
    return set(of_organisations.values_list("action", flat=True))


def owners(organisation: Organisation) -> list[User]:
    return [each.user for each in organisation.memberships.filter(role="owner")]


# Founding and describing


def test_the_form_sent_twice_founds_one(sign_in) -> None:
    ada = someone("ada@example.org")
    sent = {"name": "Northwind", "key": str(KEY)}
    told = {sign_in(ada).post("/organisations/create/", sent)["Location"] for _ in range(2)}
    assert told == {f"/organisations/{Organisation.objects.get().public_id}/"}
    assert Membership.objects.get().email == "ada@example.org"
    assert history() == {"accounts.found"}


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"name": "  ", "key": str(KEY)}, 422),
        ({"name": "\u2028\r\n", "key": str(KEY)}, 422),
        ({"name": "x" * 121, "key": str(KEY)}, 422),
        ({"name": "North\x00wind", "key": str(KEY)}, 422),
        ({"name": "Northwind", "key": "no key"}, 422),
        ({"name": "Northwind"}, 422),
    ],
)
def test_what_is_no_organisation_is_refused(sign_in, sent: dict[str, str], status: int) -> None:
    assert sign_in(someone("ada@example.org")).post("/organisations/create/", sent).status_code == status
    assert not Organisation.objects.exists()


def test_somebody_elses_key_founds_nothing_and_tells_nothing(company: Company, sign_in) -> None:
    before = rows()
    sent = {"name": "Mine", "key": str(company.organisation.public_id)}
    answer = sign_in(someone("eve@example.org")).post("/organisations/create/", sent)
    assert (answer.status_code, "Northwind" in answer.content.decode()) == (409, False)
    assert rows() == before


def test_nobody_owns_more_than_a_few(monkeypatch) -> None:
    monkeypatch.setattr(founding, "MOST_OWNED", 2)
    ada = someone("ada@example.org")
    for number in range(2):
        actions.found_organisation(ada, UUID(int=number), {"name": "Northwind"}, NOW)
    with pytest.raises(actions.Conflict, match="Hand one over or close one first"):
        actions.found_organisation(ada, UUID(int=9), {"name": "Northwind"}, NOW)


def test_name_sector_size_and_region_can_be_changed(company: Company, sign_in) -> None:
    client, said = sign_in(company.admin, second_factor=True), {"sector": "energy", "size": "50-249"}
    for _ in range(2):
        client.post(
            address("settings", company), {"name": " Northwind   Traders ", **said, "region": "europe"}
        )
    kept = Organisation.objects.values("name", "sector", "size", "region").get()
    assert kept == {"name": "Northwind Traders", **said, "region": "europe"}
    assert ModelLogEntry.objects.filter(action="accounts.change").count() == 1
    for bad in ({"name": ""}, {"name": "x", "sector": "piracy"}):
        assert client.post(address("settings", company), bad).status_code == 422
    assert Organisation.objects.get().name == "Northwind Traders"


# Roles and ownership


def test_each_change_is_in_the_security_log_with_who_and_what(company: Company, caplog) -> None:
    caplog.set_level("INFO", "security")
    one, member = company.organisation.public_id, company.place(company.member)
    invitation = invited(company, "ada@example.org")
    ada = someone("ada@example.org")
    actions.accept(ada, invitation.pk, NOW)
    actions.change_role(company.owner, one, member.pk, "admin")
    actions.suspend(company.owner, one, member.pk, NOW)
    actions.restore(company.owner, one, member.pk)
    actions.hand_over(company.owner, one, member.pk)
    actions.remove_member(company.member, one, company.place(ada).pk, NOW)
    actions.leave(company.owner, one)
    actions.close_organisation(company.member, one, NOW)
    assert [event for event, _ in events(caplog)] == [
        "joined organisation",
        "role changed",
        "member suspended",
        "member restored",
        "ownership handed over",
        "member removed",
        "left organisation",
        "organisation closed",
    ]
    changed = events(caplog)[1][1]
    assert (changed["user"], changed["of"]) == (company.owner.pk, company.member.pk)
    assert (changed["before"], changed["after"]) == ("member", "admin")
    assert history() == {"accounts.hand_over", "accounts.close"}


def test_repeating_changes_and_logs_nothing(company: Company, caplog) -> None:
    one, member = company.organisation.public_id, company.place(company.member).pk
    actions.change_role(company.owner, one, member, "admin")
    actions.suspend(company.owner, one, member, NOW)
    caplog.set_level("INFO", "security")
    caplog.clear()
    before = rows()
    actions.change_role(company.owner, one, member, "admin")
    actions.suspend(company.owner, one, member, timezone.now())
    assert (rows(), events(caplog)) == (before, [])


def test_handing_over_makes_the_old_owner_an_administrator_and_tells_the_new_one(company: Company) -> None:
    one, heir = company.organisation.public_id, company.place(company.member).pk
    for _ in range(2):  # pressed twice
        actions.hand_over(company.owner, one, heir)
    assert owners(company.organisation) == [company.member]
    assert company.place(company.owner).role == "admin"
    (message,) = mail.outbox
    assert message.to == [company.member.email]
    assert "You own Northwind" in message.body
    assert "You receive this because" in message.body


def test_ownership_goes_to_nobody_suspended_and_not_to_oneself(company: Company) -> None:
    for user in (company.suspended, company.owner):
        with pytest.raises(actions.Conflict):
            actions.hand_over(company.owner, company.organisation.public_id, company.place(user).pk)
    assert owners(company.organisation) == [company.owner]


def test_owner_is_no_role_to_be_given(company: Company, sign_in) -> None:
    sent = {"number": company.place(company.member).pk, "role": "owner"}
    answer = sign_in(company.owner, second_factor=True).post(address("role", company), sent)
    assert answer.status_code == 422
    assert owners(company.organisation) == [company.owner]


# Closing, and an owner who goes


def test_closing_asks_for_the_name_and_ends_invitations_and_the_link(company: Company, sign_in) -> None:
    actions.open_link(company.owner, company.organisation.public_id, "northwind.example")
    invited(company, "ada@example.org")
    client = sign_in(company.owner, second_factor=True)
    assert client.post(address("close", company), {"name": "Nothing"}).status_code == 422
    assert client.post(address("close", company), {"name": " NORTHWIND "}).status_code == 302
    closed = Organisation.objects.get()
    assert (closed.closed_at is None, closed.joining_domain) == (False, "")
    assert not Invitation.objects.unanswered().exists()
    for user in (company.owner, company.member):
        assert sign_in(user, second_factor=True).get(address("page", company)).status_code == 404
        assert ">Northwind<" not in sign_in(user).get("/me/").content.decode()


@pytest.mark.parametrize(
    ("left", "heir"), [(("admin", "member"), "admin"), (("member",), "member"), ((), None)]
)
def test_whoever_owns_and_deletes_the_account_hands_on_or_closes(
    company: Company, left: tuple[str, ...], heir: str | None
) -> None:
    """The suspended one inherits nothing; a later administrator neither."""
    if "admin" in left:
        join(company.organisation, someone("late@northwind.example"), "admin")
    for role in {"admin", "member"} - set(left):
        company.place(getattr(company, role)).delete()
    invited(company, company.owner.email)
    invited(company, "ada@example.org")
    erase(company.owner)
    organisation = Organisation.objects.get()
    assert owners(organisation) == ([getattr(company, heir)] if heir else [])
    assert (organisation.closed_at is None) is (heir is not None)
    assert list(Invitation.objects.values_list("email", "invited_by")) == [("ada@example.org", None)]
    assert [message.to for message in mail.outbox] == ([[getattr(company, heir).email]] if heir else [])


def test_invitations_to_every_address_of_the_person_go_in_any_spelling(company: Company) -> None:
    ada = someone("ada@example.org")
    EmailAddress.objects.create(user=ada, email="ada@bücher.example", verified=True)
    for mailbox in ("ada@example.org", "ada@xn--bcher-kva.example", "eve@example.org"):
        invited(company, mailbox)
    erase(ada)
    assert [each.email for each in Invitation.objects.all()] == ["eve@example.org"]


def test_the_export_names_memberships_and_invitations(company: Company) -> None:
    invited(company, company.member.email, role="admin")
    held = facts_of(company.member)
    assert [(row["organisation__name"], row["role"]) for row in held["organisations"]] == [
        ("Northwind", "member")
    ]
    assert [(row["organisation__name"], row["role"]) for row in held["invitations"]] == [
        ("Northwind", "admin")
    ]


# Long lists


def statements(client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as capture:
        assert client.get(path).status_code == 200
    return len(capture)


def test_thirty_people_and_invitations_cost_what_three_do(company: Company, sign_in) -> None:
    client = sign_in(company.owner, second_factor=True)
    paths = [address("page", company), "/organisations/", "/me/"]
    invited(company, "first@example.org")
    before = [statements(client, path) for path in paths]
    for number in range(30):
        join(
            company.organisation, someone(f"p{number}@northwind.example"), "admin" if number % 3 else "member"
        )
        invited(company, f"i{number}@example.org")
        own = (
            actions.found_organisation(company.member, UUID(int=number), {"name": f"N{number}"}, NOW)
            if number < 5
            else None
        )
        if own:
            join(own, company.owner)
    assert [statements(client, path) for path in paths] == before
    assert before[0] <= 12


def test_a_long_list_is_leafed_and_searched(company: Company, sign_in) -> None:
    for number in range(60):
        join(company.organisation, someone(f"p{number}@northwind.example", f"Person {number}"))
    client = sign_in(company.admin, second_factor=True)
    first = client.get(address("page", company)).content.decode()
    assert "Page 1 of 2" in first
    assert "p59@northwind.example" not in first
    assert "p59@northwind.example" in client.get(address("page", company) + "?page=2").content.decode()
    found = client.get(address("page", company) + "?q=PERSON 59").content.decode()
    assert ("p59@northwind.example" in found, "p5@northwind.example" in found) == (True, False)
    for odd in ("?page=x", "?page=-1", "?waiting=99", "?q=%00", "?q=nobody-at-all"):
        assert client.get(address("page", company) + odd).status_code == 200
