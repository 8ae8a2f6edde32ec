"""Two people at the same moment: one invitation, one owner; each guard is shown to be needed."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import IntegrityError, OperationalError, connection, connections
from django.utils import timezone

from accounts import actions
from accounts.actions import accepting, appointing, holding, refusals
from accounts.models import Invitation, Membership, Organisation, User
from tests.accounts.organising import Company, invited, join, someone

pytestmark = pytest.mark.django_db(transaction=True)
NOW = timezone.now()


def at_once(act: Callable[[int], object], count: int = 2) -> list[object]:
    """Threads that start together; what each returned or raised."""
    barrier = Barrier(count, timeout=60)

    def run(number: int) -> object:
        try:
            barrier.wait()
            return act(number)
        except (refusals.Refused, IntegrityError, OperationalError) as refused:
            return refused
        finally:
            connections.close_all()

    with ThreadPoolExecutor(count) as pool:
        return [done.result() for done in [pool.submit(run, number) for number in range(count)]]


@pytest.fixture
def company(transactional_db) -> Company:
    return Company()


# The same box in two spellings can belong to two accounts, so two people can hold one invitation.
@pytest.fixture
def twins() -> list[User]:
    return [someone("ada@bücher.example"), someone("ada@xn--bcher-kva.example")]


def joined(users: list[User]) -> int:
    return Membership.objects.filter(user__in=users).count()


def test_of_two_people_with_one_invitation_one_joins(company: Company, twins: list[User]) -> None:
    number = invited(company, "ada@xn--bcher-kva.example").pk
    told = at_once(lambda n: actions.accept(twins[n], number, NOW))
    assert sorted(type(each) for each in told if not isinstance(each, Membership)) == [actions.Ended]
    assert joined(twins) == 1


def test_without_asking_who_was_first_both_would_join(
    company: Company, twins: list[User], monkeypatch
) -> None:
    """The control: nobody holds the organisation, and nobody asks whether the invitation still waits."""
    number = invited(company, "ada@xn--bcher-kva.example").pk
    together = Barrier(2, timeout=60)
    mine = accepting._mine

    def looked(user: User, number: int) -> tuple[Invitation, Organisation]:
        found = mine(user, number)
        together.wait()
        return found

    monkeypatch.setattr(
        accepting, "hold", lambda user, pk: Organisation.objects.get(pk=pk, closed_at__isnull=True)
    )
    monkeypatch.setattr(accepting, "_mine", looked)
    monkeypatch.setattr(accepting, "first_to_answer", lambda number, now: True)
    at_once(lambda n: accepting.accept.__wrapped__(twins[n], number, NOW))
    assert joined(twins) == 2


def test_one_person_pressing_many_times_joins_once(company: Company, twins: list[User]) -> None:
    number = invited(company, "ada@xn--bcher-kva.example").pk
    told = at_once(lambda n: actions.accept(twins[0], number, NOW), 8)
    assert {type(each) for each in told} == {Membership}
    assert joined(twins) == 1


def test_the_link_pressed_many_times_joins_once(company: Company, twins: list[User]) -> None:
    one = company.organisation.public_id
    token = actions.link_token(actions.open_link(company.owner, one, "bücher.example"))
    told = at_once(lambda n: actions.join_by_link(twins[0], token, NOW), 8)
    assert {type(each) for each in told} == {Membership}
    assert joined(twins) == 1


def heirs_of(company: Company) -> list[int]:
    return [company.place(company.admin).pk, company.place(company.member).pk]


def owners() -> int:
    return Membership.objects.filter(role="owner").count()


def test_of_two_hand_overs_at_once_one_counts(company: Company) -> None:
    one, heirs = company.organisation.public_id, heirs_of(company)
    told = at_once(lambda n: actions.hand_over(company.owner, one, heirs[n]))
    assert [type(each) for each in told if not isinstance(each, Membership)] == [actions.Forbidden]
    assert owners() == 1
    assert company.place(company.owner).role == "admin"


def without_holding(monkeypatch) -> None:
    """Both read that they are the owner before either writes."""
    together = Barrier(2, timeout=60)

    def unheld(actor: User, public_id: object) -> Membership:
        own = holding.own_place(actor, Organisation.objects.get(public_id=public_id))
        together.wait()
        return own

    monkeypatch.setattr(appointing, "held", unheld)


def test_without_holding_the_organisation_only_the_constraint_is_left(company: Company, monkeypatch) -> None:
    """The first control: somebody is told of an error, and still there is one owner."""
    without_holding(monkeypatch)
    one, heirs = company.organisation.public_id, heirs_of(company)
    told = at_once(lambda n: appointing.hand_over.__wrapped__(company.owner, one, heirs[n]))
    assert [type(each) for each in told if not isinstance(each, Membership)] == [IntegrityError]
    assert owners() == 1


def test_without_the_constraint_there_would_be_two_owners(company: Company, monkeypatch) -> None:
    """The second control."""
    with connection.schema_editor() as editor:
        constraints = {constraint.name: constraint for constraint in Membership._meta.constraints}
        editor.remove_constraint(Membership, constraints["one_owner_an_organisation"])
    without_holding(monkeypatch)
    one, heirs = company.organisation.public_id, heirs_of(company)
    at_once(lambda n: appointing.hand_over.__wrapped__(company.owner, one, heirs[n]))
    assert owners() == 2


def test_an_owner_who_leaves_for_good_while_handing_over_leaves_one_owner(company: Company) -> None:
    one, heirs = company.organisation.public_id, heirs_of(company)
    join(company.organisation, someone("third@northwind.example"), "admin")

    def go(number: int) -> object:
        if number:
            return actions.hand_over(company.owner, one, heirs[1])
        return actions.let_go(company.owner, NOW)

    at_once(go)
    assert owners() == 1
    assert not Membership.objects.filter(user=company.owner).exists()


def test_two_leaders_inviting_one_address_make_one_invitation(company: Company) -> None:
    one = company.organisation.public_id
    leaders = [company.owner, company.admin]
    told = at_once(lambda n: actions.invite(leaders[n], one, {"new@example.org": "member"}, NOW))
    assert sorted(len(each.sent) for each in told) == [0, 1]
    assert Invitation.objects.count() == 1
