"""Names who besides the owner sees the result of a round; and who owns it when its owner has gone."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.models import Membership, User
from readiness.models import Reader, Round

from .inviting import held
from .refusals import Refused, RoundClosed


@transaction.atomic
def name_reader(measured: Round, email: str, facilitator: bool, now: datetime) -> Reader:
    """An active member of the organisation; named again, the newer choice stands."""
    address = email.strip()
    members = Membership.objects.filter(organisation=measured.organisation, suspended_at__isnull=True)
    member = members.filter(Q(email__iexact=address) | Q(user__email__iexact=address)).first()
    if member is None:
        raise Refused(
            _("No member of the organisation has this address. Invite them to the organisation first.")
        )
    if member.user_id == measured.owner_id:
        raise Refused(_("This is your own address: as the owner of the round you see its result anyway."))
    reader, _new = Reader.objects.update_or_create(
        round=measured,
        user_id=member.user_id,
        defaults={"facilitator": facilitator},
        create_defaults={"facilitator": facilitator, "named_at": now},
    )
    return reader


@transaction.atomic
def take_back(measured: Round, pk: int) -> None:
    """The person sees the result no longer; taken back twice it is the same."""
    Reader.objects.filter(round=measured, pk=pk).delete()


def has_owner(measured: Round) -> bool:
    """Whether its owner is still an active member of the organisation."""
    members = Membership.objects.filter(organisation=measured.organisation_id, suspended_at__isnull=True)
    return measured.owner_id is not None and members.filter(user=measured.owner_id).exists()


@transaction.atomic
def take_over_round(measured: Round, leader: User) -> Round:
    """A round whose owner has gone could never be closed; who leads the organisation becomes its owner."""
    left = held(measured)
    if left.owner_id == leader.pk:
        return left  # pressed twice
    if has_owner(left):
        raise RoundClosed(_("This round has an owner, who runs it."))
    left.owner = leader
    left.save(update_fields=["owner"])
    Reader.objects.filter(round=left, user=leader).delete()
    return left
