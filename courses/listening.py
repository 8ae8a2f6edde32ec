"""Podcast addresses: how one is made and recognised, and which films its feed tells of.

A token is made from the secret key and the moment it was asked for, so that its owner can read it again
while the database holds its hash alone.
"""

import base64
import hashlib
from dataclasses import dataclass
from pathlib import PurePosixPath

from django.conf import settings
from django.utils.crypto import salted_hmac

from content.atlas import Atlas, UnitLine
from content.models import Film, Unit

from .models import ListeningKey

SALT = "courses.podcast_address"
LENGTH = 40  # 240 bits, in letters that logs know for a secret


@dataclass(frozen=True, slots=True)
class Episode:
    """A film's sound in the feed: the module counts as its season; `size` is in bytes."""

    line: UnitLine
    season: int
    number: int
    unit: Unit
    film: Film
    size: int

    @property
    def name(self) -> str:
        return PurePosixPath(self.film.sound.name).name


def hashed(token: str) -> str:
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()


def fresh_token(key: ListeningKey) -> str:
    return _token(key, settings.SECRET_KEY)


def token_of(key: ListeningKey) -> str:
    """To show it again; empty where the secret key it was made with is gone: it still opens the feed."""
    made = (_token(key, secret) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS))
    return next((token for token in made if hashed(token) == key.token_hash), "")


def _token(key: ListeningKey, secret: str) -> str:
    words = f"{key.learner_id}|{key.made_at.timestamp():.6f}"
    digest = salted_hmac(SALT, words, secret=secret, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(digest).decode()[:LENGTH]


def opens(token: str) -> bool:
    return ListeningKey.objects.opened_by(hashed(token)).exists()


def episodes(shelf: Atlas) -> list[Episode]:
    """Every film with a sound of its own whose unit everyone may see, in the order of the course."""
    ids = [line.id for module in shelf.modules for line in module.open_units if not line.restricted]
    sounding = Unit.objects.live().filter(pk__in=ids, film__sound__gt="")
    units = sounding.select_related("film").defer("body", "sources").in_bulk()
    found: list[Episode] = []
    for season, module in enumerate(shelf.modules, start=1):
        number = 0
        for unit, line in ((units.get(line.id), line) for line in module.open_units):
            if unit is not None and (size := _size(unit.film)) is not None:
                number += 1
                found.append(Episode(line, season, number, unit, unit.film, size))
    return found


def _size(film: Film) -> int | None:
    """In bytes; None where the storage has lost the file."""
    try:
        return int(film.sound.size)
    except FileNotFoundError:
        return None
