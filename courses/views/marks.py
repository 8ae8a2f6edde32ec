"""What a reader marks, writes and answers on a unit's page; each form leads back to where it stood."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from courses import actions
from courses.actions import Refused
from courses.desk import Desk, at_desk
from courses.forms import AnswerForm, NoteForm

from .doors import act, back_to


@act
def mark_read(request: HttpRequest, module: str, unit: str) -> HttpResponse:
    def mark(desk: Desk) -> HttpResponse:
        actions.mark_read(desk, timezone.now())
        return _back(request, desk, "state")

    return at_desk(request, module, unit, mark)


@act
def undo_read(request: HttpRequest, module: str, unit: str) -> HttpResponse:
    def undo(desk: Desk) -> HttpResponse:
        actions.undo_read(desk)
        return _back(request, desk, "state")

    return at_desk(request, module, unit, undo)


@act
def refreshed(request: HttpRequest, module: str, unit: str) -> HttpResponse:
    """`newest` is the last change that the form spoke of; back to the page that it stood on."""
    newest = request.POST.get("newest", "")
    if not (newest.isascii() and newest.isdecimal() and len(newest) < 19):
        raise Refused(_("Say which changes you have seen."))

    def see(desk: Desk) -> HttpResponse:
        actions.see_changes(desk, int(newest), timezone.now())
        return (
            back_to(reverse("home")) if request.POST.get("from") == "home" else _back(request, desk, "text")
        )

    return at_desk(request, module, unit, see)


@act
def bookmark(request: HttpRequest, module: str, unit: str) -> HttpResponse:
    """`on` is 1 or 0: what the button said, so that a second click changes nothing."""
    wanted = request.POST.get("on", "")
    if wanted not in ("0", "1"):
        raise Refused(_("Say whether the bookmark is to be kept."))

    def keep(desk: Desk) -> HttpResponse:
        actions.set_bookmark(desk, wanted == "1", timezone.now())
        return _back(request, desk, "acts")

    return at_desk(request, module, unit, keep)


@act
def note_save(request: HttpRequest, module: str, unit: str) -> HttpResponse:
    note = _valid(NoteForm(request.POST))

    def save(desk: Desk) -> HttpResponse:
        actions.save_note(desk, note["section"], note["text"], timezone.now())
        return _back(request, desk, "your-note")

    return at_desk(request, module, unit, save)


@act
def note_delete(request: HttpRequest, module: str, unit: str) -> HttpResponse:
    section = _valid(NoteForm({"section": request.POST.get("section", "")}))["section"]

    def delete(desk: Desk) -> HttpResponse:
        actions.delete_note(desk, section)
        return _back(request, desk, "your-note")

    return at_desk(request, module, unit, delete)


@act
def case_answer(request: HttpRequest, module: str, unit: str) -> HttpResponse:
    """A first answer reads on; a changed one stays at the question; a missing one is asked for there."""
    given = _valid(AnswerForm(request.POST))
    answer = actions.Answer(given["question"], given["choice"], given["text"], given["skip"])

    def record(desk: Desk) -> HttpResponse:
        asked = desk.text.questions.get(answer.question)
        here = f"{desk.line.url}{desk.text.sections[asked.section]}/" if asked else desk.line.url
        if asked and not answer.skipped and not (answer.choice if asked.kind == "choice" else answer.text):
            return back_to(f"{here}?answer={asked.kind}", "question")
        answered = actions.answer_case(desk, answer, timezone.now())
        following = asked.section + 1 if asked and not answered.changed else len(desk.text.sections)
        if following < len(desk.text.sections):
            return back_to(f"{desk.line.url}{desk.text.sections[following]}/", "text")
        return back_to(here, "question")

    return at_desk(request, module, unit, record)


def _back(request: HttpRequest, desk: Desk, fragment: str) -> HttpResponse:
    """To the section that the form stood in; an unknown one leads to the unit's first page."""
    section = request.POST.get("section", "")
    url = f"{desk.line.url}{section}/" if section in desk.text.sections else desk.line.url
    return back_to(url, fragment)


def _valid(form: forms.Form) -> dict[str, object]:
    if not form.is_valid():
        faults = (f"{name}: {' '.join(errors)}" for name, errors in form.errors.items())
        raise Refused(" ".join(faults))
    return form.cleaned_data
