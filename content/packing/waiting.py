"""Archives that wait to be confirmed: one for each person, a day at most, and so many bytes together."""

import re
import time
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.core.files import File
from django.utils.translation import gettext as _

from .archive import MOST_BYTES, Refused

LONGEST = 24 * 3600  # seconds
MOST_TOGETHER = 5 * MOST_BYTES
TOKEN = re.compile(r"[0-9a-f]{32}")


def keep(person: int, file: File) -> str:
    """Its token. What this person left waiting before goes; raises Refused where there is no room."""
    token = uuid4().hex
    path = waiting(person, token)
    _forget_old()
    for earlier in path.parent.glob(f"{person}-*.zip"):
        earlier.unlink(missing_ok=True)
    with path.open("wb") as target:
        for chunk in file.chunks():
            target.write(chunk)
    # Counted with itself, so that of two who arrive at once none goes beyond.
    if sum(_sizes(path.parent)) > MOST_TOGETHER:
        path.unlink(missing_ok=True)
        raise Refused(
            _(
                "Other archives wait to be confirmed, and there is no room for another one. "
                "Try again when they are brought in, or tomorrow."
            )
        )
    return token


def waiting(person: int, token: str) -> Path:
    """Where it is, if it still waits."""
    folder = Path(settings.INCOMING)
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"{person}-{token}.zip"


def _sizes(folder: Path) -> Iterator[int]:
    for path in folder.glob("*.zip"):
        try:
            yield path.stat().st_size
        except FileNotFoundError:
            continue


def _forget_old() -> None:
    for path in Path(settings.INCOMING).glob("*.zip"):
        try:
            if path.stat().st_mtime < time.time() - LONGEST:
                path.unlink(missing_ok=True)
        except FileNotFoundError:
            continue
