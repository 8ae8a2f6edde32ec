"""A round that nobody closes: its owner is told, and two weeks later it closes by itself."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models.functions import Coalesce
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Membership, User
from jobs.reader import read_by
from readiness.models import Round

from .closing import close_round, months_after

NOTICE = timedelta(days=14)


def tell_owners(now: datetime) -> int:
    """How many rounds were given their last day."""
    since = Coalesce("reopened_at", "opened_at")
    rounds = Round.objects.of_groups().open().filter(ends_on=None, organisation__closed_at=None)
    early = months_after(now.date() + NOTICE, -settings.ROUND_MONTHS)
    due = rounds.annotate(since=since).filter(since__date__lte=early).order_by("pk")
    return sum(_told(measured, last_day(measured.since.date(), now.date())) for measured in due)


def last_day(since: date, today: date) -> date:
    """Two weeks from today at the earliest, however long ago the round began."""
    return max(months_after(since, settings.ROUND_MONTHS), today + NOTICE)


def close_forgotten(now: datetime) -> int:
    """How many were closed: each as if its owner had done so."""
    past = Round.objects.of_groups().open().filter(ends_on__lte=now.date()).order_by("pk")
    return sum(close_round(measured, now).closed_at == now for measured in past)


@transaction.atomic
def _told(measured: Round, day: date) -> int:
    """The day and the mail in one transaction: of two runs at once one writes both."""
    same = Round.objects.open().filter(pk=measured.pk, ends_on=None, reopened_at=measured.reopened_at)
    if not same.update(ends_on=day):
        return 0
    owner = measured.owner or _leading(measured)
    if owner is not None:
        with read_by(owner.email, owner.language):
            _letter(measured, owner, day).send()
    return 1


def _leading(measured: Round) -> User | None:
    """Of a round whose owner has left: the owner of its organisation."""
    owners = Membership.objects.filter(organisation=measured.organisation_id, role=Membership.Role.OWNER)
    found = owners.select_related("user").first()
    return found.user if found else None


def _letter(measured: Round, owner: User, day: date) -> EmailMessage:
    words = {
        "title": measured.title,
        "organisation": measured.organisation.name,
        "day": day,
        "months": measured.keep_months,
        "link": settings.BASE_URL + reverse("readiness:round", args=[measured.public_id]),
        "product": settings.PRODUCT_NAME,
        "home": settings.BASE_URL,
    }
    subject = _("Closes in two weeks: %(title)s") % {"title": measured.title}
    text = render_to_string("readiness/mail/ends.txt", words)
    return EmailMessage(" ".join(subject.split()), text, to=[owner.email])
