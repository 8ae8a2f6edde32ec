"""Submits a sheet: its answers stand; one's own are scored at once, and frozen with the instrument."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.device import Asker
from readiness.models import Answer, Invitee, Result, Round, Sheet
from readiness.results.marking import marked
from readiness.results.snapshot import digest, frozen

from .carrying import carry_over
from .refusals import Closed, RoundClosed, Unknown


@transaction.atomic
def submit_sheet(asker: Asker, run: UUID, now: datetime) -> Round:
    """The round: one's own with its result, a group's with one more answer; by the first of many calls."""
    group = held_round(asker, run)
    try:
        sheet = Sheet.objects.locked(asker, run)
    except Sheet.DoesNotExist as missing:
        raise Unknown(_("There is no such assessment here.")) from missing
    if group is not None and sheet.submitted_at is None:
        hand_in(sheet, group)
    if first_to_submit(sheet, now) and sheet.personal:
        close(sheet, now)
    return sheet.round


def held_round(asker: Asker, run: UUID) -> Round | None:
    """The organisation's round that the sheet answers, held so that it is not closed meanwhile."""
    mine = Sheet.objects.visible_to(asker).filter(public_id=run, personal=False)
    rounds = Round.objects.select_for_update(of=("self",)).filter(pk__in=mine.values("round_id"))
    return rounds.first()


def hand_in(sheet: Sheet, group: Round) -> None:
    """One person, one voice: without an invitation that stands, nothing is sent."""
    if group.closed_at is not None:
        raise Closed(sheet)
    standing = Invitee.objects.filter(round=group, respondent=sheet.respondent_id, withdrawn_at=None)
    if not standing.update(answered=True, mail_due=""):
        raise RoundClosed(
            _(
                "Your invitation to this round was withdrawn, or your link was opened on another device."
                " Open the link in your mail again to go on."
            )
        )


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
    carry_over(measured, now)
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
