"""PDF: begins and ends as one, and nothing else is hung behind it."""

from typing import BinaryIO

from .heads import kind_of
from .unfit import Unfit

HEAD = b"%PDF-"
# Readers look for the mark of the end in the last 1,024 bytes (ISO 32000-1, annex H.3, note 18).
TAIL = 1024
DIRECTORY_OF_ZIP = b"PK\x05\x06"


def judge(stream: BinaryIO, kind: str) -> None:
    if (head := stream.read(4096))[: len(HEAD)] != HEAD:
        raise Unfit("misnamed", kind_of(head))
    stream.seek(-min(TAIL, stream.seek(0, 2)), 2)
    tail = stream.read(TAIL)
    if b"%%EOF" not in tail:
        raise Unfit("truncated")
    if DIRECTORY_OF_ZIP in tail:
        raise Unfit("two_kinds")
