"""Starts an assessment, or goes on with the one that is open: pressed twice it is still one."""

from datetime import datetime

from django.db import IntegrityError, transaction

from readiness.instrument_file import shipped
from readiness.models import Respondent, Round, Sheet
from readiness.questionnaire import CURRENT, QUICK

from .refusals import Refused


@transaction.atomic
def start_sheet(respondent: Respondent, form: str, role: str, now: datetime, again: bool = False) -> Sheet:
    """The open sheet of this form, made if there is none; `again` throws an open one away first.

    The quick form may go without a role. A role said later replaces the one said before.
    """
    if form not in Sheet.Form.values:
        raise Refused("Choose the quick form or the full form.")
    if role not in shipped(CURRENT).role_ids and (role or form != QUICK):
        raise Refused("Choose the role you answer in, so that each question finds who can know.")
    mine = Sheet.objects.open().filter(respondent=respondent, form=form).select_related("round")
    if again:
        Round.objects.filter(sheets__in=mine, kind=Round.Kind.INDIVIDUAL).delete()
    try:
        sheet = mine.first() or _made(respondent, form, role, now)
    except IntegrityError:
        sheet = mine.get()  # of the other click, which was first
    if role and sheet.role != role:
        sheet.role = role
        sheet.save(update_fields=["role"])
    return sheet


@transaction.atomic
def _made(respondent: Respondent, form: str, role: str, now: datetime) -> Sheet:
    instrument = shipped(CURRENT)
    opened = Round.objects.create(
        instrument_id=instrument.id, instrument_hash=instrument.fingerprint, opened_at=now
    )
    return Sheet.objects.create(round=opened, respondent=respondent, role=role, form=form, started_at=now)
