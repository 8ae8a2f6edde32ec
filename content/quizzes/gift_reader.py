"""Questions read from a GIFT file: what can be taken, with notes, and what cannot, with line and reason."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Any

from saying import _, gettext_noop

from .gift_answers import answered
from .gift_notes import Note, read_note
from .gift_signs import NOTE, hidden, plain
from .keys import free_key
from .rules import faults

MOST_QUESTIONS = 200
LONGEST = {"stem": 800, "because": 800}
LONGEST_OPTION = {"text": 400, "reason": 600}
ID = re.compile(r"//\s*\[id:([a-z0-9][a-z0-9-]{0,59})\]\s*$")
RIGHT, OTHER = gettext_noop("Right."), gettext_noop("Not quite.")


class NotTaken(ValueError):
    """This question has no place here; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A question as the editor would hold it, where it began, and what an author should know about it."""

    line: int
    question: dict[str, Any]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Left:
    """What could not be taken: its first line, its first words, and why."""

    line: int
    words: str
    reason: str


@dataclass(slots=True)
class Reading:
    taken: list[Taken] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)


@dataclass(slots=True)
class _Chunk:
    """The lines of one question, without its comments; `id` and `note` are from those."""

    line: int
    text: str
    id: str = ""
    note: str = ""


def read_gift(text: str, keys: Collection[str] = (), most: int = MOST_QUESTIONS) -> Reading:
    """`text` as gift_signs.decoded gives it; `keys` are taken already; `most` questions find a place."""
    reading, known = Reading(), set(keys)
    for chunk in _chunks(text):
        words = " ".join(chunk.text.split())[:80]
        if len(reading.taken) >= most:
            reading.left.append(
                Left(chunk.line, words, _("There is no room for more questions in this check."))
            )
            continue
        try:
            taken = _question(chunk, known)
        except NotTaken as fault:
            reading.left.append(Left(chunk.line, words, str(fault)))
        except ValueError as fault:
            reading.left.append(Left(chunk.line, words, _sentence(str(fault))))
        else:
            known.add(taken.question["key"])
            reading.taken.append(taken)
    return reading


def _chunks(text: str) -> Iterator[_Chunk]:
    """A blank line ends a question. Comments and categories belong to none."""
    lines: list[str] = []
    first, id, note = 0, "", ""
    for number, line in enumerate([*text.split("\n"), ""], start=1):
        bare = line.strip()
        if bare.startswith("//"):
            id = match[1] if (match := ID.match(bare)) else id
            note = bare[len(NOTE) :] if bare.startswith(NOTE) else note
        elif bare.startswith("$CATEGORY:"):
            continue
        elif bare:
            first = first or number
            lines.append(line)
        elif lines:
            yield _Chunk(first, "\n".join(lines), id, note)
            lines, first, id, note = [], 0, "", ""


def _question(chunk: _Chunk, known: Collection[str]) -> Taken:
    title, stem, body = _parts(hidden(chunk.text))
    note, remarks = read_note(chunk.note)
    body, _mark, because = body.partition("####")
    kind, parts, said = answered(body, note)
    key = free_key(chunk.id or title or stem, known)
    question = {
        "key": key,
        "type": kind,
        "stem": stem,
        "passage": note.word("passage"),
        "right_verdict": note.word("right_verdict") or _(RIGHT),
        "other_verdict": note.word("other_verdict") or _(OTHER),
        "because": plain(because),
        **parts,
    }
    _judge(question)
    return Taken(chunk.line, question, (*remarks, *said, *_wanting(question, note)))


def _parts(text: str) -> tuple[str, str, str]:
    """Title, question and what stands in the braces."""
    text, title = text.strip(), ""
    if text.startswith("::"):
        title, mark, rest = text[2:].partition("::")
        title, text = (plain(title), rest) if mark else ("", text)
    head, opened, rest = text.partition("{")
    body, closed, tail = rest.partition("}")
    if not opened and "}" not in text:
        raise NotTaken(
            _("It asks for nothing: a text without answers in braces. A unit is the place for it.")
        )
    if not closed or "}" in head:
        raise NotTaken(
            _("The braces do not close. A blank line ends a question, so there can be none inside it.")
        )
    if "{" in body + tail or "}" in tail:
        raise NotTaken(
            _(
                "It has more than one pair of braces. Leave an empty line between two questions;"
                " write \\{ and \\} for braces in the text."
            )
        )
    stem = f"{plain(head)} _____ {plain(tail)}" if tail.strip() else plain(head)
    if not stem:
        raise NotTaken(_("The question has no words before its answers."))
    return title, stem, body


def _judge(question: dict[str, Any]) -> None:
    """The rules of the editor and of files; the first that is broken."""
    for _name, sentence in faults(
        {**question, "too_low": "-", "just_right": "-", "too_high": "-"}
        if (question["type"] == "number")
        else question
    ):
        raise NotTaken(_sentence(sentence))
    for name, most in LONGEST.items():
        _fits(name, question[name], most)
    for option in question["options"]:
        for name, most in LONGEST_OPTION.items():
            _fits(name, option[name], most)


TOO_LONG = {
    "stem": gettext_noop("The question has %(n)s characters; at most %(most)s fit."),
    "because": gettext_noop("The general feedback has %(n)s characters; at most %(most)s fit."),
    "text": gettext_noop("An option has %(n)s characters; at most %(most)s fit."),
    "reason": gettext_noop("A feedback has %(n)s characters; at most %(most)s fit."),
}


def _fits(name: str, words: str, most: int) -> None:
    if len(words) > most:
        raise NotTaken(_(TOO_LONG[name]) % {"n": f"{len(words):,}", "most": most})


def _wanting(question: dict[str, Any], note: Note) -> Iterator[str]:
    """What has to be written before the check can be published."""
    empty = sum(not option["reason"] for option in question["options"])
    if empty:
        said = _("%(n)s of %(all)s options have no feedback: write it before publishing.")
        yield said % {"n": empty, "all": len(question["options"])}
    if question["type"] == "number" and not all(question[n] for n in ("too_low", "just_right", "too_high")):
        yield _("Feedback for too low, right and too high is not complete: write it before publishing.")
    if not question["because"]:
        yield _("It has no general feedback: write the reason before publishing.")
    if not question["passage"]:
        yield _("Link it to the passage that teaches it.")
    if not note.word("right_verdict"):
        said = _("The headings of the verdict are “%(right)s” and “%(other)s”.")
        yield said % {"right": _(RIGHT), "other": _(OTHER)}


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"
