"""Search over published units, with the passage in which the words stand."""

import re
from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from content.atlas import UnitLine, atlas
from content.models import Unit
from content.transcript import transcript

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
    found = Unit.objects.live().public().select_related("rendering", "film").search(plain)[:20]
    shelf = atlas()
    rows = []
    for unit in found:
        line = shelf.unit(unit.pk)
        # Of a unit and its translations, the one that the reader would be led to.
        if line is not None and shelf.read_as(line.record) is line:
            rows.append({"line": line, **_passage(unit, line, words)})
    return rows


def _passage(unit: Unit, line: UnitLine, words: str) -> dict[str, str]:
    """The place that holds the phrase, else most of the words, cut around them; the first of equals."""
    best, found = 0, {"passage": unit.standfirst, "section": "", "url": line.url}
    for text, section, url in _places(unit, line):
        worth, match = _worth(text, words)
        if match is not None and worth > best:
            best, found = worth, {"passage": cut(text, match), "section": section, "url": url}
    return found


def _places(unit: Unit, line: UnitLine) -> Iterator[tuple[str, str, str]]:
    """(text, where it stands, address): sections, then what is said in the film."""
    rendering = getattr(unit, "rendering", None)
    for section in rendering.sections if rendering else []:
        text = " ".join(strip_tags(section["html"].replace("<", " <")).split())
        yield text, section["title"], f"{line.url}{section['key']}/"
    if unit.film:
        for part in transcript(unit.film.cues, ()):
            for paragraph in part.paragraphs:
                said = " ".join(text for _start, _end, text in paragraph.cues)
                yield said, _("the film"), f"{line.url}?t={int(paragraph.start)}#film"


def _worth(text: str, words: str) -> tuple[int, re.Match[str] | None]:
    """How many of the words it holds, and where the first stands; the phrase outweighs any number."""
    if phrase := re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text, re.IGNORECASE):
        return 1000, phrase
    matches = [
        match
        for word in {*re.findall(r"\w+", words.lower())}
        if (match := re.search(rf"\b{re.escape(word)}", text, re.IGNORECASE))
    ]
    return len(matches), min(matches, key=lambda match: match.start(), default=None)


def cut(text: str, match: re.Match[str]) -> str:
    """Whole words around what was found; a language that sets no spaces is cut where it is."""
    start, end = max(0, match.start() - AROUND), min(len(text), match.end() + AROUND)
    if start:
        start = max(start, text.find(" ", start - 1, match.start()) + 1)
    if end < len(text):
        end = (
            max(text.rfind(" ", match.end(), end + 1), match.end()) if " " in text[match.end() : end] else end
        )
    return f"{'… ' if start else ''}{text[start:end]}{' …' if end < len(text) else ''}"
