"""Names who besides the owner sees the result of a round, and who runs its consensus session."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from accounts.models import Membership
from readiness.models import Reader, Round

from .refusals import Refused


@transaction.atomic
def name_reader(measured: Round, email: str, facilitator: bool, now: datetime) -> Reader:
    """An active member of the organisation; named again, the newer choice stands."""
    address = email.strip()
    members = Membership.objects.filter(organisation=measured.organisation, suspended_at__isnull=True)
    member = members.filter(Q(email__iexact=address) | Q(user__email__iexact=address)).first()
    if member is None:
        raise Refused(
            "No member of the organisation has this address. Invite them to the organisation first."
        )
    if member.user_id == measured.owner_id:
        raise Refused("This is your own address: as the owner of the round you see its result anyway.")
    reader, _ = Reader.objects.update_or_create(
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
