"""WebVTT read as a list of cues: times in seconds, text without markup (W3C WebVTT, sections 4 and 6)."""

import html
import re
from typing import NamedTuple

TIMES = re.compile(
    r"^(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})[ \t]+-->[ \t]+(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
)
TAG = re.compile(r"<[^>]*>")


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


def _seconds(hours: str | None, minutes: str, seconds: str, thousandths: str) -> float:
    return int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds) + int(thousandths) / 1000
