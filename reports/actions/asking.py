"""Asks for a file: one row and one job for the same version and form, however often it is pressed."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from jobs.work import enqueue
from readiness.models import Round
from reports.codes import code_of
from reports.formats import FORMATS, PAPERS
from reports.models import Edition, Report

from .editing import version_for
from .refusals import Refused, TooMany

KIND = "report"
HOUR = timedelta(hours=1)
MOST_AN_HOUR = 60
AGAIN = 5


@transaction.atomic
def ask_for(measured: Round, form: str, paper: str, by: User | None, now: datetime) -> Report:
    """The report, with its job. One that failed is asked for anew, a few times."""
    if form not in FORMATS or paper not in PAPERS:
        raise Refused(_("Choose one of the formats offered."))
    edition = version_for(measured, by, now)
    paper = paper if FORMATS[form].sized else PAPERS[0]
    same = Report.objects.filter(
        edition=edition, approved=edition.approved_at is not None, format=form, paper=paper
    )
    last = same.select_related("job").order_by("-turn").first()
    if last is not None and (last.state != Report.State.FAILED or last.turn >= AGAIN):
        return last
    made = Report.objects.filter(edition__round=measured, asked_at__gt=now - HOUR)
    if made.count() >= MOST_AN_HOUR:
        raise TooMany(
            _("Many files of this report were made in the last hour. Wait a while, then ask again.")
        )
    return _asked(edition, form, paper, last.turn + 1 if last else 0, by, now)


def _asked(edition: Edition, form: str, paper: str, turn: int, by: User | None, now: datetime) -> Report:
    approved = edition.approved_at is not None
    code = code_of(
        edition.round.public_id,
        edition.result_hash,
        edition.number,
        edition.words,
        edition.given,
        approved,
        form,
        paper,
        turn,
    )
    report, _ = Report.objects.get_or_create(
        edition=edition,
        approved=approved,
        format=form,
        paper=paper,
        turn=turn,
        defaults={"code": code, "asked_by": by, "asked_at": now},
    )
    if report.job_id is None:
        report.job = enqueue(KIND, f"report:{report.pk}", report=report.pk)
        report.save(update_fields=["job"])
    return report
