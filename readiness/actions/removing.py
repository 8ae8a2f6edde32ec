"""Deletes what a respondent no longer wants kept, and what has been kept long enough."""

from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.device import Asker
from readiness.models import Answer, Invitee, Reanswer, Round, Sheet

from .closing import months_after
from .refusals import RoundClosed, Unknown
from .submitting import held_round

WHY_NOT = gettext_lazy(
    "The round was closed and its result holds everybody's answers together, so yours cannot be taken out."
    " They are deleted on the date the round names; until then you alone can read them."
)
UNCONFIRMED = timedelta(days=7)  # who asked for a link and never opened it


@transaction.atomic
def remove_sheet(asker: Asker, run: UUID) -> Sheet:
    """One's own assessment with its result; of a group's round one's answers, while they are in no result."""
    group = held_round(asker, run)
    invitations = Invitee.objects.select_for_update(of=("self",)).filter(round=group)
    try:
        mine = invitations.filter(respondent__sheets__public_id=run).first() if group else None
        sheet = Sheet.objects.locked(asker, run)
    except Sheet.DoesNotExist as missing:
        raise Unknown(_("There is no such assessment here.")) from missing
    if group is None:
        Round.objects.filter(pk=sheet.round_id, kind=Round.Kind.INDIVIDUAL).delete()
        return sheet
    if sheet.submitted_at is not None and (group.closed_at is not None or sheet.is_in_result):
        raise RoundClosed(WHY_NOT)
    if mine is not None:
        mine.answered, mine.respondent = False, None
        mine.save(update_fields=["answered", "respondent"])
    sheet.delete()
    return sheet


def forget_answers(today: date) -> int:
    """Answers of rounds past their retention date go; the results, frozen long before, stay.

    With them go the addresses of those who were asked; so do both when an organisation closed a year ago.
    """
    past = Q(retention_until__lt=today) | Q(organisation__closed_at__date__lt=months_after(today, -12))
    rounds = Round.objects.filter(past).values("pk")
    Invitee.objects.filter(round__in=rounds).delete()
    Invitee.objects.filter(confirmed_at=None, invited_at__date__lt=today - UNCONFIRMED).delete()
    Reanswer.objects.filter(round__in=rounds).delete()
    return Answer.objects.filter(sheet__round__in=rounds).delete()[0]
