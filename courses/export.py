"""Everything held about a learner: to take away as data or as Markdown, and to erase."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import models, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from content.atlas import Atlas, UnitLine, atlas
from saying.tagged import Tagged

from .models import AttemptAnswer, Learner
from .standings import number_of

# Keys of rows mean nothing outside; units are named by their keys instead.
INTERNAL = {"id", "token_hash", "learner", "attempt", "unit", "check_page"}


@dataclass(frozen=True, slots=True)
class Kept:
    """A note or a bookmark; `section` is a title, empty for the unit as a whole, `url` where none is left."""

    unit: int
    title: str
    url: str
    section: str
    text: str
    bookmark: bool


def facts_of(learner: Learner) -> dict[str, object]:
    """Every row about the learner, in plain values."""
    return {
        "since": learner.created.isoformat(),
        "kept_for": "this account" if learner.user_id else "this device",
        "minutes_last_asked_for": learner.minutes,
        "places": _rows(learner.places),
        "completions": _rows(learner.completions),
        "check_attempts": _attempts(learner),
        "case_answers": _rows(learner.caseanswers),
        "decisions": _rows(learner.decisions),
        "commitments": _rows(learner.commitments),
        "changes_seen": _changes_seen(learner),
        "told_the_editors": _rows(learner.feedbacks),
        "notes": _rows(learner.notes),
        "bookmarks": _rows(learner.bookmarks),
        "podcast_addresses": [_plain(row) for row in learner.listeningkeys.values("made_at")],
    }


def _rows(facts: models.Manager) -> list[dict[str, object]]:
    names = _names(facts.model)
    rows = facts.order_by("unit__key", "pk").values("unit__key", *names)
    return [{"unit": row.pop("unit__key"), **_plain(row)} for row in rows]


def _changes_seen(learner: Learner) -> list[dict[str, object]]:
    """Of units that had been finished; what an editor wrote about the change is theirs, but names it."""
    rows = learner.refresheds.order_by("pk").values("change__unit__key", "change__note", "at")
    return [
        {"unit": row["change__unit__key"], "change": row["change__note"], **_plain({"at": row["at"]})}
        for row in rows
    ]


def _attempts(learner: Learner) -> list[dict[str, object]]:
    answers: dict[int, list[dict[str, object]]] = {}
    names = _names(AttemptAnswer)
    mine = AttemptAnswer.objects.filter(attempt__learner=learner).order_by("pk")
    for row in mine.values("attempt_id", *names):
        answers.setdefault(row.pop("attempt_id"), []).append(_plain(row))
    rows = learner.attempts.order_by("pk").values("pk", "check_page__key", *_names(learner.attempts.model))
    return [
        {"unit": row.pop("check_page__key"), "answers": answers.get(row.pop("pk"), []), **_plain(row)}
        for row in rows
    ]


def _names(model: type[models.Model]) -> list[str]:
    return [field.name for field in model._meta.concrete_fields if field.name not in INTERNAL]


def _plain(row: dict[str, object]) -> dict[str, object]:
    return {name: value.isoformat() if isinstance(value, datetime) else value for name, value in row.items()}


def notes_of(learner: Learner) -> list[Kept]:
    """Notes and bookmarks in course order: of each unit its notes as its sections go, then its bookmark."""
    shelf = atlas()
    found = [*_notes(learner, shelf), *_bookmarks(learner, shelf)]
    order = {unit.record: number for number, unit in enumerate(_units(shelf))}
    return sorted(found, key=lambda kept: (order.get(kept.unit, len(order)), kept.unit, kept.bookmark))


def _units(shelf: Atlas) -> Iterator[UnitLine]:
    return (unit for module in shelf.every_module for unit in module.units)


def _notes(learner: Learner, shelf: Atlas) -> Iterable[Kept]:
    """What was noted in units that are no longer there stays its reader's, under the name they had."""
    mine = learner.notes.annotate(called=F("unit__title")).order_by("unit_id", "pk")
    rows = [(note, shelf.read_as(note.unit_id)) for note in mine]
    known = [(note, line, number_of(line, note.section)) for note, line in rows if line is not None]
    for note, line, number in sorted(known, key=lambda each: (each[1].id, each[2] or 0)):
        title = line.sections[number - 1].title if number else ""
        url = f"{line.url}{note.section}/" if number else line.url
        called, part = (Tagged(words, line.language) for words in (line.title, title))
        yield Kept(line.record, called, url, part, note.text, bookmark=False)
    for note, line in rows:
        if line is None:
            yield Kept(note.unit_id, note.called, "", "", note.text, bookmark=False)


def _bookmarks(learner: Learner, shelf: Atlas) -> Iterable[Kept]:
    for pk, title in learner.bookmarks.order_by("unit_id").values_list("unit_id", "unit__title"):
        line = shelf.read_as(pk)
        called = Tagged(line.title, line.language) if line else title
        yield Kept(pk, called, line.url if line else "", "", "", bookmark=True)


def notes_markdown(learner: Learner | None) -> str:
    """Notes and bookmarks under their units; a sentence where there is nothing yet."""
    kept = notes_of(learner) if learner else []
    lines = [f"# {_('Notes and bookmarks')}", ""]
    if not kept:
        return "\n".join([*lines, _("Nothing is noted or bookmarked yet."), ""])
    unit = None
    for each in kept:
        if each.unit != unit:
            unit = each.unit
            lines += [f"## {each.title}", ""]
        if each.bookmark:
            lines += [_("Bookmarked."), ""]
        else:
            lines += [f"### {each.section}", ""] if each.section else []
            lines += [each.text, ""]
    return "\n".join(lines)


@transaction.atomic
def erase(learner: Learner) -> None:
    """The learner and every fact about it are gone; what others see counts one reader less.

    Locked first: a save that arrives meanwhile waits, finds nobody and is refused.
    """
    for locked in Learner.objects.select_for_update().filter(pk=learner.pk):
        locked.delete()
