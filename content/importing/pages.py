"""One page put where it belongs: created, brought up to date, or left alone because an editor changed it."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from wagtail.fields import StreamField
from wagtail.models import Page

from content.models import Imported

from .digests import is_digest_of, page_digest
from .report import Act, ImportRefused, Put, Report

KNOWN = ("source_path", "source_digest", "digest")
OVERWRITE = "--overwrite replaces it"


@dataclass(frozen=True)
class Wanted:
    """A page as the files want it. `place` puts a new page into the tree."""

    key: str
    path: str
    source_digest: str
    fields: dict[str, Any]
    model: type[Page]
    place: Callable[[Page], None]
    present: Page | None = None


def put_page(wanted: Wanted, overwrite: frozenset[str], report: Report) -> Page | None:
    """The page as it stands afterwards; None where an editor deleted it."""
    kept = Imported.objects.filter(key=wanted.key).select_related("page").first()
    page = kept.page.specific if kept and kept.page else wanted.present
    forced = wanted.key in overwrite
    if page is not None and not isinstance(page, wanted.model):
        name = wanted.model._meta.verbose_name
        report.add("left", wanted.key, f"the file is a {name} now; delete the page, then overwrite this key")
        return page
    if kept is not None and page is not None and kept.source_digest == wanted.source_digest and not forced:
        report.add("same", wanted.key)
        return page
    if page is not None and _holds_it_already(page, wanted):
        _remember(page, wanted)
        report.add("same", wanted.key)
        return page
    if not forced and (why := _why_leave(kept, page)):
        report.add("left", wanted.key, f"{why}; {OVERWRITE}")
        return page
    act: Act = "updated" if page is not None else "created"
    before = page.live_revision_id if page is not None else None
    known = {name: getattr(kept, name) for name in KNOWN} if kept is not None else None
    try:
        page = _update(page, wanted) if page is not None else _create(wanted)
    except ValidationError as error:
        raise ImportRefused(f"{wanted.path}: {_in_words(error)}") from error
    digest = _remember(page, wanted)
    report.add(act, wanted.key)
    report.pages.append(Put(wanted.key, page.pk, before, digest, known))
    return page


def _remember(page: Page, wanted: Wanted) -> str:
    digest = page_digest(wanted.model.objects.get(pk=page.pk))
    Imported.objects.update_or_create(
        key=wanted.key,
        defaults={
            "page": page,
            "source_path": wanted.path,
            "source_digest": wanted.source_digest,
            "digest": digest,
        },
    )
    return digest


def _holds_it_already(page: Page, wanted: Wanted) -> bool:
    """Whether page and draft say what the file says, however the file is written."""
    if not page.live or page.locked:
        return False
    filled = wanted.model.objects.get(pk=page.pk)
    _fill(filled, wanted.fields)
    digest = page_digest(filled)
    return digest == page_digest(wanted.model.objects.get(pk=page.pk)) and digest == page_digest(
        page.get_latest_revision_as_object()
    )


def _create(wanted: Wanted) -> Page:
    page = wanted.model(live=False)
    _fill(page, wanted.fields)
    wanted.place(page)
    page.save_revision(changed=False).publish()
    return page


def _update(page: Page, wanted: Wanted) -> Page:
    _fill(page, wanted.fields)
    page.save_revision().publish()
    return page


def _fill(page: Page, fields: dict[str, Any]) -> None:
    for name, value in fields.items():
        field = page._meta.get_field(name)
        setattr(page, name, field.to_python(json.dumps(value)) if isinstance(field, StreamField) else value)


def _in_words(error: ValidationError) -> str:
    if hasattr(error, "message_dict"):
        return "; ".join(f"{name}: {' '.join(messages)}" for name, messages in error.message_dict.items())
    return " ".join(error.messages)


def _why_leave(kept: Imported | None, page: Page | None) -> str:
    """Why an import must not touch this page; empty where it may."""
    if kept is None:
        return "a page of this name was made here" if page is not None else ""
    if page is None:
        return "it was deleted here"
    if not page.live:
        return "it was unpublished here"
    if page.locked:
        return "it is locked"
    if not is_digest_of(kept.digest, page):
        return "an editor changed it"
    if not is_digest_of(kept.digest, page.get_latest_revision_as_object()):
        return "an editor has a draft of it"
    return ""
