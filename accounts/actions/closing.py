"""Closes an organisation for good, or passes it on when its owner deletes the account."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy

from accounts.invitation_mail import tell_new_owner
from accounts.models import Membership, Organisation, User

from .appointing import make_owner
from .holding import owning
from .inviting import withdraw_all
from .noting import note, note_history

PASSED_ON = gettext_lazy("The owner's account was deleted, and you have served longest.")


@transaction.atomic
def close_organisation(actor: User, public_id: UUID, now: datetime) -> Organisation:
    """From now on its pages are there for nobody and its rounds cannot be answered."""
    organisation = owning(actor, public_id).organisation
    _close(organisation, actor, now)
    return organisation


@transaction.atomic
def let_go(user: User, now: datetime) -> None:
    """Ends every membership of somebody whose account goes; what they own passes on, or closes."""
    mine = Membership.objects.filter(user_id=user.pk)
    held = Organisation.objects.select_for_update(no_key=True).filter(pk__in=mine.values("organisation_id"))
    organisations = {organisation.pk: organisation for organisation in held.order_by("pk")}
    for place in list(mine.filter(organisation__in=organisations)):  # read when nothing can change any more
        organisation = organisations[place.organisation_id]
        place.delete()
        if place.role == Membership.Role.OWNER and organisation.open:
            _pass_on(organisation, user, now)


def _pass_on(organisation: Organisation, user: User, now: datetime) -> None:
    """To the longest-serving administrator, else to the longest-serving member."""
    heirs = organisation.memberships.active().select_related("user")
    heir = heirs.by_rank().first()
    if heir is None:
        _close(organisation, user, now)
        return
    make_owner(heir)
    note("ownership passed on", organisation, user, to=heir.user_id)
    note_history("hand_over", organisation, None)
    tell_new_owner(heir, organisation, PASSED_ON)


def _close(organisation: Organisation, by: User, now: datetime) -> None:
    organisation.closed_at = now
    organisation.joining_domain = ""
    organisation.joining_turn += 1
    organisation.save(update_fields=["closed_at", "joining_domain", "joining_turn"])
    withdraw_all(Q(organisation=organisation), now)
    note("organisation closed", organisation, by)
    note_history("close", organisation, by)
