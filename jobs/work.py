"""Jobs from asking to done: enqueue, ring, claim, perform, sweep. Every step may die; the row stays true."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from .models import MAX_ATTEMPTS, Job

logger = logging.getLogger(__name__)
RETRY_AFTER = timedelta(seconds=5)

# The slow part of a job runs outside any transaction and may hand back what to record; this is then written
# in the very transaction that marks the job done, so that an effect can neither be lost nor doubled.
Record = Callable[[], object]
Work = Callable[[Job], Record | None]


class LeaseLost(Exception):
    """Somebody else holds the job by now; nothing of ours may be recorded."""


def work_of(kind: str) -> Work:
    return import_string(settings.JOB_KINDS[kind])


def enqueue(kind: str, key: str, **ids: int | str) -> Job:
    """The job with this key, made on the first call in the caller's transaction; the bell rings on commit."""
    work_of(kind)
    job, made = Job.objects.get_or_create(key=key, defaults={"kind": kind, "payload": ids})
    if made:
        transaction.on_commit(partial(ring, job.pk), robust=True)
    return job


def ring(pk: int) -> None:
    """Tell the workers. A broker that is away loses nothing: the sweep finds the row."""
    try:
        import_string(settings.JOB_BELL)(pk)
    except Exception as problem:
        logger.warning("no bell", extra={"facts": {"job": pk, "problem": type(problem).__name__}})


def run(pk: int, now: Callable[[], datetime] = timezone.now) -> Job | None:
    """Claim the job and perform it; None when it is not ours to do. What it raises leads to another try."""
    job = Job.objects.claim(pk, now())
    if job is None:
        return None
    try:
        record = work_of(job.kind)(job)
        finish(job, record, now())
    except LeaseLost:
        logger.warning("lease lost", extra={"facts": {"job": pk, "kind": job.kind}})
    except Exception as problem:
        put_back(job, problem, now())
    return job


def finish(job: Job, record: Record | None, now: datetime) -> None:
    with transaction.atomic():
        done = {"state": Job.State.DONE, "lease_until": None, "reason": "", "finished_at": now}
        if not Job.objects.still_held(job).update(**done):
            raise LeaseLost
        if record:
            record()


def put_back(job: Job, problem: Exception, now: datetime) -> None:
    """Try again, each time later; the last failure is a dead letter. Of the error only the kind is kept."""
    reason = type(problem).__name__
    given_up = job.attempts >= MAX_ATTEMPTS
    Job.objects.still_held(job).update(
        state=Job.State.FAILED if given_up else Job.State.QUEUED,
        lease_until=None if given_up else now + RETRY_AFTER * 2**job.attempts,
        finished_at=now if given_up else None,
        reason=reason,
    )
    level = logging.ERROR if given_up else logging.WARNING
    facts = {"job": job.pk, "kind": job.kind, "attempt": job.attempts, "reason": reason}
    logger.log(level, "job given up" if given_up else "job failed", extra={"facts": facts})


def sweep(now: datetime) -> list[int]:
    """Ring for what is due, oldest first, for twice the slots at most: a flood of bells starves work."""
    Job.objects.give_up(now)
    due = list(
        Job.objects.due(now).order_by("created_at").values_list("pk", flat=True)[: settings.JOB_SLOTS * 2]
    )
    for pk in due:
        ring(pk)
    return due
