"""The links of a round: one for each person, one to join by, one that ends reminders. Only hashes are kept.

A personal link is made from the secret key, so that every mail to a person carries the same one.
"""

import base64
import hashlib
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.crypto import salted_hmac

from readiness.models import Invitee, Round

PERSONAL = "readiness.personal_link"
JOINING = signing.Signer(salt="readiness.joining_link", sep=".")
MUTING = signing.Signer(salt="readiness.muting_link", sep=".")
LENGTH = 40  # of a personal token: 240 bits, in letters that logs know for a secret


def personal_token(asked_in: Round, email: str, invited_at: datetime) -> str:
    words = f"{asked_in.public_id}|{email}|{invited_at.isoformat()}"
    secret = salted_hmac(PERSONAL, words, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(secret).decode()[:LENGTH]


def hashed(token: str) -> str:
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()


def joining_token(asked_in: Round) -> str:
    """Of this turn; a new turn ends it."""
    return JOINING.sign(f"{asked_in.public_id.hex}-{asked_in.joining_turn}")


def joining_round(token: str) -> Round | None:
    """The open round that the link invites to, while the link stands."""
    try:
        id, _, turn = JOINING.unsign(token).partition("-")
        public_id, number = UUID(hex=id), int(turn)
    except (signing.BadSignature, ValueError):
        return None
    found = Round.objects.of_groups().open().filter(public_id=public_id, joining_turn=number)
    standing = found.exclude(joining_domain="").filter(organisation__closed_at__isnull=True)
    return standing.select_related("organisation", "owner").first()


def muting_token(invitee: Invitee) -> str:
    return MUTING.sign(invitee.pk)


def muting_invitee(token: str) -> Invitee | None:
    try:
        pk = int(MUTING.unsign(token))
    except (signing.BadSignature, ValueError):
        return None
    return Invitee.objects.filter(pk=pk).select_related("round__organisation").first()


def absolute(name: str, token: str) -> str:
    """As a mail carries it."""
    return settings.BASE_URL + reverse(f"readiness:{name}", args=[token])
