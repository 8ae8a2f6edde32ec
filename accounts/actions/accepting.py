"""Accepts or declines an invitation: only an account that confirmed the invited address can do either."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Invitation, Membership, Organisation, User

from .addressing import confirmed_addresses
from .holding import hold
from .inviting import hashed
from .noting import note
from .refusals import Ended, Forbidden, Unknown

ENDED = gettext_lazy(
    "This invitation has ended: it was used, withdrawn, or two weeks have passed. Ask for another one."
)


def invitation_of(token: str) -> Invitation | None:
    """The invitation that a link belongs to, whatever became of it."""
    return Invitation.objects.filter(token_hash=hashed(token)).select_related("organisation").first()


def invitations_for(user: User, now: datetime) -> list[Invitation]:
    """What waits for any confirmed address of the person, newest first."""
    found = Invitation.objects.open(now).filter(email__in=confirmed_addresses(user))
    return list(found.select_related("organisation").order_by("-sent_at", "-pk"))


@transaction.atomic
def accept(user: User, number: int, now: datetime) -> Membership:
    """The membership; accepted twice it is still one, and a suspended member stays suspended."""
    invitation, organisation = _mine(user, number)
    standing = organisation.memberships.filter(user_id=user.pk).first()
    if standing is not None and standing.suspended_at is not None:
        raise Ended(ENDED)
    if not first_to_answer(number, now):
        if standing is None or invitation.accepted_at is None:
            raise Ended(ENDED)
        return standing
    return _joined(user, organisation, invitation, standing, now)


def first_to_answer(number: int, now: datetime) -> bool:
    """Marks it as accepted while it waits; of two who try, one gets it."""
    waiting = Invitation.objects.unanswered().filter(pk=number, expires_at__gt=now)
    return bool(waiting.update(accepted_at=now))


@transaction.atomic
def decline(user: User, number: int, now: datetime) -> Invitation:
    """The invitation goes from both sides; whoever sent it sees it no longer wait."""
    invitation, _ = _mine(user, number)
    Invitation.objects.unanswered().filter(pk=number).update(withdrawn_at=now)
    return invitation


def _mine(user: User, number: int) -> tuple[Invitation, Organisation]:
    """The invitation with its organisation held still; raises Unknown, Ended, Forbidden."""
    invitation = Invitation.objects.filter(pk=number).first()
    if invitation is None:
        raise Unknown(_("There is no such invitation here."))
    try:
        organisation = hold(user, pk=invitation.organisation_id)
    except Unknown as closed:
        raise Ended(ENDED) from closed
    if invitation.email not in confirmed_addresses(user):
        raise Forbidden(
            _("This invitation is for another address. Confirm that address in your account first.")
        )
    invitation.refresh_from_db()  # it may have been answered while we waited
    return invitation, organisation


def _joined(
    user: User, organisation: Organisation, invitation: Invitation, standing: Membership | None, now: datetime
) -> Membership:
    """A new membership, or the higher of two roles for somebody who had come by the joining link."""
    ranks = Membership.Role.values
    if standing is None:
        standing = Membership.objects.create(
            organisation=organisation, user=user, role=invitation.role, email=invitation.email, joined_at=now
        )
        note("joined organisation", organisation, user, role=invitation.role, how="invitation")
    elif ranks.index(invitation.role) < ranks.index(standing.role):
        before, standing.role = standing.role, invitation.role
        standing.save(update_fields=["role"])
        note("role changed", organisation, user, of=user.pk, before=before, after=standing.role)
    return standing
