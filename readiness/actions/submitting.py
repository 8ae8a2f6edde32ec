"""Submits a sheet: its answers stand, they are scored once, and the result is frozen with the instrument."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from accounts.device import Asker
from readiness.models import Answer, Result, Round, Sheet
from readiness.results.marking import marked
from readiness.results.snapshot import digest, frozen

from .refusals import Unknown


@transaction.atomic
def submit_sheet(asker: Asker, run: UUID, now: datetime) -> Round:
    """The closed round with its result, made by the first of any number of calls."""
    try:
        sheet = Sheet.objects.locked(asker, run)
    except Sheet.DoesNotExist as missing:
        raise Unknown("There is no such assessment here.") from missing
    if first_to_submit(sheet, now):
        close(sheet, now)
    return sheet.round


def first_to_submit(sheet: Sheet, now: datetime) -> bool:
    """True for one caller only, whatever the database thinks of locks."""
    return bool(Sheet.objects.open().filter(pk=sheet.pk).update(submitted_at=now))


def close(sheet: Sheet, now: datetime) -> Result:
    """The result of a round of one: the instrument as it is today is what it was measured by."""
    measured, instrument = sheet.round, sheet.round.instrument
    measured.instrument_hash = instrument.fingerprint
    measured.closed_at, measured.retention_until = now, year_after(now.date())
    measured.save(update_fields=["instrument_hash", "closed_at", "retention_until"])
    scores = marked(sheet.scope, sheet.role, Answer.objects.given_on(sheet))
    return Result.objects.create(
        round=measured,
        scores=scores,
        snapshot=frozen(instrument),
        hash=digest({"scores": scores, "form": sheet.form, "instrument": instrument.fingerprint}),
        computed_at=now,
    )


def year_after(day: date) -> date:
    """The same day of the next year; 1 March for the 29th of February."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return date(day.year + 1, 3, 1)
