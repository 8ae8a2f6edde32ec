"""A reviewer is asked: one link at a time for a step, in a mail and nowhere else."""

import hashlib
import logging
import secrets
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import TaskState

from content.models import Approval
from jobs.reader import read_by

from .forms import AskingForm

LIVES = timedelta(days=14)
security = logging.getLogger("security")


def hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def ask(step: TaskState, user: Any, now: datetime, **said: str) -> None:
    """An earlier link ends with this one."""
    form = AskingForm(said)
    if not form.is_valid():
        raise ValidationError([message for messages in form.errors.values() for message in messages])
    page = step.workflow_state.content_object.specific
    token = secrets.token_urlsafe(32)
    # Wagtail calls this for a step that is running; of two who ask at once one waits here for the other.
    TaskState.objects.filter(pk=step.pk).update(revision=page.get_latest_revision())
    Approval.objects.filter(step=step, ended_at=None).update(ended_at=now)
    approval = Approval.objects.create(
        step_id=step.pk,
        revision=page.get_latest_revision(),
        token_hash=hashed(token),
        asked_by=user,
        asked_at=now,
        expires_at=now + LIVES,
        **form.cleaned_data,
    )
    note("content.review_asked", approval, page, user)
    with read_by(approval.address, getattr(user, "language", "")):
        _letter(approval, page, token).send()


@transaction.atomic
def withdraw(step: TaskState, user: Any, now: datetime) -> None:
    for approval in Approval.objects.open(now).filter(step=step):
        if Approval.objects.filter(pk=approval.pk, decided_at=None).update(ended_at=now):
            note("content.review_withdrawn", approval, step.workflow_state.content_object.specific, user)


def note(action: str, approval: Approval, page: Any, user: Any = None) -> None:
    """By number: logs only grow, so a name that must go one day stands in the row alone."""
    facts = {"approval": approval.pk, "verdict": approval.verdict}
    log(instance=page, action=action, user=user, revision=approval.revision, data=facts)
    security.info(action, extra={"facts": {**facts, "page": page.pk, "user": getattr(user, "pk", None)}})


def _letter(approval: Approval, page: Any, token: str) -> EmailMessage:
    by = approval.asked_by
    words = {
        "product": settings.PRODUCT_NAME,
        "name": approval.name,
        "title": " ".join(approval.revision.as_object().title.split()),
        "author": (by and (by.get_full_name() or by.email)) or "",
        "until": approval.expires_at,
        "link": f"{settings.BASE_URL}{reverse('content:review', args=[token])}",
    }
    subject = _("Please review: %(title)s") % {"title": words["title"]}
    text = render_to_string("content/mail/review_asked.txt", words)
    return EmailMessage(subject[:200], text, to=[approval.address])
