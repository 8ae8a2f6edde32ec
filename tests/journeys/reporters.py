"""An owner whose report is edited, made and shared, at addresses that are known beforehand."""

from uuid import UUID

from django.utils import timezone

from accounts.models import User
from jobs import work
from readiness.models import Round
from reports.actions import ask_for, make_link, save_words
from reports.actions.linking import signer
from reports.models import PrivateLink, Report
from tests.readiness.panels import closed_panel, open_panel

ABOUT, STILL_OPEN = UUID(int=0xD0), UUID(int=0xD1)
LINK, ENDED = UUID(int=0xD2), UUID(int=0xD3)
CODE = "K7QF-2M9X-4TBD"
REPORTER = {
    "report": f"/results/{ABOUT}/report/",
    "its words": f"/results/{ABOUT}/report/edit/",
    "no report yet": f"/results/{STILL_OPEN}/report/",
    "private link": f"/shared/{signer.sign(LINK.hex)}/",
    "ended link": f"/shared/{signer.sign(ENDED.hex)}/",
    "check": f"/check/{CODE}/",
    "a code": "/check/",
    "wrong code": "/check/0000-0000-0000/",
}


def report() -> User:
    """The owner of a closed round with a PDF, a link to it, one that ended, and a workbook on its way."""
    now = timezone.now()
    closed = closed_panel({"exec": 5, "tech": 5})
    waiting = open_panel({"exec": 1}, of=closed.organisation)
    Round.objects.filter(pk=closed.pk).update(public_id=ABOUT)
    Round.objects.filter(pk=waiting.pk).update(public_id=STILL_OPEN)
    about = Round.objects.get(pk=closed.pk)
    save_words(about, {"finding": "We promise more than we can show."}, 0, about.owner, now)
    made = ask_for(about, "pdf", "a4", about.owner, now)
    work.run(made.job_id)
    Report.objects.filter(pk=made.pk).update(code=CODE)
    for name in (LINK, ENDED):
        link = make_link(about, made.public_id, about.owner, now)
        ended = now if name == ENDED else None
        PrivateLink.objects.filter(pk=link.pk).update(public_id=name, revoked_at=ended)
    return about.owner
