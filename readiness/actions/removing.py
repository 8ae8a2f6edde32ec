"""Deletes what a respondent no longer wants kept, and answers that have been kept long enough."""

from datetime import date
from uuid import UUID

from django.db import transaction

from accounts.device import Asker
from readiness.models import Answer, Round, Sheet

from .refusals import Unknown


@transaction.atomic
def remove_sheet(asker: Asker, run: UUID) -> None:
    """One person's assessment with its answers and its result; nobody else took part in it."""
    try:
        sheet = Sheet.objects.locked(asker, run)
    except Sheet.DoesNotExist as missing:
        raise Unknown("There is no such assessment here.") from missing
    Round.objects.filter(pk=sheet.round_id, kind=Round.Kind.INDIVIDUAL).delete()


def forget_answers(today: date) -> int:
    """Answers of rounds past their retention date go; the results, frozen long before, stay."""
    return Answer.objects.filter(sheet__round__retention_until__lt=today).delete()[0]
