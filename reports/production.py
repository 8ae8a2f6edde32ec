"""From a job to a file: the slow part outside any transaction, the record with the job's own end."""

import hashlib
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import cast

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.module_loading import import_string
from django.utils.text import slugify
from django.utils.translation import gettext_noop

from jobs.models import Job
from jobs.work import Record

from .briefing.edits import Edits
from .briefing.of_round import NotReady, briefing_for, result_of
from .briefing.pages import Briefing
from .briefing.shape import Stamp
from .files import put
from .formats import Paper
from .mails import tell_that_it_is_ready
from .models import Report

Maker = Callable[[Briefing, Paper], bytes]
SLOW = timedelta(seconds=20)
REOPENED = gettext_noop(
    "The round was reopened and has another result by now. Ask for the report of the new one."
)


@translation.override(settings.LANGUAGE_CODE)
def produce(job: Job) -> Record | None:
    """The file of the report that the job names; None where it was made, or deleted, meanwhile."""
    report = Report.objects.with_state().filter(pk=job.payload["report"]).first()
    if report is None or report.sha256:
        return None
    try:
        briefing = briefing_of(report)
    except NotReady as why:
        return partial(_refuse, report.pk, str(why))
    data = made(report, briefing)
    put(report.path, data)
    return partial(_keep, report, hashlib.sha256(data).hexdigest(), len(data), name_of(report, briefing))


def briefing_of(report: Report) -> Briefing:
    """What the file says: the words of its version, the stamp of its approval."""
    edition = report.edition
    if result_of(edition.round).hash != edition.result_hash:
        raise NotReady(REOPENED)
    return briefing_for(edition.round, Edits(edition.words), stamp_of(report), edition.given)


def stamp_of(report: Report) -> Stamp:
    """Days of the version, never of the making."""
    edition = report.edition
    approved = edition.approved_at if report.approved else None
    return Stamp(
        version=edition.number,
        approved_on=approved.date() if approved else None,
        dated=(approved or edition.made_at).date(),
        code=report.code,
        url=f"{settings.BASE_URL}/check/{report.code}/",
    )


def made(report: Report, briefing: Briefing) -> bytes:
    maker: Maker = import_string(report.form.maker)
    return maker(briefing, cast(Paper, report.paper))


def name_of(report: Report, briefing: Briefing) -> str:
    """Organisation, date, framework version; what is not approved says so."""
    about, edition = briefing.about, report.edition
    subject = slugify(about.subject.text, allow_unicode=True)[:60].strip("-") or "readiness"
    state = f"v{edition.number}" if report.approved else f"draft-{edition.number}"
    return f"{subject}-{about.closed_on.isoformat()}-{about.instrument}-{state}.{report.form.suffix}"


def _keep(report: Report, sha256: str, size: int, name: str) -> None:
    """In the transaction that ends the job. A report deleted meanwhile takes its file along."""
    now = timezone.now()
    mine = Report.objects.filter(pk=report.pk)
    if not mine.update(sha256=sha256, size=size, name=name, ready_at=now, refused=""):
        transaction.on_commit(partial(report.path.unlink, missing_ok=True))
    elif _took_long(report, now):
        tell_that_it_is_ready(report, name)


def _took_long(report: Report, now: datetime) -> bool:
    return now - report.asked_at > SLOW


def _refuse(pk: int, why: str) -> None:
    Report.objects.filter(pk=pk).update(refused=why[:200])
