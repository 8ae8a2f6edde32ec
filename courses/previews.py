"""What an author's preview shows of a reader, new or half-way: made up for this page, and kept nowhere."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from content import page_contexts
from content.atlas import ModuleLine, UnitLine
from content.models import CheckPage, DecisionPage, ModulePage, Unit
from content.preview_modes import HALF, Look, look_of
from courses import progress
from courses.home import ModuleProgress, progress_by
from courses.models import Attempt, CaseAnswer, Completion, Place
from courses.preview_run import run_of
from courses.standings import UnitStanding
from courses.views.decisions import preview_context
from courses.yours import Reading, first_locked

Context = dict[str, Any]


def look_at(request: HttpRequest) -> Look:
    return look_of(getattr(request, "preview_mode", ""))


def text(page: Unit, request: HttpRequest) -> Context:
    """A case, guide or video; the first half of its sections lies behind a reader who is half-way."""
    context = page_contexts.unit(page, request)
    look = look_at(request)
    sections: list[Mapping[str, Any]] = context["sections"]
    if not look.reader or not sections:
        return context
    stop = len(sections) // 2 if look.reader == HALF else 0
    if not look.part and stop and not page.film:
        context = page_contexts.unit(page, request, sections[stop]["key"])
    place = _place(sections[stop]["key"], page) if look.reader == HALF else None
    answers = _answers(sections[:stop])
    reading = _reading(sections, context["number"], answers, place)
    context["reading"] = reading
    if page.film and place:
        context["watching"] = {"second": place.second, "speed": 1, "begun": True}
    if reading.locked_from:
        asking = sections[reading.locked_from - 2]
        context["gate"] = {"title": asking["title"], "question": asking["question"]}
        if look.part == "print":
            open_ = sections[: reading.locked_from - 1]
            context |= {"sections": open_, "waiting": len(sections) - len(open_)}
    return context


def _place(section: str, page: Unit) -> Place:
    second = float(page.film.duration or 0) / 2 if page.film else None
    now = timezone.now()
    return Place(section=section, second=second, started_at=now, updated_at=now, reported_at=now)


def _answers(sections: Sequence[Mapping[str, Any]]) -> dict[str, CaseAnswer]:
    """The first option of a choice; a sentence that says what it stands for."""
    now = timezone.now()
    found = {}
    for question in (section["question"] for section in sections if section["question"]):
        options = question["options"]
        choice = options[0]["key"] if options else ""
        words = "" if choice else _("What this reader wrote the last time.")
        found[question["key"]] = CaseAnswer(
            question=question["key"], choice=choice, text=words, answered_at=now, edited_at=now
        )
    return found


def _reading(
    sections: list[Mapping[str, Any]], number: int, answers: Mapping[str, CaseAnswer], place: Place | None
) -> Reading:
    locked_from = first_locked(sections, answers)
    return Reading(
        signed_in=True,
        place=place,
        completion=None,
        answers=answers,
        others={},
        note=None,
        bookmarked=False,
        locked=locked_from is not None and number >= locked_from,
        locked_from=locked_from,
        waits=locked_from == number + 1,
    )


def check(page: CheckPage, request: HttpRequest) -> Context:
    """Half-way is a run with half of its questions answered."""
    context = page_contexts.check(page, request)
    if look_at(request).reader == HALF:
        context |= {"attempt": Attempt(pass_mark=page.pass_mark), "next_number": page.draw // 2 + 1}
    return context | run_of(page, look_at(request).part)


def decision(page: DecisionPage, request: HttpRequest) -> Context:
    """Half-way is a row chosen and nothing committed."""
    look = look_at(request)
    half = look.reader == HALF and not look.part
    return preview_context(page, request, committed=look.part == "committed", picked=half)


def module(page: ModulePage, request: HttpRequest) -> Context:
    """Half-way: the first half of the units done, the next one begun."""
    context = page_contexts.module(page, request)
    look = look_at(request)
    if look.reader:
        context["progress"] = _progress(context["module"], half=look.reader == HALF)
    return context


def _progress(module: ModuleLine, half: bool) -> ModuleProgress:
    done = len(module.open_units) // 2 if half else 0
    places = {unit.id: place for place, unit in enumerate(module.open_units)}
    rows = {unit.id: _standing(unit, places.get(unit.id, len(places)), done, half) for unit in module.units}
    return progress_by(module, rows)


def _standing(unit: UnitLine, place: int, done: int, half: bool) -> UnitStanding:
    minutes, now = max(1, unit.minutes), timezone.now()
    if place < done:
        standing = progress.Standing(unit.id, minutes, completed=True)
        return UnitStanding(unit, standing, completion=Completion(at=now, how=Completion.How.READ), at=now)
    if half and place == done:
        shares = [section.minutes for section in unit.sections]
        number = len(shares) // 2 + 1
        begun = progress.Standing(unit.id, minutes, behind=progress.behind_section(shares, number))
        here = unit.sections[number - 1].key if number <= len(shares) else ""
        return UnitStanding(unit, begun, Place(section=here, updated_at=now), at=now)
    return UnitStanding(unit, progress.Standing(unit.id, minutes))
