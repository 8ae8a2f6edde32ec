"""A unit's page: what is the same for everyone from content, what is yours from here."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from content.atlas import atlas
from content.languages import words_language
from content.models import Unit
from content.serving import published_unit, unit_context
from courses.followup import asked_again
from courses.learner import who_asks
from courses.watching import watching
from courses.yours import Reading, reading_of

from . import checks, decisions

# What a form's answer could not say itself, because it is a redirect: see marks.case_answer.
FAULTS = {
    "choice": gettext_lazy("Choose one of the answers, or skip the question."),
    "text": gettext_lazy("Write an answer, or skip the question."),
}


@require_safe
def unit(request: HttpRequest, module: str, unit: str) -> HttpResponse:
    """The first section, or the first page of a check."""
    found = published_unit(request, module, unit)
    if not isinstance(found, Unit):
        return found
    if found.kind == Unit.Kind.CHECK:
        return checks.start_page(request, found)
    if found.kind == Unit.Kind.DECISION:
        return decisions.decision_page(request, found)
    return _section_page(request, found, None)


@require_safe
def section(request: HttpRequest, module: str, unit: str, section: str) -> HttpResponse:
    """A section; of a check, one of its questions or its result."""
    found = published_unit(request, module, unit)
    if not isinstance(found, Unit):
        return found
    if found.kind == Unit.Kind.DECISION:
        raise Http404("A decision is one page.")
    if found.kind != Unit.Kind.CHECK:
        return _section_page(request, found, section)
    if section == "result":
        return checks.result_page(request, found)
    if section.isascii() and section.isdecimal() and len(section) < 4:
        return checks.question_page(request, found, int(section))
    raise Http404("This check has no such page.")


def _section_page(request: HttpRequest, found: Unit, key: str | None) -> HttpResponse:
    context = unit_context(found, atlas(found.atlas_stamp, words_language(request)), key)
    reading = _reading(request, context)
    context["reading"] = reading
    if film := context["film"]:
        asked = request.GET.get("listen", "")
        context["watching"] = watching(who_asks(request), film, reading.place, asked)
    context["again"] = asked_again(request, context["line"]) if reading.completion else ()
    if reading.locked and reading.locked_from:
        gate = context["sections"][reading.locked_from - 2]
        context["gate"] = {"title": gate["title"], "question": gate["question"]}
    return render(request, "content/unit.html", context)


def _reading(request: HttpRequest, context: dict[str, Any]) -> Reading:
    error = FAULTS.get(request.GET.get("answer", ""), "")
    return reading_of(
        who_asks(request), context["page"], context["line"], context["sections"], context["number"], error
    )


@require_safe
def unit_print(request: HttpRequest, module: str, unit: str) -> HttpResponse:
    """The whole text on one page, as far as it is open to this reader."""
    found = published_unit(request, module, unit)
    if not isinstance(found, Unit):
        return found
    if found.kind in (Unit.Kind.CHECK, Unit.Kind.DECISION):
        raise Http404("This unit has no page to print besides its own.")
    context = unit_context(found, atlas(found.atlas_stamp, words_language(request)))
    reading = _reading(request, context)
    whole = len(context["sections"])
    open_ = whole if reading.locked_from is None else reading.locked_from - 1
    context |= {"reading": reading, "sections": context["sections"][:open_], "waiting": whole - open_}
    return render(request, "content/unit_print.html", context)
