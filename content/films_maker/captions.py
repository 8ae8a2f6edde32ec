"""Captions and chapters from a timeline: two lines of 42 characters at most, 20 characters a second."""

import re

from content.films_maker.vtt import Cue

LINES = 2
WIDTH = 42
SPEED = 20.0  # characters a second
SHORTEST = 1.0  # seconds
HANG = 0.45  # a cue may stay this long after the voice, never into the next one

_PAUSE = re.compile(r"[,;:.?]$")
_CLAUSE = {
    "and",
    "but",
    "or",
    "of",
    "to",
    "in",
    "for",
    "from",
    "with",
    "that",
    "which",
    "than",
    "because",
    "if",
}


def caption_cues(timeline: dict) -> list[Cue]:
    """The captions of a film, in order and without overlap."""
    sentences = [sentence for scene in timeline["transcript"] for sentence in scene["sentences"]]
    cues: list[Cue] = []
    for index, sentence in enumerate(sentences):
        after = sentences[index + 1]["start"] if index + 1 < len(sentences) else timeline["duration"]
        end = min(sentence["end"] + HANG, after)
        cues.extend(_timed(split_caption(sentence["text"]), sentence["start"], sentence["end"], end))
    return cues


def chapter_cues(timeline: dict) -> list[Cue]:
    """One cue for each chapter; they follow each other without a gap."""
    chapters = timeline["chapters"]
    ends = [chapter["start"] for chapter in chapters[1:]] + [timeline["duration"]]
    return [Cue(chapter["start"], end, chapter["title"]) for chapter, end in zip(chapters, ends, strict=True)]


def split_caption(text: str) -> list[str]:
    """A sentence in pieces that each fit two caption lines, broken at clauses where possible."""
    words = text.split()
    lines = _two_lines(words)
    if lines is not None:
        return [lines]
    places = range(1, len(words))
    at = min(places, key=lambda place: _cost(words, place, spread=0.45))
    return [*split_caption(" ".join(words[:at])), *split_caption(" ".join(words[at:]))]


def cue_faults(cues: list[Cue], duration: float) -> list[str]:
    """What is wrong with captions, in sentences; an empty list when nothing is."""
    found: list[str] = []
    before = 0.0
    for cue in cues:
        place = f"cue at {cue.start:.2f} s"
        lines = cue.text.split("\n")
        if cue.start < before - 1e-6:
            found.append(f"{place} begins before the one ahead of it has ended")
        if cue.end > duration + 0.05:
            found.append(f"{place} ends after the film")
        if cue.end - cue.start < SHORTEST - 1e-6:
            found.append(f"{place} is shorter than {SHORTEST:g} s")
        elif len(cue.text.replace("\n", " ")) / (cue.end - cue.start) > SPEED:
            found.append(f"{place} needs more than {SPEED:g} characters a second")
        if len(lines) > LINES or any(len(line) > WIDTH for line in lines):
            found.append(f"{place} is more than {LINES} lines of {WIDTH} characters")
        before = cue.end
    return found


def coverage(cues: list[Cue], spoken: list[tuple[float, float]]) -> float:
    """The share of the speech (seconds) during which some cue is shown."""
    shown = sum(max(0.0, min(cue.end, end) - max(cue.start, start)) for start, end in spoken for cue in cues)
    return shown / sum(end - start for start, end in spoken)


def _timed(pieces: list[str], start: float, spoken_end: float, end: float) -> list[Cue]:
    total = sum(map(len, pieces))
    cues, passed = [], 0
    for index, piece in enumerate(pieces):
        begins = start + (spoken_end - start) * passed / total
        passed += len(piece)
        last = index == len(pieces) - 1
        ends = end if last else start + (spoken_end - start) * passed / total
        cues.append(Cue(round(begins, 3), round(ends, 3), piece))
    return cues


def _two_lines(words: list[str]) -> str | None:
    whole = " ".join(words)
    if len(whole) <= WIDTH:
        return whole
    fitting = [
        at
        for at in range(1, len(words))
        if len(" ".join(words[:at])) <= WIDTH and len(" ".join(words[at:])) <= WIDTH
    ]
    if not fitting:
        return None
    at = min(fitting, key=lambda place: _cost(words, place, spread=1.0))
    return " ".join(words[:at]) + "\n" + " ".join(words[at:])


def _cost(words: list[str], at: int, spread: float) -> float:
    """How bad a break before word `at` is: uneven halves cost, a pause or a clause word saves."""
    uneven = abs(len(" ".join(words[:at])) - len(" ".join(words[at:])))
    saved = 14 if _PAUSE.search(words[at - 1]) else 6 if words[at].lower() in _CLAUSE else 0
    return uneven * spread - saved
