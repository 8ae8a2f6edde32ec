"""Leaving, being suspended and restored, being removed."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy

from accounts.models import Membership, User

from .holding import held, leading, subordinate
from .inviting import withdraw_all
from .noting import note
from .refusals import Conflict

OWNER_STAYS = gettext_lazy(
    "You own this organisation. Hand it over to somebody or close it; then you can leave."
)


@transaction.atomic
def leave(actor: User, public_id: UUID) -> None:
    own = held(actor, public_id)
    if own.role == Membership.Role.OWNER:
        raise Conflict(OWNER_STAYS)
    own.delete()
    note("left organisation", own.organisation, actor)


@transaction.atomic
def suspend(actor: User, public_id: UUID, number: int, now: datetime) -> Membership:
    """Every page of the organisation is closed to them until they are restored; nothing is deleted."""
    own = leading(actor, public_id)
    member = subordinate(own, number)
    if member.suspended_at is None:
        member.suspended_at = now
        member.save(update_fields=["suspended_at"])
        _withdraw_for(member, now)
        note("member suspended", own.organisation, actor, of=member.user_id)
    return member


@transaction.atomic
def restore(actor: User, public_id: UUID, number: int) -> Membership:
    own = leading(actor, public_id)
    member = subordinate(own, number)
    if member.suspended_at is not None:
        member.suspended_at = None
        member.save(update_fields=["suspended_at"])
        note("member restored", own.organisation, actor, of=member.user_id)
    return member


@transaction.atomic
def remove_member(actor: User, public_id: UUID, number: int, now: datetime) -> Membership:
    """The membership goes; what the person answered stays theirs, and they can be invited again."""
    own = leading(actor, public_id)
    member = subordinate(own, number)
    _withdraw_for(member, now)
    member.delete()
    note("member removed", own.organisation, actor, of=member.user_id)
    return member


def _withdraw_for(member: Membership, now: datetime) -> None:
    """So that an older mail does not let them in again."""
    withdraw_all(Q(organisation=member.organisation_id, email=member.email), now)
