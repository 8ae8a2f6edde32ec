"""Owners are reminded: one mail an owner with all their units, once for each stage of a date."""

from collections import defaultdict
from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext

from content.models import ReviewReminder
from jobs.reader import read_by

from .due import Due, due


def remind(now: datetime) -> int:
    """How many mails went out. Killed between two of them, the next run sends the rest."""
    owners: dict[str, list[Due]] = defaultdict(list)
    told = set(ReviewReminder.objects.values_list("unit_id", "review_by", "stage"))
    for line in due(timezone.localdate(now)):
        address = line.page.keeper_mail.strip().lower()
        if address and (line.page.pk, line.page.review_by, line.stage) not in told:
            owners[address].append(line)
    return sum(_told(address, lines, now) for address, lines in sorted(owners.items()))


def _told(address: str, lines: list[Due], now: datetime) -> bool:
    """Rows and mail in one transaction: of two runs at once one has the rows, and so the mail."""
    rows = [
        ReviewReminder(unit_id=line.page.pk, review_by=line.page.review_by, stage=line.stage, sent_at=now)
        for line in lines
    ]
    try:
        with transaction.atomic():
            ReviewReminder.objects.bulk_create(rows)
            with read_by(address, lines[0].page.locale.language_code):
                _letter(address, lines).send()
    except IntegrityError:
        return False
    return True


def _letter(address: str, lines: list[Due]) -> EmailMessage:
    edit = {
        line: f"{settings.BASE_URL}{reverse('wagtailadmin_pages:edit', args=[line.page.pk])}"
        for line in lines
    }
    words = {
        "product": settings.PRODUCT_NAME,
        "overdue": [(line, edit[line]) for line in lines if line.overdue],
        "soon": [(line, edit[line]) for line in lines if not line.overdue],
    }
    subject = ngettext("%(n)s page to check again", "%(n)s pages to check again", len(lines))
    text = render_to_string("content/mail/reviews_due.txt", words)
    return EmailMessage(subject % {"n": len(lines)}, text, to=[address])
