"""Whether somebody wants to be reminded of dates they set, and the link in each mail that ends it."""

from django.conf import settings
from django.core import signing
from django.urls import reverse

from .models import User

LINK = signing.Signer(salt="accounts.reminders", sep=".")


def unsubscribing(user: User) -> str:
    """The whole address; it says nothing but a number, and only this installation can make it."""
    return settings.BASE_URL + reverse("accounts:no_reminders", args=[LINK.sign(user.pk)])


def reminded_person(token: str) -> User | None:
    try:
        return User.objects.filter(pk=int(LINK.unsign(token)), is_active=True).first()
    except (signing.BadSignature, ValueError):
        return None
