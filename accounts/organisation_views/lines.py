"""People, invitations and organisations as the templates list them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from accounts.models import Invitation, Membership

OWNER = Membership.Role.OWNER


@dataclass(frozen=True, slots=True)
class PersonLine:
    number: int
    name: str
    email: str
    role: str
    role_label: str
    since: datetime
    suspended_at: datetime | None
    you: bool
    manage: bool  # whoever looks may suspend, restore and remove this person
    appoint: bool  # whoever looks is the owner, and this is somebody else


@dataclass(frozen=True, slots=True)
class InvitationLine:
    number: int
    email: str
    role_label: str
    sent_at: datetime
    expires_at: datetime
    expired: bool
    manage: bool


@dataclass(frozen=True, slots=True)
class OrganisationLine:
    url_id: str
    name: str
    role: str
    role_label: str
    since: datetime


def person_lines(members: Iterable[Membership], own: Membership) -> list[PersonLine]:
    return [
        PersonLine(
            number=each.pk,
            name=each.user.name,
            email=each.email or each.user.email,
            role=each.role,
            role_label=each.get_role_display(),
            since=each.joined_at,
            suspended_at=each.suspended_at,
            you=each.pk == own.pk,
            manage=own.above(each.role),
            appoint=own.role == OWNER and each.pk != own.pk,
        )
        for each in members
    ]


def invitation_lines(
    invitations: Iterable[Invitation], own: Membership, now: datetime
) -> list[InvitationLine]:
    return [
        InvitationLine(
            number=each.pk,
            email=each.email,
            role_label=each.get_role_display(),
            sent_at=each.sent_at,
            expires_at=each.expires_at,
            expired=each.expires_at <= now,
            manage=own.above(each.role),
        )
        for each in invitations
    ]


def organisation_lines(user_id: int) -> list[OrganisationLine]:
    """Those that are open to the person, by name."""
    places = Membership.objects.active().filter(user_id=user_id, organisation__closed_at__isnull=True)
    return [
        OrganisationLine(
            url_id=str(each.organisation.public_id),
            name=each.organisation.name,
            role=each.role,
            role_label=each.get_role_display(),
            since=each.joined_at,
        )
        for each in places.select_related("organisation").order_by("organisation__name", "pk")
    ]
