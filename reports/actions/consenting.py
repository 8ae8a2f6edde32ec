"""Letting an organisation see by name what one completed, and ending that."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.actions import Unknown
from accounts.models import Organisation, User
from reports.models import EvidenceConsent


def give_consent(user: User, public_id: UUID, now: datetime) -> EvidenceConsent:
    """The standing consent; Unknown for an organisation that the person does not belong to."""
    organisation = _organisation(user, public_id)
    own = EvidenceConsent.objects.filter(user=user, organisation=organisation)
    if standing := own.standing().first():
        return standing
    try:
        with transaction.atomic():
            # One from an earlier membership counts no longer; it ends where the new one begins.
            own.filter(withdrawn_at__isnull=True).update(withdrawn_at=now)
            return EvidenceConsent.objects.create(user=user, organisation=organisation, given_at=now)
    except IntegrityError:  # the other press was first
        return own.standing().get()


def withdraw_consent(user: User, public_id: UUID, now: datetime) -> None:
    """From the next pack on there is no line of this person; also for who was suspended meanwhile."""
    EvidenceConsent.objects.filter(
        user=user, organisation__public_id=public_id, withdrawn_at__isnull=True
    ).update(withdrawn_at=now)


def _organisation(user: User, public_id: UUID) -> Organisation:
    found = Organisation.objects.visible_to(user).filter(public_id=public_id).first()
    if found is None:
        raise Unknown(_("There is no such organisation here."))
    return found
