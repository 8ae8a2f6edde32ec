"""WebVTT, and SubRip made into it, as cues: times in seconds, text without markup (W3C WebVTT, 4 and 6)."""

import html
import re
from typing import NamedTuple

TIMES = re.compile(
    r"^(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})[ \t]+-->[ \t]+(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
)
TAG = re.compile(r"<[^>]*>")
# Of SubRip: a comma before the thousandths, hours of one digit or two, and places of some players' own.
SUBRIP_TIMES = re.compile(
    r"^(\d{1,2}):([0-5]\d:[0-5]\d),(\d{3})[ \t]+-->[ \t]+(\d{1,2}):([0-5]\d:[0-5]\d),(\d{3})", re.MULTILINE
)
SUBRIP_PLACE = re.compile(r"\{\\an?\d+\}")


class Cue(NamedTuple):
    start: float
    end: float
    text: str


def cues_of(vtt: str) -> list[Cue]:
    """Every cue that has well-formed times; notes, styles and damaged blocks are passed over."""
    text = vtt.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    found = []
    for block in re.split(r"\n{2,}", text):
        lines = block.strip("\n").split("\n")
        for number, line in enumerate(lines[:2]):
            if match := TIMES.match(line):
                words = " ".join(part.strip() for part in lines[number + 1 :])
                start, end = _seconds(*match.groups()[:4]), _seconds(*match.groups()[4:])
                found.append(Cue(start, end, html.unescape(TAG.sub("", words)).strip()))
                break
    return found


def as_webvtt(track: str) -> str:
    """What many programs export, SubRip, in the words of WebVTT; anything else as it is."""
    text = track.removeprefix("\ufeff").replace("\r\n", "\n")
    if text.startswith("WEBVTT") or not SUBRIP_TIMES.search(text):
        return track
    timed = SUBRIP_TIMES.sub(_times, SUBRIP_PLACE.sub("", text))
    return f"WEBVTT\n\n{timed.strip()}\n"


def _times(match: re.Match[str]) -> str:
    hours, rest, part, until_hours, until_rest, until_part = match.groups()
    return f"{hours:0>2}:{rest}.{part} --> {until_hours:0>2}:{until_rest}.{until_part}"


def _seconds(hours: str | None, minutes: str, seconds: str, thousandths: str) -> float:
    return int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds) + int(thousandths) / 1000
