"""Founds an organisation, and changes what is said about it."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Membership, Organisation, User

from .addressing import address_shown
from .holding import leading
from .noting import note, note_history
from .refusals import Conflict

MOST_OWNED = 10


@transaction.atomic
def found_organisation(owner: User, key: UUID, facts: Mapping[str, str], now: datetime) -> Organisation:
    """The form carries the key, so that pressed twice it founds one; the founder owns it."""
    User.objects.select_for_update(no_key=True).get(pk=owner.pk)
    owned = Organisation.objects.filter(
        memberships__user_id=owner.pk, memberships__role=Membership.Role.OWNER, closed_at__isnull=True
    )
    if made := owned.filter(public_id=key).first():
        return made
    if Organisation.objects.filter(public_id=key).exists():
        raise Conflict(_("This form was used already. Open it again."))
    if owned.count() >= MOST_OWNED:
        raise Conflict(
            _("You own %(most)s organisations. Hand one over or close one first.") % {"most": MOST_OWNED}
        )
    organisation = Organisation.objects.create(public_id=key, created_at=now, **facts)
    Membership.objects.create(
        organisation=organisation,
        user=owner,
        role=Membership.Role.OWNER,
        email=address_shown(owner),
        joined_at=now,
    )
    note("organisation founded", organisation, owner)
    note_history("found", organisation, owner)
    return organisation


@transaction.atomic
def change_organisation(actor: User, public_id: UUID, facts: Mapping[str, str]) -> Organisation:
    """Name, sector, size and region; the same once more changes nothing."""
    organisation = leading(actor, public_id).organisation
    changed = [name for name, value in facts.items() if getattr(organisation, name) != value]
    if changed:
        for name in changed:
            setattr(organisation, name, facts[name])
        organisation.save(update_fields=changed)
        note_history("change", organisation, actor)
    return organisation
