"""Every door and page of an organisation: for whom it is not there, whom it refuses, for whom it opens."""

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Membership, User
from tests.accounts.organising import Company, address, invited, join, rows, someone

pytestmark = pytest.mark.django_db
RANKS = ("member", "admin", "owner")


@dataclass(frozen=True)
class Door:
    name: str
    least: str  # the role that opens it
    about: str = ""  # whom or what the form names: member, admin, suspended, invitation
    sent: dict[str, str] = field(default_factory=dict)
    get: bool = False

    def form(self, company: Company) -> dict[str, object]:
        if self.about == "invitation":
            return {**self.sent, "number": company.organisation.invitations.get().pk}
        if self.about:
            return {**self.sent, "number": company.place(getattr(company, self.about)).pk}
        return dict(self.sent)

    def ask(self, client: Client, company: Company, form: dict[str, object] | None = None) -> int:
        where = address(self.name, company)
        if self.get:
            return client.get(where).status_code
        return client.post(where, self.form(company) if form is None else form).status_code


DOORS = {
    "page": Door("page", "member", get=True),
    "settings": Door("settings", "admin", get=True),
    "rename": Door("settings", "admin", sent={"name": "Northwind Traders"}),
    "invite": Door("invite", "admin", sent={"people": "new@example.org"}),
    "invite an administrator": Door("invite", "owner", sent={"people": "new@example.org", "role": "admin"}),
    "resend": Door("resend", "admin", "invitation"),
    "withdraw": Door("withdraw", "admin", "invitation"),
    "make the link": Door("link", "admin", sent={"domain": "northwind.example"}),
    "end the link": Door("link", "admin", sent={"do": "end"}),
    "appoint": Door("role", "owner", "member", {"role": "admin"}),
    "step down an administrator": Door("role", "owner", "admin", {"role": "member"}),
    "suspend": Door("suspend", "admin", "member"),
    "suspend an administrator": Door("suspend", "owner", "admin"),
    "restore": Door("restore", "admin", "suspended"),
    "remove": Door("remove_member", "admin", "member"),
    "remove an administrator": Door("remove_member", "owner", "admin"),
    "hand over": Door("hand_over", "owner", "member"),
    "ask to close": Door("close", "owner", get=True),
    "close": Door("close", "owner", sent={"name": "Northwind"}),
}
EVERY = pytest.mark.parametrize("door", DOORS.values(), ids=list(DOORS))


@pytest.fixture
def company() -> Company:
    made = Company()
    invited(made, "waiting@example.org")
    return made


@pytest.fixture
def proved(sign_in: Callable[..., Client]) -> Callable[[User], Client]:
    return lambda user: sign_in(user, second_factor=True)


@EVERY
def test_it_opens_for_the_role_and_those_above_and_refuses_those_below(
    door: Door, company: Company, proved: Callable[[User], Client]
) -> None:
    # The lowest role first: refused doors leave everything as it is for the next.
    for role in RANKS[: RANKS.index(door.least)]:
        before = rows()
        # An administrator may send the form of invitations, only not with this role in it.
        within_the_form = door is DOORS["invite an administrator"] and role == "admin"
        assert door.ask(proved(getattr(company, role)), company) == (422 if within_the_form else 403)
        assert rows() == before
    opened = 200 if door.get else 302
    assert door.ask(proved(getattr(company, door.least)), company) == opened


@EVERY
def test_for_everybody_else_it_is_not_there(
    door: Door, company: Company, proved: Callable[[User], Client]
) -> None:
    foreign = Company("Southwind", "southwind.example")
    author = someone("author@example.org")
    before = rows()
    for stranger in (foreign.owner, company.suspended, author, User.objects.create_superuser("root@x.org")):
        assert door.ask(proved(stranger), company) == 404, stranger
    assert rows() == before


@EVERY
def test_it_asks_for_a_sign_in_and_then_for_a_second_factor(
    door: Door, company: Company, sign_in: Callable[..., Client], client: Client
) -> None:
    before, where = rows(), address(door.name, company)
    for visitor, leads_to in ((client, "/accounts/login/"), (sign_in(company.owner), "/accounts/2fa/")):
        answer = visitor.get(where) if door.get else visitor.post(where, door.form(company))
        assert (answer.status_code, answer["Location"].startswith(leads_to)) == (302, True)
    assert rows() == before


