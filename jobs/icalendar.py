"""Days handed to a calendar program as an iCalendar file (RFC 5545): one all-day event each."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

WIDTH = 75  # octets a line, without its end
CONTROLS = re.compile(r"[\x00-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Day:
    """`id` is unlike any other of this installation; `about` may have several lines."""

    id: str
    day: date
    title: str
    about: str
    url: str


def calendar(days: Iterable[Day], name: str, host: str, now: datetime) -> str:
    """The whole file. `host` makes the ids unlike those of other installations."""
    body = [f"X-WR-CALNAME:{_text(name)}"]
    for day in days:
        body += _event(day, host, now)
    whole = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//{host}//days//EN", *body, "END:VCALENDAR"]
    return "".join(f"{folded}\r\n" for line in whole for folded in _folded(line))


def _event(day: Day, host: str, now: datetime) -> Iterator[str]:
    yield from (
        "BEGIN:VEVENT",
        f"UID:{day.id}@{host}",
        f"DTSTAMP:{now:%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{day.day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{day.day + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{_text(day.title)}",
        f"DESCRIPTION:{_text(day.about)}",
        f"URL:{day.url}",
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
