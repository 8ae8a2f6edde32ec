"""The first and deciding gate before any tool sees an upload: its bytes, read within bounds."""

import struct
from pathlib import PurePosixPath
from typing import BinaryIO

from . import mp4, webm
from .facts import Facts, Unfit
from .heads import HEAD, kind_of
from .limits import within

EXTENSIONS = {".mp4": "mp4", ".m4v": "mp4", ".webm": "webm"}


def facts_of(stream: BinaryIO, name: str) -> Facts:
    """What the file holds; Unfit with the reason why it is not taken. Reads the index, not the pictures."""
    size = stream.seek(0, 2)
    if not size:
        raise Unfit("empty")
    stream.seek(0)
    kind = kind_of(stream.read(HEAD))
    named = EXTENSIONS.get(PurePosixPath(name).suffix.lower())
    if named is None:
        raise Unfit("extension")
    if named != kind:
        raise Unfit("misnamed", kind)
    read = mp4.read if kind == "mp4" else webm.read
    try:
        return within(read(stream, size))
    except (struct.error, IndexError, ValueError, OverflowError, ZeroDivisionError) as error:
        raise Unfit("damaged") from error
