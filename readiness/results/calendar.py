"""Dates of a register as an iCalendar file (RFC 5545): an all-day event for each entry still to be done."""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from .register_lines import RegisterLine

WIDTH = 75  # octets a line, without its end
CONTROLS = re.compile(r"[\x00-\x1f\x7f]")


def calendar(lines: Iterable[RegisterLine], name: str, url: str, host: str, now: datetime) -> str:
    """The whole file. `url` leads to the register, `host` makes the ids of its entries unlike any other."""
    body = [f"X-WR-CALNAME:{_text(name)}"]
    for line in lines:
        if line.unfinished and line.due is not None:
            body += _event(line, url, host, now)
    whole = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//{host}//register//EN", *body, "END:VCALENDAR"]
    return "".join(f"{folded}\r\n" for line in whole for folded in _folded(line))


def _event(line: RegisterLine, url: str, host: str, now: datetime) -> Iterator[str]:
    if line.due is None:
        return
    about = [line.about, f"{line.state_label}." if not line.overdue else "Overdue.", line.note]
    yield from (
        "BEGIN:VEVENT",
        f"UID:{line.id}@{host}",
        f"DTSTAMP:{now:%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{line.due:%Y%m%d}",
        f"DTEND;VALUE=DATE:{line.due + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{_text(f'{line.title} ({line.owner})' if line.owner else line.title)}",
        f"DESCRIPTION:{_text(chr(10).join(filter(None, about)))}",
        f"URL:{url}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    )


def _text(words: str) -> str:
    """Escaped: what somebody typed can neither end a line nor begin another property."""
    for plain, escaped in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        words = words.replace(plain, escaped)
    return CONTROLS.sub(" ", words)


def _folded(line: str) -> Iterator[str]:
    """Pieces of at most 75 octets, each but the first after a space; no character is cut in two."""
    piece = ""
    for character in line:
        if len((piece + character).encode()) > WIDTH:
            yield piece
            piece = " "
        piece += character
    yield piece
