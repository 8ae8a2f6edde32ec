"""In which language somebody is written to: their own, else that of whoever has the mail sent."""

from collections.abc import Iterator
from contextlib import contextmanager

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth import get_user_model
from django.utils import translation


def language_of(address: str, otherwise: str = "") -> str:
    """That of the account with this address; else `otherwise`, else what is spoken here and now."""
    account = get_user_model().objects.filter(email=address.lower())
    kept = account.values_list("language", flat=True).first()
    if kept is None:
        held = EmailAddress.objects.filter(email=address.lower(), verified=True)
        kept = held.values_list("user__language", flat=True).first()
    known = dict(settings.LANGUAGES)
    for language in (kept, otherwise, translation.get_language()):
        if language in known:
            return str(language)
    return settings.LANGUAGE_CODE


@contextmanager
def read_by(address: str, otherwise: str = "") -> Iterator[None]:
    """What is said inside (subject, words, days, addresses of pages) is in the language of the address."""
    with translation.override(language_of(address, otherwise)):
        yield
