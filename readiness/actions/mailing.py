"""Sends the mails of a round, a few at a time; a mail and the note that it is due change together."""

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy

from jobs.models import Job
from jobs.reader import read_by
from readiness.models import Invitee, Round
from readiness.questionnaire import minutes

from .links import absolute, hashed, muting_token, personal_token

AT_ONCE = 100
SUBJECTS = {
    Invitee.Mail.INVITATION: gettext_lazy("Your view is asked: {title} ({organisation})"),
    Invitee.Mail.REMINDER: gettext_lazy("Reminder: {title} ({organisation})"),
    Invitee.Mail.LINK: gettext_lazy("Your personal link: {title} ({organisation})"),
}


def send_due(job: Job) -> None:
    """The work of a job; tried again it goes on where it stopped."""
    while _send_some(job.payload["round"]):
        pass


@transaction.atomic
def _send_some(pk: int) -> int:
    """How many were taken; held, so that two workers never write to the same person."""
    measured = Round.objects.select_related("organisation", "owner").filter(pk=pk).first()
    due = Invitee.objects.filter(round_id=pk).exclude(mail_due="").order_by("pk")
    rows = list(due.select_for_update(of=("self",), skip_locked=True)[:AT_ONCE])
    if measured is not None and measured.closed_at is None and measured.organisation.closed_at is None:
        standing = [row for row in rows if row.withdrawn_at is None]
        get_connection().send_messages([letter(measured, row, row.mail_due) for row in standing])
    for row in rows:
        row.mail_due = ""
        row.token_hash = hashed(personal_token(measured, row.email, row.invited_at)) if measured else None
    Invitee.objects.bulk_update(rows, ["mail_due", "token_hash"])
    return len(rows)


def letter(measured: Round, row: Invitee, kind: str) -> EmailMessage:
    """With the reason why it comes, and the way to end reminders by one click."""
    link = absolute("answer", personal_token(measured, row.email, row.invited_at))
    mute = absolute("mute", muting_token(row))
    with read_by(row.email, row.language or (measured.owner.language if measured.owner else "")):
        subject, text = words_of(measured, kind, link, mute)
    headers = {"List-Unsubscribe": f"<{mute}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    return EmailMessage(subject, text, to=[row.email], headers=headers)


def words_of(measured: Round, kind: str, link: str, mute: str) -> tuple[str, str]:
    """Subject and text."""
    questions = len(measured.part_for(measured.form).items)
    facts = {
        "questions": questions,
        "minutes": minutes(measured.form, questions),
        "product": settings.PRODUCT_NAME,
        "home": settings.BASE_URL,
        "title": measured.title,
        "organisation": measured.organisation.name,
        "owner": (measured.owner and measured.owner.name) or measured.organisation.name,
        "until": measured.answers_until,
        "form": measured.form,
        "consensus": measured.kind == Round.Kind.CONSENSUS,
        "link": link,
        "mute": mute,
    }
    subject = str(SUBJECTS[Invitee.Mail(kind)]).format(**facts)
    return " ".join(subject.split()), render_to_string(f"readiness/mail/{kind}.txt", facts)
