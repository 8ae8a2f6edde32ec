"""Search over published units, with the passage in which the words stand."""

import re
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import strip_tags
from django.views.decorators.http import require_safe

from content.atlas import UnitLine, atlas
from content.models import Unit

LONGEST = 120
AROUND = 110


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """At most twenty units, best first; an empty question shows the form only."""
    words = " ".join(request.GET.get("q", "").replace("\x00", " ").split())[:LONGEST]
    results = find(words) if words else []
    return render(request, "portal/search.html", {"q": words, "results": results, "search_current": True})


def find(words: str) -> list[dict[str, Any]]:
    """Public units only: what a restriction hides is hidden here too."""
    # The embedded full-text index takes a lone quotation mark for the start of a phrase and fails.
    plain = " ".join(re.findall(r"\w+", words))
    if not plain:
        return []
    found = Unit.objects.live().public().select_related("rendering").search(plain)[:20]
    shelf = atlas()
    rows = []
    for unit in found:
        line = shelf.unit(unit.pk)
        if line is not None:
            rows.append({"line": line, **_passage(unit, line, words)})
    return rows


def _passage(unit: Unit, line: UnitLine, words: str) -> dict[str, str]:
    """The first section that holds a word, cut around it, and its address."""
    pattern = re.compile("|".join(re.escape(word) for word in re.findall(r"\w+", words)), re.IGNORECASE)
    rendering = getattr(unit, "rendering", None)
    for section in rendering.sections if rendering else []:
        text = " ".join(strip_tags(section["html"]).split())
        if match := pattern.search(text):
            start = max(0, match.start() - AROUND)
            cut = text[start : match.end() + AROUND]
            before = "… " if start else ""
            after = " …" if match.end() + AROUND < len(text) else ""
            return {
                "passage": f"{before}{cut}{after}",
                "section": section["title"],
                "url": f"{line.url}{section['key']}/",
            }
    return {"passage": unit.standfirst, "section": "", "url": line.url}
