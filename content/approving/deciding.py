"""The reviewer decides, once, on the version that the link showed."""

from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from content.models import Approval
from jobs.reader import read_by

from .asking import hashed, note


class Ended(Exception):
    """The link decides nothing any more."""


def followed(token: str, now: datetime) -> Approval | None:
    """The open approval behind a link whose draft is still the newest."""
    found = Approval.objects.open(now).filter(token_hash=hashed(token))
    approval = found.select_related("step__workflow_state", "revision", "asked_by").first()
    if approval is None:
        return None
    page = approval.step.workflow_state.content_object
    return approval if page and page.latest_revision_id == approval.revision_id else None


def ending_of(token: str, now: datetime) -> tuple[str, Approval | None]:
    """Why a link that is not followed has ended, for whoever holds it; empty where that is not known."""
    approval = Approval.objects.filter(token_hash=hashed(token)).first()
    if approval is None:
        return "", None
    if approval.decided_at:
        return "used", approval
    if approval.ended_at:
        return "followed", approval
    return ("late" if approval.expires_at <= now else "changed"), approval


@transaction.atomic
def decide(token: str, approved: bool, comment: str, now: datetime) -> Approval:
    """Raises Ended; PublishRefused where this is the last step, and then nothing is decided."""
    approval = followed(token, now)
    verdict = Approval.Verdict.APPROVED if approved else Approval.Verdict.SENT_BACK
    waiting = Approval.objects.filter(pk=approval.pk if approval else None, decided_at=None, ended_at=None)
    if approval is None or not waiting.update(decided_at=now, verdict=verdict):
        raise Ended
    approval.refresh_from_db()
    page = approval.step.workflow_state.content_object.specific
    note("content.reviewed_by_mail", approval, page)
    step = approval.step.specific
    (step.approve if approved else step.reject)(user=None, comment=comment)
    if approval.asked_by and approval.asked_by.is_active and approval.asked_by.email:
        with read_by(approval.asked_by.email):
            _letter(approval, comment).send()
    return approval


def _letter(approval: Approval, comment: str) -> EmailMessage:
    page = approval.step.workflow_state.content_object
    title = " ".join(approval.revision.as_object().title.split())
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    words = {
        "product": settings.PRODUCT_NAME,
        "approval": approval,
        "title": title,
        "comment": comment,
        "link": f"{settings.BASE_URL}{edit}",
    }
    approved = approval.verdict == Approval.Verdict.APPROVED
    subject = (_("Approved: %(title)s") if approved else _("Sent back: %(title)s")) % {"title": title}
    text = render_to_string("content/mail/review_decided.txt", words)
    return EmailMessage(subject[:200], text, to=[approval.asked_by.email])
