"""Links that ended without a decision: whoever asked hears of it once, as the draft waits for them now."""

from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import TaskState

from content.models import Approval
from jobs.reader import read_by


def tell(now: datetime) -> int:
    """How many mails went out; of a link that was withdrawn or followed by another its sender knows."""
    lapsed = Approval.objects.filter(
        decided_at=None,
        ended_at=None,
        told_at=None,
        expires_at__lte=now,
        step__status=TaskState.STATUS_IN_PROGRESS,
    )
    return sum(_told(approval, now) for approval in lapsed.select_related("asked_by", "revision", "step"))


@transaction.atomic
def _told(approval: Approval, now: datetime) -> bool:
    """Of two who look at once one gets the row, so the mail is sent once."""
    waiting = Approval.objects.filter(pk=approval.pk, told_at=None, decided_at=None, ended_at=None)
    asker = approval.asked_by
    if not waiting.update(told_at=now) or asker is None or not asker.is_active or not asker.email:
        return False
    with read_by(asker.email):
        _letter(approval).send()
    return True


def _letter(approval: Approval) -> EmailMessage:
    title = " ".join(approval.revision.as_object().title.split())
    again = reverse("subject_review", args=[approval.step.workflow_state.object_id])
    words = {
        "product": settings.PRODUCT_NAME,
        "approval": approval,
        "title": title,
        "link": f"{settings.BASE_URL}{again}",
    }
    subject = _("Not reviewed: %(title)s") % {"title": title}
    text = render_to_string("content/mail/review_lapsed.txt", words)
    return EmailMessage(subject[:200], text, to=[approval.asked_by.email])
