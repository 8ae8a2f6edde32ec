"""The mails about an organisation: an invitation, and the news that somebody owns it now."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from accounts.models import Invitation, Membership, Organisation
from jobs.reader import read_by


@dataclass(frozen=True, slots=True)
class Letter:
    """An invitation with the secret part of its link, which is kept nowhere else."""

    invitation: Invitation
    token: str
    inviter: Membership


def send_letters(letters: Sequence[Letter]) -> None:
    messages = []
    for letter in letters:
        with read_by(letter.invitation.email, letter.inviter.user.language):
            messages.append(_message(letter))
    get_connection().send_messages(messages)


def _message(letter: Letter) -> EmailMessage:
    invitation = letter.invitation
    words = {
        "organisation": invitation.organisation.name,
        "inviter": letter.inviter.user.name or _("Somebody"),
        "inviter_address": letter.inviter.email or letter.inviter.user.email,
        "admin": invitation.role == Membership.Role.ADMIN,
        "address": invitation.email,
        "until": invitation.expires_at,
        "link": settings.BASE_URL + reverse("organisations:accept", args=[letter.token]),
    }
    subject = _("Join %(name)s at %(product)s") % {
        "name": invitation.organisation.name,
        "product": settings.PRODUCT_NAME,
    }
    return _mail("invitation", subject, invitation.email, words)


def tell_new_owner(owner: Membership, organisation: Organisation, why: Promise, **said: str) -> None:
    """Ownership came without being asked for; `why` is a sentence with places for what is `said`."""
    with read_by(owner.user.email):
        words = {
            "organisation": organisation.name,
            "why": str(why) % said,
            "link": settings.BASE_URL + reverse("organisations:page", args=[organisation.public_id]),
        }
        subject = _("You own %(name)s at %(product)s now") % {
            "name": organisation.name,
            "product": settings.PRODUCT_NAME,
        }
        _mail("new_owner", subject, owner.email or owner.user.email, words).send()


def _mail(template: str, subject: str, to: str, words: dict[str, object]) -> EmailMessage:
    frame = {"product": settings.PRODUCT_NAME, "home": settings.BASE_URL}
    return EmailMessage(subject, render_to_string(f"accounts/mail/{template}.txt", words | frame), to=[to])
