"""Reminds those who have not answered; who they are is shown to nobody."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max, Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from readiness.models import Invitee, Round

from .inviting import held_open, send_soon
from .refusals import TooMany

AT_MOST = timedelta(days=2)


@transaction.atomic
def remind(measured: Round, now: datetime) -> None:
    """One mail to each who has not answered and had none from this round in the last two days."""
    asked_in = held_open(measured)
    again = next_reminder(asked_in)
    if again is not None and again > now:
        raise TooMany(
            _("Reminders went out a short time ago. The next ones can go out from %(again)s UTC.")
            % {"again": date_format(again, "MONTH_DAY_TIME_FORMAT")}
        )
    quiet = Q(invited_at__lte=now - AT_MOST) & (Q(reminded_at=None) | Q(reminded_at__lte=now - AT_MOST))
    asked = Invitee.objects.filter(round=asked_in).to_remind().filter(quiet)
    if asked.update(mail_due=Invitee.Mail.REMINDER, reminded_at=now):
        send_soon(asked_in, now)


def next_reminder(measured: Round) -> datetime | None:
    """From when on reminders may go out again; None while none did."""
    last = Invitee.objects.filter(round=measured).aggregate(last=Max("reminded_at"))["last"]
    return last + AT_MOST if last else None
