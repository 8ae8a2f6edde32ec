"""Which bytes of a file were asked for: the Range header (RFC 9110, section 14)."""

import re
from typing import NamedTuple

ONE_RANGE = re.compile(r"bytes=\s*(?:(\d+)-(\d*)|-(\d+))\s*", re.ASCII | re.IGNORECASE)


class Span(NamedTuple):
    """From the first to the last byte, both included, counted from 0."""

    first: int
    last: int

    @property
    def length(self) -> int:
        return self.last - self.first + 1


class Unsatisfiable(Exception):
    """The range begins behind the end of the file: 416."""


def span_of(header: str, size: int) -> Span | None:
    """The part asked for, or None where the whole file is the answer.

    A header that is malformed, in another unit, or asks for several parts gets the whole file, as the
    standard allows: films are played one range at a time, and an answer in many parts only costs work.
    """
    match = ONE_RANGE.fullmatch(header)
    if match is None or len(header) > 100:
        return None
    first, last, suffix = match.groups()
    if suffix is not None:
        if int(suffix) == 0 or size == 0:
            raise Unsatisfiable
        return Span(max(size - int(suffix), 0), size - 1)
    if last and int(last) < int(first):
        return None
    if int(first) >= size:
        raise Unsatisfiable
    return Span(int(first), min(int(last), size - 1) if last else size - 1)
