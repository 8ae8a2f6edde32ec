"""The glossary: terms of the course with where each is explained, and the terms of the assessment."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from content.glossary import Entry, Place, entries
from readiness.versions import current


@require_safe
def glossary(request: HttpRequest) -> HttpResponse:
    """By letter; of a term that both rooms explain, the assessment's words count: answers depend on them."""
    asked = Place(_("Readiness"), reverse("readiness:assess"))
    known = {entry.term.casefold(): entry for entry in entries()}
    for term in current().terms:
        places = known[term.term.casefold()].places if term.term.casefold() in known else ()
        known[term.term.casefold()] = Entry(term.term, term.text, (asked, *places))
    letters: dict[str, list[Entry]] = {}
    for entry in sorted(known.values(), key=lambda entry: entry.term.casefold()):
        letters.setdefault(entry.term[:1].upper(), []).append(entry)
    return render(request, "portal/glossary.html", {"letters": letters})
