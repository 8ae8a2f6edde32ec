"""Units whose last day has come: one after the other, each with a mail to its people, dates to come kept."""

from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Revision

from content.atlas import atlas
from content.models import Unit
from jobs.reader import read_by


def expire_due(now: datetime) -> int:
    """How many are no longer published; Wagtail's own command would do the rest of the pages only."""
    due = Unit.objects.filter(live=True, expired=False, expire_at__lt=now).order_by("expire_at", "pk")
    return sum(_expire(pk) for pk in list(due.values_list("pk", flat=True)))


@transaction.atomic
def _expire(pk: int) -> bool:
    """Of two who look at once one gets the row, so that it is written down and told once."""
    if not Unit.objects.filter(pk=pk, live=True, expired=False).update(expired=True):
        return False
    page = Unit.objects.get(pk=pk).specific
    chose = page.live_revision.user if page.live_revision else None
    # Wagtail forgets the days of versions to come when it takes a page down; they are another decision.
    coming = list(
        page.revisions.filter(approved_go_live_at__isnull=False).values_list("pk", "approved_go_live_at")
    )
    page.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
    for revision, day in coming:
        Revision.objects.filter(pk=revision).update(approved_go_live_at=day)
    keeper = page.keeper_mail or (page.owner.email if page.owner else "")
    told = {keeper, chose.email if chose and chose.is_active else ""} - {""}
    for address in sorted(told):
        with read_by(address, page.locale.language_code):
            _letter(page, address, coming=bool(coming)).send()
    return True


def _letter(page: Unit, address: str, coming: bool) -> EmailMessage:
    line = atlas().unit(page.pk)
    words = {
        "product": settings.PRODUCT_NAME,
        "page": page,
        "onward": atlas().replacement_of(line) if line else None,
        "coming": coming,
        "link": f"{settings.BASE_URL}{reverse('wagtailadmin_pages:edit', args=[page.pk])}",
        "checks": f"{settings.BASE_URL}{reverse('course_checks')}",
    }
    subject = _("Expired: %(title)s") % {"title": " ".join(page.title.split())}
    text = render_to_string("content/mail/expired.txt", words)
    return EmailMessage(subject[:200], text, to=[address])
