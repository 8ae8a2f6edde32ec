"""Organisations and their people, for the tests of this room."""

from datetime import UTC, datetime, timedelta

from allauth.account.models import EmailAddress
from django.urls import reverse
from django.utils import timezone

from accounts.actions.inviting import hashed
from accounts.models import Invitation, Membership, Organisation, User

FOUNDED = datetime(2026, 3, 2, 9, tzinfo=UTC)


def someone(email: str, name: str = "") -> User:
    """A person with a confirmed address."""
    user = User.objects.create_user(email, name=name)
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user


def join(organisation: Organisation, user: User, role: str = "member", **more: object) -> Membership:
    """Each person a day after the one before."""
    day = FOUNDED + timedelta(days=organisation.memberships.count())
    return Membership.objects.create(
        organisation=organisation, user=user, role=role, **{"joined_at": day, "email": user.email, **more}
    )


class Company:
    """An organisation with an owner, an administrator, a member and somebody who is suspended."""

    def __init__(self, name: str = "Northwind", domain: str = "northwind.example") -> None:
        self.organisation = Organisation.objects.create(name=name, created_at=FOUNDED)
        self.owner, self.admin, self.member, self.suspended = (
            someone(f"{role}@{domain}", f"{role.title()} of {name}")
            for role in ("owner", "admin", "member", "suspended")
        )
        for user in (self.owner, self.admin, self.member):
            join(self.organisation, user, user.email.split("@")[0])
        join(self.organisation, self.suspended, suspended_at=timezone.now())

    def place(self, user: User) -> Membership:
        return Membership.objects.get(organisation=self.organisation, user=user)


def rows() -> dict[str, list]:
    """Every row about organisations: what a refused act must leave alone."""
    models = (Organisation, Membership, Invitation)
    return {model.__name__: list(model._base_manager.order_by("pk").values()) for model in models}


def address(name: str, company: Company) -> str:
    return reverse(f"organisations:{name}", args=[company.organisation.public_id])


def invited(company: Company, email: str, role: str = "member", **more: object) -> Invitation:
    now = timezone.now()
    given = {"sent_at": now - timedelta(days=1), "expires_at": now + timedelta(days=13)} | more
    return Invitation.objects.create(
        organisation=company.organisation,
        email=email,
        role=role,
        token_hash=hashed(f"token of {email}"),
        invited_by=company.owner,
        **given,
    )
