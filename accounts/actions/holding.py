"""Holding an organisation still while one act changes it, and the rights of whoever acts, read meanwhile.

The person is locked first, then the organisation, everywhere in this order: erasing an account holds both.
"""

from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Membership, Organisation, User

from .refusals import Forbidden, Unknown

NOT_HERE = gettext_lazy("There is no such organisation here.")


def held(actor: User, public_id: UUID) -> Membership:
    """The person's own membership, current until the transaction ends; raises Unknown."""
    return own_place(actor, hold(actor, public_id=public_id))


def hold(actor: User, **which: object) -> Organisation:
    """The open organisation, locked until the transaction ends, whoever asks; raises Unknown."""
    if not User.objects.select_for_update(no_key=True).filter(pk=actor.pk, is_active=True):
        raise Unknown(NOT_HERE)
    found = Organisation.objects.select_for_update(no_key=True).filter(closed_at__isnull=True, **which)
    organisation = found.first()
    if organisation is None:
        raise Unknown(NOT_HERE)
    return organisation


def own_place(actor: User, organisation: Organisation) -> Membership:
    """Read after the lock, so that what was changed while waiting for it counts."""
    own = organisation.memberships.active().filter(user_id=actor.pk).first()
    if own is None:
        raise Unknown(NOT_HERE)
    return own


def leading(actor: User, public_id: UUID) -> Membership:
    own = held(actor, public_id)
    if not own.leads:
        raise Forbidden(_("Only the owner and the administrators can do this."))
    return own


def owning(actor: User, public_id: UUID) -> Membership:
    own = held(actor, public_id)
    if own.role != Membership.Role.OWNER:
        raise Forbidden(_("Only the owner can do this."))
    return own


def colleague(own: Membership, number: int) -> Membership:
    """Somebody of the same organisation; raises Unknown."""
    found = Membership.objects.filter(organisation=own.organisation, pk=number).select_related("user").first()
    if found is None:
        raise Unknown(_("This person does not belong to the organisation any more."))
    return found


def subordinate(own: Membership, number: int) -> Membership:
    """Somebody about whom this role decides; raises Unknown, Forbidden."""
    found = colleague(own, number)
    if not own.above(found.role):
        raise Forbidden(_("Only the owner decides about administrators, and nobody about the owner."))
    return found
