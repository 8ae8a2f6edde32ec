"""Where mail goes on a machine without a mail server: shown on the terminal, kept to be read at /outbox/."""

import sys
from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from .mail import keep

FRAME = "\n--- Mail to {to}: {subject}\n{text}\n---\n"


class OutboxBackend(BaseEmailBackend):
    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            for mail in keep(message):
                print(
                    FRAME.format(to=mail.to, subject=mail.subject, text=mail.text.strip()),
                    file=sys.stderr,
                    flush=True,
                )
        return len(email_messages)
