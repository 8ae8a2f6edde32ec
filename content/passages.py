"""Passages that questions lead back to: by name, as they are called now, and all there are to choose."""

from collections.abc import Iterator

from django.http import HttpRequest, JsonResponse
from django.urls import URLPattern, path
from django.views.decorators.http import require_safe
from wagtail import hooks
from wagtail.admin.auth import user_has_any_page_permission, user_passes_test

from content.atlas import Atlas, atlas


def passage_at(reference: str, shelf: Atlas) -> dict[str, str] | None:
    """Where an answer is taught: unit and section, as they are called now; None where it is gone."""
    key, _, anchor = reference.partition("#")
    line = shelf.unit_by_key(key)
    if line is not None and line.withdrawn:
        line = shelf.replacement_of(line)
    if line is None:
        return None
    section = line.section(anchor)
    if section is None:
        return {"url": line.url, "title": line.title}
    return {"url": f"{line.url}{section.key}/", "title": f"{line.title}: {section.title}"}


def passages(shelf: Atlas) -> Iterator[tuple[str, str]]:
    """(reference, what it is called) of every section that can be read, in the order of the course."""
    for module in shelf.modules:
        for unit in module.open_units:
            for section in unit.sections:
                yield f"{unit.key}#{section.key}", f"{unit.title}: {section.title}"


@require_safe
@user_passes_test(user_has_any_page_permission)
def offered(request: HttpRequest) -> JsonResponse:
    return JsonResponse({"passages": list(passages(atlas()))})


def addresses() -> list[URLPattern]:
    return [path("passages/", offered, name="passages")]


def install() -> None:
    hooks.register("register_admin_urls", addresses)
