"""Plain text and tables of it: nothing but signs that are words, and no page in disguise."""

import re
from typing import BinaryIO

from .heads import is_page, kind_of
from .unfit import Unfit

PIECE = 1024**2
WIDE = (b"\xff\xfe", b"\xfe\xff")
# Tabs, ends of lines and of pages are words too; 0x1A ended files long ago.
CONTROL = re.compile(rb"[\x00-\x08\x0b\x0e-\x19\x1b-\x1f\x7f]")


# These are words to a computer as well, and mean something else than themselves.
SPEAKING = (b"%PDF-", b"{\\rtf", b"#!")


def judge(stream: BinaryIO, kind: str) -> None:
    head = stream.read(4096)
    if is_page(head):
        raise Unfit("page")
    if head.startswith(SPEAKING):
        raise Unfit("misnamed", kind_of(head))
    stream.seek(0)
    clean = _is_clean_wide(stream) if head.startswith(WIDE) else _is_clean(stream)
    if not clean:
        other = kind_of(head)
        raise Unfit("misnamed", other) if other else Unfit("binary")


def _is_clean(stream: BinaryIO) -> bool:
    while piece := stream.read(PIECE):
        if CONTROL.search(piece):
            return False
    return True


def _is_clean_wide(stream: BinaryIO) -> bool:
    """UTF-16, as spreadsheets write it."""
    try:
        text = stream.read().decode("utf-16")
    except UnicodeDecodeError:
        return False
    return not CONTROL.search(text.encode("utf-8", "surrogatepass"))
