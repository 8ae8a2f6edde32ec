"""Units served at their own addresses: found in one statement, and what their page shows to everyone."""

import re
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from wagtail import hooks

from content.atlas import Atlas, ModuleLine, UnitLine, atlas
from content.atlas.survey import line_in_memory
from content.languages import serve as wagtails_answer
from content.languages import words_language
from content.models import Rendering, Unit
from content.rendering import rendering_of

LINK = re.compile(r'<a href="(unit|page):([^"]*)"')


MOST_UNITS = 500  # of some 50 KB each


class _Kept:
    """This process's units at their addresses, under one stamp of the atlas."""

    def __init__(self) -> None:
        self.stamp = ""
        self.units: dict[tuple[str, ...], Unit] = {}


kept_units = _Kept()


class Expired(Http404):
    """What stood here until its last day: `title`, and `module` where it can be gone on in."""

    def __init__(self, title: str, module: ModuleLine | None) -> None:
        super().__init__(f"{title} has expired")
        self.title, self.module = title, module


class _Passed(HttpResponse):
    """Stands for the page's own response where Wagtail's hooks only decide whether there is to be one."""


def published_unit(request: HttpRequest, module_slug: str, unit_slug: str) -> Unit | HttpResponse:
    """The unit at this address, or Wagtail's own answer where that is not simply the page; raises Http404.

    The unit brings rendering, film, `restricted` and `atlas_stamp`; after this, atlas() costs no statement.
    It is shared by the requests of this process until something is published: read it, do not change it.
    """
    shelf = atlas()
    unit = _unit_at(request, shelf, module_slug, unit_slug)
    if unit is None:
        return _wagtails_answer(request, shelf, module_slug, unit_slug)
    if unit.restricted or _foreign_hooks():
        answer = _through_hooks(request, unit)
        if not isinstance(answer, _Passed):
            return answer
    return unit


def unit_context(
    unit: Unit, shelf: Atlas | None = None, section_key: str | None = None, rendering: Rendering | None = None
) -> dict[str, Any]:
    """What templates/content/unit.html gets that is the same for everyone; Http404 for an unknown section.

    A `rendering` of one's own is that of a draft in memory: then the lines follow the draft too.
    """
    shelf = shelf or atlas()
    known = shelf.unit(unit.pk)
    line = line_in_memory(unit, rendering, shelf) if rendering or known is None else known
    rendering = rendering or rendering_of(unit)
    sections = [resolved(section, shelf) for section in rendering.sections]
    keys = [section["key"] for section in sections]
    if section_key is not None and section_key not in keys:
        raise Http404(f"No section {section_key}")
    place = keys.index(section_key) if section_key is not None else 0
    lines = line.sections
    return {
        "page": unit,
        "rendering": rendering,
        "sections": sections,
        "sources_html": with_links(rendering.sources_html, shelf),
        "module": shelf.module_of(line),
        "line": line,
        "section": sections[place] if sections else None,
        "number": place + 1,
        "total": len(sections),
        "previous": lines[place - 1] if 0 < place <= len(lines) else None,
        "next": lines[place + 1] if place + 1 < len(lines) else None,
        "next_unit": shelf.next_after(line),
        "replacement": shelf.replacement_of(line) if line.withdrawn else None,
        "minutes_left": max(1, sum(section["minutes"] for section in sections[place:])),
        "film": unit.film,
        "twins": twins_of(line, shelf, sections[place]["key"] if place else ""),
        "reading": None,
    }


def twins_of(line: UnitLine, shelf: Atlas, section: str) -> list[dict[str, str]]:
    """The unit in its other languages, at the same section; sections of a translation keep their keys."""
    found = []
    for code, name in settings.LANGUAGES:
        url = shelf.in_language(line.id, code) if code != line.locale else ""
        twin = shelf.unit(shelf.twins[line.id][code]) if url else None
        if twin is not None and not twin.restricted:
            place = f"{section}/" if section and twin.section(section) else ""
            found.append({"code": code, "name": name, "url": f"{url}{place}"})
    return found