@pytest.mark.parametrize("door", [door for door in DOORS.values() if door.about], ids=lambda door: door.name)
def test_the_number_of_somebody_of_another_organisation_is_nobody(
    door: Door, company: Company, proved: Callable[[User], Client]
) -> None:
    foreign = Company("Southwind", "southwind.example")
    invited(foreign, "theirs@example.org")
    before = rows()
    owner = proved(company.owner)
    for number in (door.form(foreign)["number"], 0, -1, "x", 2**70, ""):
        assert door.ask(owner, company, {**door.sent, "number": number}) == 404
    assert rows() == before


@EVERY
def test_when_it_is_closed_nothing_of_it_is_there(
    door: Door, company: Company, proved: Callable[[User], Client]
) -> None:
    owner = proved(company.owner)
    assert DOORS["close"].ask(owner, company) == 302
    before = rows()
    assert door.ask(owner, company) == 404
    assert rows() == before


def test_a_door_is_not_opened_by_a_link(company: Company, proved: Callable[[User], Client]) -> None:
    for name in ("invite", "role", "suspend", "hand_over", "leave", "link"):
        assert proved(company.owner).get(address(name, company)).status_code == 405


def test_nobody_decides_about_the_owner(company: Company, proved: Callable[[User], Client]) -> None:
    before = rows()
    about = {"number": company.place(company.owner).pk, "role": "member"}
    for name in ("role", "suspend", "remove_member"):
        assert proved(company.owner).post(address(name, company), about).status_code == 403
        assert proved(company.admin).post(address(name, company), about).status_code == 403
    assert rows() == before


def test_members_and_administrators_leave_and_the_owner_is_told_what_to_do_first(
    company: Company, proved: Callable[[User], Client]
) -> None:
    for user in (company.member, company.admin):
        assert proved(user).post(address("leave", company)).status_code == 302
        assert proved(user).get(address("page", company)).status_code == 404
    answer = proved(company.owner).post(address("leave", company))
    assert answer.status_code == 409
    assert "Hand it over to somebody or close it; then you can leave." in answer.content.decode()
    assert company.place(company.owner).role == "owner"
    assert proved(company.suspended).post(address("leave", company)).status_code == 404


def test_a_suspended_administrator_finds_every_door_gone(
    company: Company, proved: Callable[[User], Client]
) -> None:
    Membership.objects.filter(user=company.admin).update(suspended_at=timezone.now())
    admin = proved(company.admin)
    assert {door.ask(admin, company) for door in DOORS.values()} == {404}


def page_of(client: Client, company: Company) -> str:
    return client.get(address("page", company)).content.decode()


def test_members_see_who_leads_and_nobody_else(company: Company, proved: Callable[[User], Client]) -> None:
    join(company.organisation, someone("other@northwind.example"))
    seen = page_of(proved(company.member), company)
    assert company.owner.email in seen
    assert company.admin.email in seen
    for hidden in (
        "other@northwind.example",
        company.suspended.email,
        "waiting@example.org",
        "Invite people",
    ):
        assert hidden not in seen


def test_who_leads_sees_the_address_a_person_joined_with_and_no_other(
    company: Company, proved: Callable[[User], Client]
) -> None:
    private = someone("private@home.example")
    join(company.organisation, private, email="work@northwind.example")
    for leader in (company.owner, company.admin):
        seen = page_of(proved(leader), company)
        assert "work@northwind.example" in seen
        assert "private@home.example" not in seen


def test_the_page_offers_what_the_role_may_do(company: Company, proved: Callable[[User], Client]) -> None:
    owner, admin = page_of(proved(company.owner), company), page_of(proved(company.admin), company)
    assert "Hand over to" in owner
    assert "Make them a member" in owner
    assert "Hand over to" not in admin
    assert "Make them" not in admin
    assert f"Remove {company.member.name}" in admin
    assert f"Remove {company.owner.name}" not in admin
