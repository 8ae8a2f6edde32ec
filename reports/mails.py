"""One mail: the file you asked for is there, because it took longer than anybody waits."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from jobs.reader import read_by

from .models import Report


def tell_that_it_is_ready(report: Report, name: str) -> None:
    """To whoever asked, if they have an account; in the caller's transaction, so that it is sent once."""
    who = report.asked_by
    if who is None or not who.is_active:
        return
    with read_by(who.email):
        _letter(report, name, who.email).send()


def _letter(report: Report, name: str, to: str) -> EmailMessage:
    measured = report.edition.round
    words = {
        "product": settings.PRODUCT_NAME,
        "form": _(report.form.label),
        "name": name,
        "link": settings.BASE_URL + reverse("reports:report", args=[measured.public_id]),
        "home": settings.BASE_URL,
    }
    text = render_to_string("reports/mail/ready.txt", words)
    return EmailMessage(_("Your report is ready: %(label)s") % {"label": _(report.form.label)}, text, to=[to])
