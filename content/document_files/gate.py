"""The gate of documents: what the bytes are is held against what the name says."""

import unicodedata
from collections.abc import Callable
from pathlib import PurePosixPath
from typing import BinaryIO

from . import office, paper, words
from .unfit import Unfit

KINDS: dict[str, Callable[[BinaryIO, str], None]] = {
    "pdf": paper.judge,
    "docx": office.judge,
    "pptx": office.judge,
    "xlsx": office.judge,
    "csv": words.judge,
    "txt": words.judge,
}


def judge(stream: BinaryIO, name: str) -> None:
    """Raises Unfit for the first reason why this is not taken; unpacks nothing but the heads of parts."""
    kind = PurePosixPath(name.replace("\\", "/")).suffix.lower().removeprefix(".")
    if kind not in KINDS:
        raise Unfit("extension")
    # Signs that turn the direction of writing let program.txt look like another name.
    if any(unicodedata.category(sign) in ("Cc", "Cf") for sign in name):
        raise Unfit("name")
    if not stream.seek(0, 2):
        raise Unfit("empty")
    stream.seek(0)
    KINDS[kind](stream, kind)
    stream.seek(0)
