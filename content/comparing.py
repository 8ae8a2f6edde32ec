"""How much two versions of a unit differ: what an author is proposed to call it, and which sections changed.

Words count by sentences: a sentence that is new or gone counts with all its words, of the words of both
versions. A material change is proposed from MATERIAL on, and where a section, a question of a section or a
scored question is new, gone or another.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

# Of the words of a unit; and of one section, from where on it is named to those who have finished.
MATERIAL = 0.15
SECTION = 0.10


@dataclass(frozen=True, slots=True)
class Part:
    """A section: its anchor, its sentences, and its question in one string, empty without one."""

    key: str
    sentences: tuple[str, ...]
    question: str = ""


@dataclass(frozen=True, slots=True)
class Version:
    """`scored`: what is asked and what is right in a check, by the question's key."""

    parts: tuple[Part, ...]
    scored: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Difference:
    """`share` of the words, 0 to 1; `sections` of the new version, in its order."""

    share: float
    sections: tuple[str, ...]
    gone: int
    new: int
    questions: int

    @property
    def material(self) -> bool:
        return self.share >= MATERIAL or bool(self.gone or self.new or self.questions)

    @property
    def percent(self) -> int:
        """Rounded down, and never 0 where anything differs."""
        return max(1, int(self.share * 100)) if self.share else 0


def difference(old: Version, new: Version) -> Difference:
    before = {part.key: part for part in old.parts}
    after = {part.key: part for part in new.parts}
    asked = sum(before[key].question != after[key].question for key in before.keys() & after.keys())
    scored = sum(old.scored.get(key) != new.scored.get(key) for key in old.scored.keys() | new.scored.keys())
    return Difference(
        share=_share(_sentences(old.parts), _sentences(new.parts)),
        sections=_sections(before, new.parts),
        gone=len(before.keys() - after.keys()),
        new=len(after.keys() - before.keys()),
        questions=asked + scored,
    )


def _sections(before: Mapping[str, Part], parts: Sequence[Part]) -> tuple[str, ...]:
    """Those that changed enough to be read again; where none did, those that changed at all."""
    shares = {part.key: _change(before.get(part.key), part) for part in parts}
    much = tuple(key for key, share in shares.items() if share >= SECTION)
    return much or tuple(key for key, share in shares.items() if share)


def _change(before: Part | None, after: Part) -> float:
    if before is None or before.question != after.question:
        return 1.0
    return _share(before.sentences, after.sentences)


def _share(old: Sequence[str], new: Sequence[str]) -> float:
    """Words in sentences that only one of the two has, out of the words of both."""
    ours, theirs = Counter(old), Counter(new)
    whole = _words(ours) + _words(theirs)
    return (_words(ours - theirs) + _words(theirs - ours)) / whole if whole else 0.0


def _words(sentences: Counter[str]) -> int:
    return sum(len(sentence.split()) * count for sentence, count in sentences.items())


def _sentences(parts: Sequence[Part]) -> list[str]:
    return [sentence for part in parts for sentence in part.sentences]