def resolved(section: Mapping[str, Any], shelf: Atlas) -> dict[str, Any]:
    """The section with its links to units and pages as addresses of today."""
    return {
        **section,
        "html": with_links(section["html"], shelf),
        "notes_html": with_links(section["notes_html"], shelf),
    }


def with_links(html: str, shelf: Atlas) -> str:
    """A link to something that is no longer published keeps its words and loses its address."""
    if '<a href="unit:' not in html and '<a href="page:' not in html:
        return html

    def address(match: re.Match[str]) -> str:
        url = _unit_url(match[2], shelf) if match[1] == "unit" else _page_url(match[2], shelf)
        return f'<a href="{url}"' if url else "<a"

    return LINK.sub(address, html)


def _unit_url(target: str, shelf: Atlas) -> str:
    key, _, anchor = target.partition("#")
    line = shelf.unit_by_key(key)
    if line is not None and line.withdrawn:
        line, anchor = shelf.replacement_of(line), ""
    if line is None:
        return ""
    return f"{line.url}{anchor}/" if anchor and line.section(anchor) else line.url


def _page_url(target: str, shelf: Atlas) -> str:
    return shelf.address_of(int(target)) if target.isdecimal() else ""


def _unit_at(request: HttpRequest, shelf: Atlas, module_slug: str, unit_slug: str) -> Unit | None:
    site = shelf.site_of(request)
    if site is None:
        return None
    return _kept(shelf.stamp, module_slug, unit_slug, site.root_in(words_language(request)))


def _kept(stamp: str, *address: str) -> Unit | None:
    """The unit as it was fetched first under this stamp, which changes with everything that it brings."""
    if kept_units.stamp != stamp:
        kept_units.stamp, kept_units.units = stamp, {}
    units = kept_units.units
    if address not in units:
        found: Unit | None = Unit.objects.at(*address).first()
        if found is None or found.atlas_stamp != stamp or len(units) >= MOST_UNITS:
            return found
        units[address] = found
    return units[address]


def _wagtails_answer(request: HttpRequest, shelf: Atlas, module_slug: str, unit_slug: str) -> HttpResponse:
    path = f"learn/{module_slug}/{unit_slug}/"
    try:
        return wagtails_answer(request, path)
    except Http404:
        site = shelf.site_of(request)
        for line in shelf.every_unit.values():
            if (
                site
                and line.withdrawn
                and line.url == request.path
                and (onward := shelf.replacement_of(line))
            ):
                return HttpResponseRedirect(onward.url)
        if site and (title := _expired(module_slug, unit_slug, site.root_in(words_language(request)))):
            module = shelf.module(module_slug)
            raise Expired(title, module if module and module.live else None) from None
        raise


def _expired(module_slug: str, unit_slug: str, root: str) -> str:
    """Only what was public for everyone is named; what an editor took down is not."""
    page = Unit.objects.filter(
        live=False, expired=True, url_path=f"{root}learn/{module_slug}/{unit_slug}/"
    ).with_restriction()
    return str(page.filter(restricted=False).values_list("title", flat=True).first() or "")


def _through_hooks(request: HttpRequest, unit: Unit) -> HttpResponse:
    """Wagtail's chain around serving a page, with a stand-in for the page itself."""

    def chain(page: Unit, request: HttpRequest, args: list[Any], kwargs: dict[str, Any]) -> HttpResponse:
        return _Passed()

    for wrap in reversed(hooks.get_hooks("on_serve_page")):
        chain = wrap(chain)
    for before in hooks.get_hooks("before_serve_page"):
        answer = before(unit, request, [], {})
        if isinstance(answer, HttpResponse):
            return answer
    return chain(unit, request, [], {})


def _foreign_hooks() -> bool:
    """Whether something other than Wagtail itself has a say in serving pages."""
    named = [*hooks.get_hooks("on_serve_page"), *hooks.get_hooks("before_serve_page")]
    return any(hook.__module__ != "wagtail.wagtail_hooks" for hook in named)
