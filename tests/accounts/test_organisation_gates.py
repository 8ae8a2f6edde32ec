"""Who may see an organisation, and who leads it: the questions every other room asks."""

import pytest
from django.utils import timezone

from accounts.models import Membership, Organisation, User
from tests.accounts.organising import Company, join, someone

pytestmark = pytest.mark.django_db


@pytest.fixture
def company() -> Company:
    return Company()


def seen_and_led(user: User) -> tuple[int, int]:
    return Organisation.objects.visible_to(user).count(), Organisation.objects.led_by(user).count()


@pytest.mark.parametrize(
    ("who", "expected"), [("owner", (1, 1)), ("admin", (1, 1)), ("member", (1, 0)), ("suspended", (0, 0))]
)
def test_what_each_role_sees_and_leads(company: Company, who: str, expected: tuple[int, int]) -> None:
    assert seen_and_led(getattr(company, who)) == expected


def test_outsiders_and_the_platforms_own_people_see_nothing(company: Company) -> None:
    Company("Southwind", "southwind.example")
    assert seen_and_led(someone("else@example.org")) == (0, 0)
    assert seen_and_led(User.objects.create_superuser("root@example.org")) == (0, 0)
    assert seen_and_led(company.owner) == (1, 1)


def test_a_member_here_who_leads_elsewhere_leads_only_there(company: Company) -> None:
    other = Company("Southwind", "southwind.example")
    join(other.organisation, company.member, "admin")
    assert list(Organisation.objects.led_by(company.member)) == [other.organisation]


def test_a_suspended_administrator_leads_nothing(company: Company) -> None:
    Membership.objects.filter(user=company.admin).update(suspended_at=timezone.now())
    assert seen_and_led(company.admin) == (0, 0)
    assert not company.place(company.admin).leads


def test_a_closed_organisation_is_not_there_for_anybody(company: Company) -> None:
    Organisation.objects.update(closed_at=timezone.now())
    assert seen_and_led(company.owner) == (0, 0)


def test_nobody_decides_about_people_of_the_same_rank_or_above(company: Company) -> None:
    owner, admin, member = map(company.place, (company.owner, company.admin, company.member))
    assert [owner.above(role) for role in Membership.Role.values] == [False, True, True]
    assert [admin.above(role) for role in Membership.Role.values] == [False, False, True]
    assert [member.above(role) for role in Membership.Role.values] == [False, False, False]


def test_people_are_listed_by_rank(company: Company) -> None:
    late = join(company.organisation, someone("late@northwind.example"), "admin")
    listed = list(company.organisation.memberships.by_rank())
    assert [each.role for each in listed] == ["owner", "admin", "admin", "member", "member"]
    assert listed[2] == late
