"""What is yours on a unit's page: place, completion, answers, a note; two statements in any module."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import (
    BooleanField,
    CharField,
    Count,
    DateTimeField,
    Exists,
    ExpressionWrapper,
    IntegerField,
    Q,
    QuerySet,
    Value,
)
from django.db.models.functions import Cast, Coalesce

from accounts.prepared import Prepared
from content.atlas import UnitLine
from content.models import Unit

from .learner import Who, key_of
from .models import Bookmark, CaseAnswer, Commitment, Feedback, Note
from .refreshing import Refresh
from .standings import Finished, Stopped, standings

# What others chose is shown from so many answers on, the reader's own among them.
ENOUGH_ANSWERS = 10
Section = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Said:
    """One row of the second statement; `what` tells which columns mean something."""

    what: str
    key: str
    choice: str
    text: str
    skipped: bool
    count: int
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Committed:
    """`due` as a date field takes it."""

    text: str
    owner: str
    due: str
    done: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """What templates/content/unit.html calls `reading`.

    `locked_from` is the number of the first section that waits for an answer, None where all are open;
    `waits` says that this section's own question has none yet. `others` holds (option, count) by question.
    """

    signed_in: bool
    place: Stopped | None
    completion: Finished | None
    answers: Mapping[str, CaseAnswer]
    others: Mapping[str, list[tuple[Section, int]]]
    note: Note | None
    bookmarked: bool
    locked: bool
    locked_from: int | None
    waits: bool
    refresh: Refresh | None = None
    told: Feedback | None = None
    commitment: Committed | None = None
    error: str = ""

    @property
    def change(self) -> bool:
        """The form to change an answer stands open, because what was sent could not be kept."""
        return bool(self.error)


def reading_of(
    who: Who, unit: Unit, line: UnitLine, sections: list[Section], number: int, error: str = ""
) -> Reading:
    """For section `number` of a unit (from 1). No statement for someone who is not known."""
    # Of this unit alone: where the reader stands in its neighbours is not said here.
    here = standings(who, (line,)).get(line.id)
    section = sections[number - 1]["key"] if sections else ""
    questions = [section["question"] for section in sections if section.get("question")]
    said = [Said(*row) for row in _said(who, line.record, section, asks=bool(questions))]
    answers = {row.key: _answer(row) for row in said if row.what == "answer"}
    locked_from = first_locked(sections, answers)
    completion = here.completion if here else None
    return Reading(
        signed_in=who.user_id is not None,
        place=here.place if here else None,
        completion=completion,
        answers=answers,
        others=_others(questions, said),
        note=next((Note(text=row.text, updated_at=row.at) for row in said if row.what == "note"), None),
        bookmarked=any(row.what == "bookmark" for row in said),
        locked=locked_from is not None and number >= locked_from,
        locked_from=locked_from,
        waits=locked_from == number + 1,
        refresh=here.refresh if here else None,
        told=next((_told(row) for row in said if row.what == "told"), None),
        commitment=next(
            (
                Committed(row.text, row.choice, row.key, row.skipped)
                for row in said
                if row.what == "commitment"
            ),
            None,
        ),
        error=error,
    )


def _told(row: Said) -> Feedback:
    return Feedback(clear=row.key, address=row.choice, remark=row.text)


def _answer(row: Said) -> CaseAnswer:
    return CaseAnswer(
        question=row.key, choice=row.choice, text=row.text, skipped=row.skipped, edited_at=row.at
    )


def first_locked(sections: list[Section], answers: Mapping[str, object]) -> int | None:
    """The number (from 1) of the section behind the first question without an answer."""
    for number, section in enumerate(sections, start=1):
        question = section.get("question")
        if question and question["key"] not in answers:
            return number + 1 if number < len(sections) else None
    return None


EMPTY = {
    "key": Value("", CharField()),
    "choice": Value("", CharField()),
    "text": Value("", CharField()),
    "skipped": Value(False, BooleanField()),
    "count": Value(0, IntegerField()),
    "at": Value(None, DateTimeField()),
}


def _rows(facts: QuerySet, what: str, **columns: str) -> QuerySet:
    """The facts with the columns of Said in their order; what they do not have is empty."""
    blanks = {f"no_{name}": value for name, value in EMPTY.items() if name not in columns}
    names = [columns.get(name, f"no_{name}") for name in EMPTY]
    return facts.order_by().annotate(what=Value(what, CharField()), **blanks).values_list("what", *names)


def _written(unit: int, section: str, **named: int | UUID) -> list[QuerySet]:
    """Note, bookmark, commitment and what the editors were told."""
    notes = Note.objects.filter(learner=key_of(**named), unit=unit, section=section)
    bookmarks = Bookmark.objects.filter(learner=key_of(**named), unit=unit)
    made = Commitment.objects.filter(learner=key_of(**named), unit=unit).annotate(
        day=Coalesce(Cast("due", CharField()), Value("", CharField())),
        settled=ExpressionWrapper(Q(done_at__isnull=False), BooleanField()),
    )
    told = Feedback.objects.filter(learner=key_of(**named), unit=unit)
    columns = {"key": "day", "choice": "owner", "text": "text", "skipped": "settled", "at": "changed_at"}
    return [
        _rows(notes, "note", at="updated_at", text="text"),
        _rows(bookmarks, "bookmark", at="at"),
        _rows(made, "commitment", **columns),
        _rows(told, "told", key="clear", choice="address", text="remark", at="at"),
    ]


def _answered(unit: int, **named: int | UUID) -> list[QuerySet]:
    """Answers, and what all readers answered: for nobody who has not answered something here."""
    mine = CaseAnswer.objects.filter(learner=key_of(**named), unit=unit)
    columns = {"key": "question", "choice": "choice", "text": "text", "skipped": "skipped", "at": "edited_at"}
    tally = CaseAnswer.objects.filter(Exists(mine), unit=unit, skipped=False).exclude(choice="")
    counted = tally.values("question", "choice").annotate(n=Count("pk"))
    return [
        _rows(mine, "answer", **columns),
        _rows(counted, "tally", key="question", choice="choice", count="n"),
    ]


def _together(parts: list[QuerySet]) -> QuerySet:
    return parts[0].union(*parts[1:], all=True)


_of_a_text = Prepared(lambda **given: _together(_written(**given)))
_of_a_case = Prepared(
    lambda section, **given: _together([*_written(section=section, **given), *_answered(**given)])
)


def _said(who: Who, unit: int, section: str, *, asks: bool) -> list[list[object]]:
    """Note, bookmark, answers and what all readers answered, as rows of one shape."""
    if not who.named:
        return []
    return (_of_a_case if asks else _of_a_text).rows(unit=unit, section=section, **who.named)


def _others(questions: list[Section], said: list[Said]) -> dict[str, list[tuple[Section, int]]]:
    """How many chose which option, for questions that enough readers answered."""
    counts = {(row.key, row.choice): row.count for row in said if row.what == "tally"}
    found = {}
    for question in questions:
        rows = [(option, counts.get((question["key"], option["key"]), 0)) for option in question["options"]]
        if sum(count for _option, count in rows) >= ENOUGH_ANSWERS:
            found[question["key"]] = rows
    return found
