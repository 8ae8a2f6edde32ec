"""Closes a round: its answers stand, what they come to is computed once and frozen with the instrument."""

from datetime import date, datetime
from functools import partial

from django.db import transaction

from jobs.models import Job
from jobs.work import Record, enqueue
from readiness.anonymity import may_show_again
from readiness.details import details
from readiness.gathered import gathered
from readiness.models import EarlierResult, Invitee, Result, Round
from readiness.published import published
from readiness.results.snapshot import digest, frozen
from readiness.rounds import score

from .carrying import carry_over
from .inviting import held
from .standing import keep_scores

INLINE = 300  # sheets that are scored while the owner waits; more are a job
KEPT = ("scores", "details", "snapshot", "hash", "computed_at")


@transaction.atomic
def close_round(measured: Round, now: datetime) -> Round:
    """The closed round, closed by the first of any number of calls; few answers are scored at once."""
    if first_to_close(measured, now):
        # From now on no address leads to answers (SPEC 3.8).
        Invitee.objects.filter(round_id=measured.pk).update(respondent=None, mail_due="")
        closed = Round.objects.get(pk=measured.pk)
        people = closed.sheets.submitted().count()
        if may_show_again(people, closed.shown):
            if people <= INLINE:
                compute(closed, now)
            else:
                enqueue("close_round", f"close_round:{closed.pk}:{people}", round=closed.pk)
    return Round.objects.get(pk=measured.pk)


def first_to_close(measured: Round, now: datetime) -> bool:
    """True for one caller only; from here on no sheet of the round is submitted."""
    invited = Invitee.objects.filter(round_id=measured.pk).counted().count()
    return bool(
        Round.objects.of_groups()
        .open()
        .filter(pk=measured.pk)
        .update(
            closed_at=now,
            retention_until=months_after(now.date(), measured.keep_months),
            invited=invited,
            instrument_hash=measured.instrument.fingerprint,
        )
    )


def is_computing(measured: Round, people: int) -> bool:
    """Whether a closed round waits for a result that it may show."""
    return measured.closed_at is not None and may_show_again(people, measured.shown)


def compute(measured: Round, now: datetime) -> Result:
    """The frozen result of a closed round that five people or more answered."""
    return freeze(worked_out(measured, now))


def compute_later(job: Job) -> Record | None:
    """The work of a job: what it found out is written when the job is marked as done."""
    measured = Round.objects.filter(pk=job.payload["round"]).first()
    if measured is None or not is_computing(measured, measured.sheets.submitted().count()):
        return None
    return partial(freeze, worked_out(measured, measured.closed_at or job.created_at))


def worked_out(measured: Round, now: datetime) -> Result:
    """The result, not yet kept."""
    found, instrument = gathered(measured), measured.instrument
    result = score(found.asked, found.data)
    earlier = Result.objects.filter(round=measured).values_list("details", flat=True).first()
    scores = published(instrument, result)
    sums = details(instrument, found.data, result, before=earlier, pace=found.pace)
    said = {"scores": scores, "form": measured.form, "instrument": instrument.fingerprint}
    return Result(
        round=measured,
        scores=scores,
        details=sums,
        snapshot=frozen(instrument),
        hash=digest(said),
        computed_at=now,
    )


@transaction.atomic
def freeze(result: Result) -> Result:
    """Keeps the result; one that was shown before the round was reopened stays beside it as it was."""
    measured = held(result.round)
    if not is_computing(measured, result.details["people"]):
        return Result.objects.get(round=measured)  # another worker was first
    for old in Result.objects.filter(round=measured):
        EarlierResult.objects.create(round=measured, **{name: getattr(old, name) for name in KEPT})
        old.delete()
    result.save(force_insert=True)
    Round.objects.filter(pk=measured.pk).update(shown=result.details["people"])
    keep_scores(measured)
    carry_over(measured, result.computed_at)
    return result


def months_after(day: date, months: int) -> date:
    """The same day so many months later; the first of the next month where there is no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    try:
        return date(year, month + 1, day.day)
    except ValueError:
        return date(year, month + 2, 1)  # December has every day
