"""Invites people by mail, sends an invitation again, withdraws it; only the hash of a link is kept."""

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.invitation_mail import Letter, send_letters
from accounts.models import Invitation, Membership, User

from .holding import leading
from .noting import note
from .refusals import Forbidden, TooMany, Unknown

LIVES = timedelta(days=14)
TWICE = timedelta(minutes=1)  # sent again within it is a button pressed twice
MOST_A_DAY = 500


@dataclass(frozen=True, slots=True)
class Invited:
    """Addresses by what became of them."""

    sent: tuple[str, ...]
    waiting: tuple[str, ...]
    members: tuple[str, ...]


@transaction.atomic
def invite(actor: User, public_id: UUID, people: Mapping[str, str], now: datetime) -> Invited:
    """People: plain address to role. Whoever belongs already or has a living invitation gets no mail."""
    own = leading(actor, public_id)
    if not all(own.above(role) for role in people.values()):
        raise Forbidden(_("Only the owner invites administrators."))
    belong = set(own.organisation.memberships.values_list("email", flat=True))
    unanswered = {each.email: each for each in own.organisation.invitations.unanswered()}
    members = tuple(email for email in people if email in belong)
    waiting = tuple(
        email
        for email in people
        if email not in belong and email in unanswered and unanswered[email].expires_at > now
    )
    to = [email for email in people if email not in belong and email not in waiting]
    _within_the_day(own, len(to), now)
    expired = [unanswered[email].pk for email in to if email in unanswered]
    Invitation.objects.filter(pk__in=expired).update(withdrawn_at=now)
    _send(own, {email: people[email] for email in to}, now)
    if to:
        note("invited to organisation", own.organisation, actor, people=len(to))
    return Invited(tuple(to), waiting, members)


@transaction.atomic
def resend(actor: User, public_id: UUID, number: int, now: datetime) -> Invitation:
    """A new link that lives as long as the first did; the older one ends."""
    own, invitation = _unanswered(actor, public_id, number)
    if now - invitation.sent_at < TWICE:
        return invitation
    _within_the_day(own, 1, now)
    token = secrets.token_urlsafe(24)
    invitation.token_hash, invitation.invited_by_id = hashed(token), own.user_id
    invitation.sent_at, invitation.expires_at = now, now + LIVES
    invitation.save(update_fields=["token_hash", "invited_by", "sent_at", "expires_at"])
    send_letters([Letter(invitation, token, own)])
    return invitation


@transaction.atomic
def withdraw(actor: User, public_id: UUID, number: int, now: datetime) -> Invitation:
    """The link in the mail ends; the same address can be invited again."""
    own, invitation = _unanswered(actor, public_id, number)
    invitation.withdrawn_at = now
    invitation.save(update_fields=["withdrawn_at"])
    note("invitation withdrawn", own.organisation, actor, invitation=invitation.pk)
    return invitation


def withdraw_all(addressed: Q, now: datetime) -> None:
    """Those that wait: of an organisation that closes, to somebody who is sent away."""
    Invitation.objects.unanswered().filter(addressed).update(withdrawn_at=now)


def hashed(token: str) -> str:
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()


def _unanswered(actor: User, public_id: UUID, number: int) -> tuple[Membership, Invitation]:
    own = leading(actor, public_id)
    invitation = own.organisation.invitations.unanswered().filter(pk=number).first()
    if invitation is None:
        raise Unknown(_("This invitation was accepted or withdrawn meanwhile."))
    if not own.above(invitation.role):
        raise Forbidden(_("Only the owner decides about invitations of administrators."))
    return own, invitation


def _within_the_day(own: Membership, more: int, now: datetime) -> None:
    recent = Invitation.objects.filter(
        Q(organisation=own.organisation) | Q(invited_by=own.user_id), sent_at__gt=now - timedelta(days=1)
    )
    if more and recent.count() + more > MOST_A_DAY:
        raise TooMany(
            _("An organisation sends at most %(most)s invitations a day. Go on tomorrow.")
            % {"most": MOST_A_DAY}
        )


def _send(own: Membership, people: Mapping[str, str], now: datetime) -> None:
    tokens = {email: secrets.token_urlsafe(24) for email in people}
    made = Invitation.objects.bulk_create(
        Invitation(
            organisation=own.organisation,
            email=email,
            role=role,
            token_hash=hashed(tokens[email]),
            invited_by_id=own.user_id,
            sent_at=now,
            expires_at=now + LIVES,
        )
        for email, role in people.items()
    )
    send_letters([Letter(each, tokens[each.email], own) for each in made])
