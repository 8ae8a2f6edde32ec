"""What pages show when Wagtail itself serves or previews them: the draft, and a reader who has not begun."""

from typing import Any

from django.http import HttpRequest

from content.atlas import HOME_PLATE, ModuleLine, atlas
from content.atlas.survey import module_in_memory
from content.models import CheckPage, HomePage, LearnIndexPage, ModulePage, TextPage, Unit
from content.preview_modes import look_of
from content.rendering import render_blocks, unsaved
from content.serving import unit_context, with_links


def unit(page: Unit, request: HttpRequest, section: str = "") -> dict[str, Any]:
    """The section asked for, else the part of a preview, which is a section's key or empty for the first."""
    rendering = unsaved(page)
    keys = {section["key"] for section in rendering.sections}
    asked = section or look_of(getattr(request, "preview_mode", "")).part
    return unit_context(page, section_key=asked if asked in keys else None, rendering=rendering)


def check(page: CheckPage, request: HttpRequest) -> dict[str, Any]:
    """As before the first attempt."""
    return unit(page, request) | {"attempt": None, "best": None, "total": page.draw}


def module(page: ModulePage, request: HttpRequest) -> dict[str, Any]:
    line = module_in_memory(page, atlas())
    return {"module": line, "progress": _not_begun(line), "intro_html": blocks_html(page.intro)}


def learn(page: LearnIndexPage, request: HttpRequest) -> dict[str, Any]:
    modules = [
        {"module": line, "progress": _not_begun(line), "units": [{"line": unit} for unit in line.open_units]}
        for line in atlas().modules
    ]
    return {"modules": modules, "filters": {"minutes": None, "kind": ""}, "drop": None}


def home(page: HomePage, request: HttpRequest) -> dict[str, Any]:
    shelf = atlas()
    return {
        "modules": shelf.modules,
        "plate": HOME_PLATE,
        "case": shelf.unit_by_key(page.case_unit_key),
        "primer": shelf.unit_by_key(page.primer_unit_key),
    }


def text(page: TextPage, request: HttpRequest) -> dict[str, Any]:
    return {"body_html": blocks_html(page.body)}


def blocks_html(stream: Any) -> str:
    """The blocks of a plain page; its notes follow the text, since there is no margin beside it."""
    words = render_blocks(stream, [], set())
    notes = f"<dl>{''.join(words.notes)}</dl>" if words.notes else ""
    return with_links("\n".join([*words.html, notes]), atlas())


def install() -> None:
    """Called once, when the room is ready; a room above may have put a fuller function in its place."""
    contexts = {
        Unit: unit,
        CheckPage: check,
        ModulePage: module,
        LearnIndexPage: learn,
        HomePage: home,
        TextPage: text,
    }
    for model, context in contexts.items():
        if "page_context" not in vars(model):
            model.page_context = staticmethod(context)


def _not_begun(line: ModuleLine) -> dict[str, Any]:
    units = line.open_units
    first = units[0] if units else None
    return {
        "done": 0,
        "total": len(units),
        "minutes_left": line.minutes,
        "next": {"line": first, "url": first.url, "label": ""} if first else None,
        "rows": {},
    }
