"""Outgoing mail: a row and a job, so that a request never waits for a mail server and no mail is lost."""

from collections.abc import Sequence
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction

from .models import Job, OutgoingMail
from .work import Record, enqueue

# What a mail may say to mail programs; everything else about its way is the installation's.
PASSED_ON = ("List-Unsubscribe", "List-Unsubscribe-Post")


class QueuedBackend(BaseEmailBackend):
    """Takes whatever Django, allauth or Wagtail send; the worker hands it to settings.MAIL_TRANSPORT."""

    @transaction.atomic
    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            for mail in keep(message):
                enqueue("mail", f"mail:{mail.pk}", mail=mail.pk)
        return len(email_messages)


def keep(message: EmailMessage) -> list[OutgoingMail]:
    """One row a recipient; copies, attachments and HTML are not used by the product."""
    headers = {name: message.extra_headers[name] for name in PASSED_ON if name in message.extra_headers}
    return [
        OutgoingMail.objects.create(
            to=parseaddr(address)[1], subject=message.subject, text=message.body, headers=headers
        )
        for address in message.recipients()
    ]


def deliver(job: Job) -> Record | None:
    """Hand the mail to the server; its row goes with the job's end, so that no sign-in code is kept."""
    mail = OutgoingMail.objects.filter(pk=job.payload["mail"]).first()
    if mail is None:
        return None  # erased with its person meanwhile
    # One name for every attempt lets mail servers drop a second copy.
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    headers = {**mail.headers, "Message-ID": f"<{mail.pk}.{mail.created_at:%Y%m%d%H%M%S%f}@{domain}>"}
    connection = get_connection(settings.MAIL_TRANSPORT)
    EmailMessage(mail.subject, mail.text, to=[mail.to], headers=headers, connection=connection).send()
    return mail.delete
