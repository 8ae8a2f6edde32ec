"""What keeps a unit from being published: one function that every way of publishing asks."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from types import MappingProxyType

from django.core.exceptions import ValidationError
from django.utils import timezone

from content.exercise_pages import exercise_faults, unread
from content.incomplete import unfinished
from content.lint import Others, Remark, links, remarks_beside
from content.linting import topics_to_teach
from content.models import Rendering, Unit
from content.outlining import film_outline, unit_outline
from content.parsing.outline import Unit as Outline
from content.targets import target_of
from content.uploads.inside import faults_inside

_arriving: ContextVar[Mapping[str, Outline]] = ContextVar("arriving", default=MappingProxyType({}))


class PublishRefused(ValidationError):
    """`page` and its `remarks`; the messages stand under the fields that they are about."""

    def __init__(self, page: Unit, remarks: list[Remark]) -> None:
        self.page, self.remarks = page, remarks
        messages: dict[str, list[str]] = {}
        for remark in remarks:
            messages.setdefault(target_of(page, remark).field, []).append(remark.message)
        super().__init__(messages)


def faults_of(page: Unit, today: date) -> list[Remark]:
    """Every remark on the page as it is in memory; the errors among them keep it from being published."""
    outline = unit_outline(page)
    found = remarks_beside(outline, film_outline(page.film), _others(page, outline), today)
    found += faults_inside(page)
    found += exercise_faults(page)
    found += list(unfinished(page, [remark for remark in found if remark.weight == "error"]))
    return found + list(unread(page, found))


def errors_of(page: Unit, today: date) -> list[Remark]:
    return [remark for remark in faults_of(page, today) if remark.weight == "error"]


def refuse_if_wrong(page: Unit, today: date) -> None:
    """Raises PublishRefused with every error."""
    if errors := errors_of(page, today):
        raise PublishRefused(page, errors)


@contextmanager
def together(units: Iterable[Outline]) -> Iterator[None]:
    """These units arrive at once, so that each may link to one that is not there yet."""
    token = _arriving.set({unit.key: unit for unit in units})
    try:
        yield
    finally:
        _arriving.reset(token)


def _others(page: Unit, outline: Outline) -> Others:
    """What is live beside the page: titles in its language, and the sections of the units it links to."""
    rows = Unit.objects.exclude(pk=page.pk).values_list("key", "title", "live", "locale_id")
    live = {key: title for key, title, is_live, locale in rows if is_live and locale == page.locale_id}
    anchors: dict[str, set[str] | None] = {key: None for key, *_ in rows}
    wanted = {key for _, key, *_ in links(outline)}
    shown = Rendering.objects.filter(unit__live=True, unit__key__in=wanted)
    for key, sections in shown.values_list("unit__key", "outline"):
        # A unit and its translations share their key, and readers are led to their own.
        anchors[key] = {section["key"] for section in sections} | set(anchors.get(key) or ())
    for key, unit in _arriving.get().items():
        anchors[key] = {section.anchor for section in unit.sections}
        live[key] = unit.facts["title"]
    live.pop(page.key, None)
    titles = {title.casefold(): key for key, title in live.items()}
    return Others(anchors, titles, topics_to_teach())


def install() -> None:
    Unit.gate = staticmethod(lambda page: refuse_if_wrong(page, timezone.localdate()))
