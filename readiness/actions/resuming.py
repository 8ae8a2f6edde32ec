"""A link that goes on with one assessment on another device; only its hash is kept, and it ends."""

import hashlib
import secrets
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.device import Asker
from jobs.reader import read_by
from readiness.merge import take_over
from readiness.models import Respondent, Sheet

from .refusals import Closed, Refused, Unknown

LIVES = timedelta(days=14)


@transaction.atomic
def mail_link(asker: Asker, run: UUID, to: str, now: datetime) -> None:
    """Sends the link; one sent before stops working."""
    try:
        sheet = Sheet.objects.locked(asker, run)
    except Sheet.DoesNotExist as missing:
        raise Unknown(_("There is no such assessment here.")) from missing
    if sheet.submitted_at is not None:
        raise Closed(sheet)
    if not sheet.personal:
        raise Refused(_("The link in your invitation leads back here, on any device."))
    token = secrets.token_urlsafe(24)
    sheet.resume_token_hash, sheet.resume_until = hashed(token), now + LIVES
    sheet.save(update_fields=["resume_token_hash", "resume_until"])
    with read_by(to):
        _letter(sheet, token, to).send()


def _letter(sheet: Sheet, token: str, to: str) -> EmailMessage:
    words = {
        "product": settings.PRODUCT_NAME,
        "link": settings.BASE_URL + reverse("readiness:resume", args=[token]),
        "until": sheet.resume_until,
        "label": sheet.get_form_display(),
        "home": settings.BASE_URL,
    }
    text = render_to_string("readiness/mail/resume.txt", words)
    return EmailMessage(
        _("Go on with your readiness assessment at %(product_name)s")
        % {"product_name": settings.PRODUCT_NAME},
        text,
        to=[to],
    )


def linked_sheet(token: str, now: datetime) -> Sheet | None:
    """The open sheet that the link leads to, while the link lives."""
    found = Sheet.objects.open().to_resume(hashed(token), now)
    return found.select_related("round", "respondent").first()


@transaction.atomic
def resume_sheet(token: str, respondent: Respondent, now: datetime) -> Sheet:
    """The sheet moves to whoever opened the link: who can read that mail is the person who asked for it."""
    found = Sheet.objects.select_for_update(of=("self",)).open().to_resume(hashed(token), now).first()
    if found is None:
        raise Unknown(_("This link has ended."))
    return found if found.respondent_id == respondent.pk else take_over(found, respondent)


def hashed(token: str) -> str:
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()
