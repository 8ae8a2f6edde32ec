"""Words of a unit: what is read, how much of it, and how hard it is (Flesch-Kincaid grade, 1975)."""

import html
import re
from collections.abc import Iterator
from typing import Any

from content.parsing.outline import Block, Section, Unit

TAG = re.compile(r"<[^>]+>")
PARAGRAPH = re.compile(r"<(p|li|h3)\b[^>]*>(.*?)</\1>", re.DOTALL)
HEADING = re.compile(r"<h3\b[^>]*>(.*?)</h3>", re.DOTALL)
SENTENCE = re.compile(r"[^.!?]+[.!?]*")
WORD = re.compile(r"[A-Za-z][A-Za-z’'-]*")
VOWELS = re.compile(r"[aeiouy]+")


def plain(markup: str) -> str:
    return " ".join(html.unescape(TAG.sub(" ", markup)).split())


def paragraphs(unit: Unit) -> Iterator[tuple[str, str]]:
    """(anchor, text) of every paragraph and list entry of the reading text."""
    for section in unit.sections:
        for block in section.blocks:
            if block.kind == "text":
                for match in PARAGRAPH.finditer(block.value):
                    yield section.anchor, plain(match[2])


def headings(unit: Unit) -> Iterator[tuple[str, str]]:
    for section in unit.sections:
        yield section.anchor, section.title
        for block in section.blocks:
            if block.kind == "text":
                yield from ((section.anchor, plain(match[1])) for match in HEADING.finditer(block.value))


def count(unit: Unit) -> int:
    """Every word that stands on the unit's pages, charts and tables included."""
    return sum(len(_all_words(section)) for section in unit.sections)


def _all_words(section: Section) -> list[str]:
    return [word for block in section.blocks for word in _said(block).split()]


def _said(block: Block) -> str:
    return plain(block.value) if block.kind == "text" else " ".join(strings(block.value))


def strings(value: Any) -> Iterator[str]:
    """Every text in a block's value; keys and sources are not read by anybody."""
    if isinstance(value, dict):
        for name, part in value.items():
            if name not in ("key", "source", "kind", "unit", "film"):
                yield from strings(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from strings(part)
    elif isinstance(value, str):
        yield value


def grade(texts: list[str]) -> float | None:
    """The school year in which such text is read with ease; None under a hundred words."""
    sentences = words = syllables = 0
    for text in texts:
        for sentence in SENTENCE.findall(text):
            found = WORD.findall(sentence)
            if found:
                sentences += 1
                words += len(found)
                syllables += sum(map(_syllables, found))
    if words < 100:
        return None
    return 0.39 * words / sentences + 11.8 * syllables / words - 15.59


def _syllables(word: str) -> int:
    word = word.lower().rstrip("’'s") or word.lower()
    found = len(VOWELS.findall(word))
    if word.endswith("e") and not word.endswith(("le", "ee")) and found > 1:
        found -= 1
    return max(1, found)
