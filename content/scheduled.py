"""Units that are due to be published: one after the other, so that one that is not ready stops no other."""

import logging
from datetime import date, datetime

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Revision

from content.models import Unit
from content.publishing import PublishRefused, errors_of
from jobs.reader import read_by

logger = logging.getLogger(__name__)


def publish_due(now: datetime) -> int:
    """How many went live; the others are drafts without a date again, and their people have a mail."""
    due = Revision.page_revisions.filter(approved_go_live_at__lt=now).order_by("approved_go_live_at")
    done = 0
    for revision in due:
        if not isinstance(revision.content_object, Unit):
            continue
        try:
            with transaction.atomic():
                revision.publish(log_action="wagtail.publish.scheduled")
            done += 1
        except PublishRefused as refused:
            _put_back(revision, refused, now)
    return done


@transaction.atomic
def _put_back(revision: Revision, refused: PublishRefused, now: datetime) -> None:
    """Of two who look at once one gets the row, so the mail is sent once."""
    waiting = Revision.objects.filter(pk=revision.pk, approved_go_live_at__isnull=False)
    if not waiting.update(approved_go_live_at=None):
        return
    facts = {"page": refused.page.pk, "key": refused.page.key, "rules": [r.rule for r in refused.remarks]}
    logger.warning("scheduled publishing refused", extra={"facts": facts})
    for address in sorted(_addresses(revision, refused.page)):
        with read_by(address, refused.page.locale.language_code):
            _letter(refused.page, address, timezone.localdate(now)).send()


def _addresses(revision: Revision, page: Unit) -> set[str]:
    """Whoever chose the day, and whoever keeps the unit true or else made it."""
    keeper = getattr(page, "keeper_mail", "") or (page.owner.email if page.owner else "")
    chose = revision.user.email if revision.user and revision.user.is_active else ""
    return {address for address in (chose, keeper) if address}


def _letter(page: Unit, address: str, today: date) -> EmailMessage:
    """What is missing is asked once more, to be said in the reader's language."""
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    words = {
        "product": settings.PRODUCT_NAME,
        "page": page,
        "remarks": errors_of(page, today),
        "link": f"{settings.BASE_URL}{edit}",
    }
    subject = _("Not published today: %(title)s") % {"title": " ".join(page.title.split())}
    text = render_to_string("content/mail/not_published.txt", words)
    return EmailMessage(subject[:200], text, to=[address])
