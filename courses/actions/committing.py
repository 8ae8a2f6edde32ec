"""A commitment kept, changed, settled, taken back; and the one reminder on its day."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.reminders import unsubscribing
from content.atlas import atlas
from courses.desk import Desk
from courses.models import Commitment
from jobs.reader import read_by

from .refusals import Refused

SUBJECT = gettext_lazy("Today: {text}")
LONGEST_SUBJECT = 120


def keep_commitment(desk: Desk, text: str, owner: str, due: date | None, now: datetime) -> Commitment:
    """The one commitment of this unit as it stands now; a new date is reminded of anew."""
    if not text:
        raise Refused(_("Write what you will do."))
    row = Commitment(learner_id=desk.learner_id, unit_id=desk.record, text=text, owner=owner, due=due)
    row.made_at = row.changed_at = now
    earlier = Commitment.objects.filter(learner=desk.learner_id, unit=desk.record)
    earlier.exclude(due=due).update(reminded_at=None)
    Commitment.objects.bulk_create(
        [row],
        update_conflicts=True,
        unique_fields=["learner", "unit"],
        update_fields=["text", "owner", "due", "changed_at"],
    )
    return row


def settle_commitment(desk: Desk, done: bool, now: datetime) -> None:
    """Done, or open again; said twice it is the same."""
    mine = Commitment.objects.filter(learner=desk.learner_id, unit=desk.record)
    mine.filter(done_at__isnull=done).update(done_at=now if done else None)


def drop_commitment(desk: Desk) -> None:
    Commitment.objects.filter(learner=desk.learner_id, unit=desk.record).delete()


def remind(now: datetime) -> int:
    """How many were reminded: once each, on the day as it is where the person is, never before eight."""
    latest = (now + timedelta(hours=14)).date()  # the first place on earth where it is already that day
    due = Commitment.objects.to_remind(latest).select_related("learner__user").order_by("due", "pk")
    return sum(_remind(row, now) for row in due.iterator(chunk_size=200))


@transaction.atomic
def _remind(row: Commitment, now: datetime) -> bool:
    there = now.astimezone(ZoneInfo(row.learner.user.time_zone))
    if row.due > there.date() or there.hour < 8:
        return False
    # Of two who look at once one gets the row; the mail is a row of the same transaction.
    if not Commitment.objects.filter(pk=row.pk, reminded_at=None).update(reminded_at=now):
        return False
    with read_by(row.learner.user.email):
        letter(row).send()
    return True


def letter(row: Commitment) -> EmailMessage:
    user, line = row.learner.user, atlas().read_as(row.unit_id)
    stop = unsubscribing(user)
    words = {
        "product": settings.PRODUCT_NAME,
        "commitment": row,
        "unit": line.title if line else "",
        "link": f"{settings.BASE_URL}/me/#commitments",
        "stop": stop,
    }
    subject = SUBJECT.format(text=" ".join(row.text.split()))[:LONGEST_SUBJECT]
    text = render_to_string("courses/mail/commitment.txt", words)
    headers = {"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    return EmailMessage(subject, text, to=[user.email], headers=headers)
