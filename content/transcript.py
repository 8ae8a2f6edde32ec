"""Captions as a transcript to read: paragraphs under the chapters, each with the second it starts at."""

from collections.abc import Sequence
from dataclasses import dataclass

# A paragraph ends with the first sentence that ends after so many seconds.
PARAGRAPH = 20.0
SENTENCE_ENDS = (".", "?", "!", "”", "…")

Cue = tuple[float, float, str]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Cues that are read together; the start is the first one's, in seconds of the film."""

    start: float
    cues: tuple[Cue, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A chapter and its paragraphs; words before the first chapter have an empty title."""

    title: str
    start: float
    paragraphs: tuple[Paragraph, ...]


def transcript(cues: Sequence[Cue], chapters: Sequence[Cue]) -> tuple[Part, ...]:
    """Parts in order; a film without chapters is one part without a title. A chapter in which nothing is said
    is left out. Cues and chapters must be sorted by their start."""
    starts = [start for start, _end, _title in chapters]
    heads = [(0.0, ""), *((start, title) for start, _end, title in chapters)]
    buckets: list[list[Cue]] = [[] for _ in heads]
    for cue in cues:
        # A caption belongs to the chapter that its middle falls into: voices start a little early.
        middle = (cue[0] + cue[1]) / 2
        buckets[sum(start <= middle for start in starts)].append(cue)
    return tuple(
        Part(title, start, _paragraphs(bucket))
        for (start, title), bucket in zip(heads, buckets, strict=True)
        if bucket
    )


def _paragraphs(cues: Sequence[Cue]) -> tuple[Paragraph, ...]:
    found: list[Paragraph] = []
    rest: list[Cue] = []
    for cue in cues:
        rest.append(cue)
        if cue[1] - rest[0][0] >= PARAGRAPH and cue[2].rstrip().endswith(SENTENCE_ENDS):
            found.append(Paragraph(rest[0][0], tuple(rest)))
            rest = []
    if rest:
        found.append(Paragraph(rest[0][0], tuple(rest)))
    return tuple(found)
