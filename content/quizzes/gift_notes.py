"""The comment with what GIFT has no place for; anybody may have written it, so nothing in it is trusted."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from saying import _, gettext_noop

from .gift_writer import NOTED, NOTED_OF_NUMBER

LONGEST_NOTE, LONGEST_WORD, MOST_WORDS = 16_384, 600, 6
UNREADABLE = gettext_noop("The comment with what GIFT cannot hold could not be read and was left out.")


@dataclass(frozen=True, slots=True)
class Note:
    words: Mapping[str, str] = field(default_factory=dict)
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def word(self, name: str) -> str:
        return self.words.get(name, "")

    def list_of(self, name: str, count: int) -> tuple[str, ...]:
        """As many as there are options, or none."""
        found = self.lists.get(name, ())
        return found if len(found) == count else ("",) * count


def read_note(text: str) -> tuple[Note, tuple[str, ...]]:
    """The note, and a remark if there was one that could not be read."""
    if not text:
        return Note(), ()
    try:
        found = json.loads(text) if len(text) <= LONGEST_NOTE else None
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        return Note(), (_(UNREADABLE),)
    words = {name: found[name].strip() for name in (*NOTED, *NOTED_OF_NUMBER) if _is_word(found.get(name))}
    lists = {name: tuple(found[name]) for name in ("keys", "reasons") if _is_list(found.get(name))}
    return Note(words, lists), ()


def _is_word(value: object) -> bool:
    return isinstance(value, str) and len(value) <= LONGEST_WORD and value.isprintable()


def _is_list(value: object) -> bool:
    if not isinstance(value, list) or len(value) > MOST_WORDS:
        return False
    return all(isinstance(word, str) and len(word) <= LONGEST_WORD for word in value)
