"""WebVTT written and read: just the part that films use (cue times and text)."""

import re
from dataclasses import dataclass

_TIME = re.compile(r"(?:(\d+):)?([0-5]\d):([0-5]\d)\.(\d{3})")


@dataclass(frozen=True)
class Cue:
    """A stretch of the film in seconds, with the lines shown during it."""

    start: float
    end: float
    text: str


def write_vtt(cues: list[Cue]) -> str:
    """A WebVTT file with these cues."""
    blocks = ["WEBVTT"]
    for number, cue in enumerate(cues, 1):
        blocks.append(f"{number}\n{_stamp(cue.start)} --> {_stamp(cue.end)}\n{_escape(cue.text)}")
    return "\n\n".join(blocks) + "\n"


def read_vtt(text: str) -> list[Cue]:
    """The cues of a WebVTT file; raises ValueError where it is not one."""
    blocks = re.split(r"\n{2,}", text.replace("\r\n", "\n").strip())
    if not blocks[0].startswith("WEBVTT"):
        raise ValueError("does not begin with WEBVTT")
    return [_cue(block) for block in blocks[1:] if not block.startswith(("NOTE", "STYLE", "REGION"))]


def _cue(block: str) -> Cue:
    lines = block.split("\n")
    at = next((index for index, line in enumerate(lines) if "-->" in line), None)
    if at is None:
        raise ValueError(f"a cue without times: {lines[0]}")
    start, _, rest = lines[at].partition("-->")
    return Cue(_seconds(start.strip()), _seconds(rest.split()[0]), _unescape("\n".join(lines[at + 1 :])))


def _stamp(seconds: float) -> str:
    thousandths = round(seconds * 1000)
    minutes, rest = divmod(thousandths, 60_000)
    return f"{minutes // 60:02d}:{minutes % 60:02d}:{rest // 1000:02d}.{rest % 1000:03d}"


def _seconds(stamp: str) -> float:
    found = _TIME.fullmatch(stamp)
    if not found:
        raise ValueError(f"not a time: {stamp}")
    hours, minutes, seconds, thousandths = (int(part or 0) for part in found.groups())
    return round(hours * 3600 + minutes * 60 + seconds + thousandths / 1000, 3)


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _unescape(text: str) -> str:
    return text.replace("&gt;", ">").replace("&lt;", "<").replace("&amp;", "&")
