"""Starts an assessment, or goes on with the one that is open: pressed twice it is still one."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from readiness.instrument import Instrument
from readiness.models import Respondent, Round, Sheet
from readiness.questionnaire import QUICK
from readiness.versions import current

from .again import start_from
from .refusals import Refused


@transaction.atomic
def start_sheet(respondent: Respondent, form: str, role: str, now: datetime, again: bool = False) -> Sheet:
    """The open sheet of this form, made if there is none; `again` throws an open one away first.

    The quick form may go without a role. A role said later replaces the one said before.
    """
    if form not in Sheet.Form.values:
        raise Refused(_("Choose the quick form or the full form."))
    instrument = current()
    if role not in instrument.role_ids and (role or form != QUICK):
        raise Refused(_("Choose the role you answer in, so that each question finds who can know."))
    mine = Sheet.objects.open().filter(respondent=respondent, form=form, personal=True)
    mine = mine.select_related("round")
    if again:
        Round.objects.filter(sheets__in=mine, kind=Round.Kind.INDIVIDUAL).delete()
    try:
        sheet = mine.first() or _made(respondent, instrument, form, role, now)
    except IntegrityError:
        sheet = mine.get()  # of the other click, which was first
    if role in sheet.round.instrument.role_ids and sheet.role != role:
        sheet.role = role
        sheet.save(update_fields=["role"])
    return sheet


@transaction.atomic
def _made(respondent: Respondent, instrument: Instrument, form: str, role: str, now: datetime) -> Sheet:
    opened = Round.objects.create(
        instrument_id=instrument.id, instrument_hash=instrument.fingerprint, opened_at=now
    )
    sheet = Sheet.objects.create(round=opened, respondent=respondent, role=role, form=form, started_at=now)
    start_from(sheet, now)
    return sheet
