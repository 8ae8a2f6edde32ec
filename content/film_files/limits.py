"""What a film may be at most, whoever reads it: the file's own words, or a tool's."""

from math import isfinite

from .facts import Facts, Unfit

LONGEST = 60 * 60.0
SHORTEST = 0.5
LARGEST = (3840, 2160)
SMALLEST = 16
PICTURES = {"mp4": ("H.264",), "webm": ("VP8", "VP9", "AV1")}
SOUNDS = {"mp4": ("AAC",), "webm": ("Opus", "Vorbis")}


def within(facts: Facts) -> Facts:
    """The same facts; Unfit for the first that goes too far."""
    if not isfinite(facts.seconds) or facts.seconds <= 0:
        raise Unfit("no_length")
    if facts.seconds > LONGEST:
        raise Unfit("too_long", f"{min(facts.seconds, 1e9) / 60:.0f}")
    if facts.seconds < SHORTEST:
        raise Unfit("too_short")
    sides = sorted((facts.width, facts.height))
    if sides[0] < SMALLEST or sides[1] > LARGEST[0] or sides[0] > LARGEST[1]:
        raise Unfit("dimensions", f"{facts.width} × {facts.height}")
    if facts.picture not in PICTURES[facts.kind]:
        raise Unfit("codec", facts.picture)
    if facts.sound and facts.sound not in SOUNDS[facts.kind]:
        raise Unfit("codec", facts.sound)
    return facts
