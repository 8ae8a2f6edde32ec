"""What an archive brought is taken back: new pages go, changed ones say what they said; all or nothing."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page, ReferenceIndex, Revision

from content.importing.digests import page_digest
from content.importing.report import Put, Report
from content.models import Arrival, Imported, Unit
from content.publishing import PublishRefused, errors_of

from .archive import Refused


@dataclass(frozen=True, slots=True)
class Line:
    """What would become of a page: it `goes`, or says again what it said; `why` says what bars it."""

    put: Put
    title: str
    goes: bool
    why: str


def remember(module: str, title: str, report: Report, by: Any) -> Arrival | None:
    """Kept with the very import; one that changed no page leaves nothing to take back."""
    if not report.pages:
        return None
    pages = [asdict(put) for put in report.pages]
    return Arrival.objects.create(module=module, title=title, at=timezone.now(), by=by, pages=pages)


def lines_of(arrival: Arrival) -> list[Line]:
    """Of every page that is still there."""
    puts = [Put(**each) for each in arrival.pages]
    pages = Page.objects.in_bulk(put.page for put in puts)
    new = [pages[put.page] for put in puts if put.before is None and put.page in pages]
    return [_line(put, pages[put.page], new) for put in puts if put.page in pages]


def taken_back(arrival: Arrival, user: Any, now: datetime) -> tuple[int, int]:
    """How many pages went, and how many say again what they said. Raises Refused, and nothing is changed."""
    with transaction.atomic():
        if not Arrival.objects.filter(pk=arrival.pk, taken_back_at=None).update(taken_back_at=now):
            raise Refused(_("It was taken back already."))
        _hold([each["page"] for each in arrival.pages])
        lines = lines_of(arrival)
        if barred := [line for line in lines if line.why]:
            raise Refused(" ".join(f"{line.title}: {line.why}" for line in barred))
        for line in lines:
            _forget(line.put)
            if not line.goes:
                _restore(line, user)
        going = [line.put.page for line in lines if line.goes]
        for page in (
            Page.objects.filter(pk__in=going).order_by("-depth", "-path").values_list("pk", flat=True)
        ):
            Page.objects.get(pk=page).specific.delete(user=user)
    return len(going), len(lines) - len(going)


def _hold(numbers: list[int]) -> None:
    """Nobody begins a unit between the look at it and its end."""
    list(Unit.objects.select_for_update().filter(pk__in=numbers).order_by("pk").values_list("pk"))


def _restore(line: Line, user: Any) -> None:
    before = Revision.objects.get(pk=line.put.before)
    try:
        again = before.as_object().save_revision(user=user, previous_revision=before, log_action=True)
        again.publish(user=user, previous_revision=before, skip_permission_checks=True)
    except PublishRefused as refused:
        raise Refused(f"{line.title}: {' '.join(refused.messages)}") from refused


def _forget(put: Put) -> None:
    """A later import finds it as the one before this left it."""
    rows = Imported.objects.filter(key=put.key)
    if put.known is None:
        rows.delete()
    else:
        rows.update(**put.known)


def _line(put: Put, page: Page, new: list[Page]) -> Line:
    goes = put.before is None
    found = _bars_going(page, new) if goes else _bars_restoring(put, page)
    if any(page_digest(each) != put.digest for each in (page.specific, page.get_latest_revision_as_object())):
        found = iter([_("it was changed here since, or by a later import.")])
    return Line(put, page.title, goes, next(found, ""))


def _bars_going(page: Page, new: list[Page]) -> Iterator[str]:
    if page.get_descendants().exclude(pk__in=[each.pk for each in new]).exists():
        yield _("pages were added below it.")
    if any(_begun(page.pk)):
        yield _("learners have begun it.")
    if Page.objects.filter(translation_key=page.translation_key).exclude(pk=page.pk).exists():
        yield _("it was translated.")
    for title in _leading_here(page, new):
        yield _("“%(title)s” leads to it.") % {"title": title}


def _bars_restoring(put: Put, page: Page) -> Iterator[str]:
    if not page.live:
        yield _("it was unpublished here since.")
    before = Revision.objects.filter(pk=put.before).first()
    if before is None:
        yield _("its version before is not kept.")
    elif isinstance(earlier := before.as_object(), Unit):
        for remark in errors_of(earlier, timezone.localdate()):
            yield _("as it was before it may not be published: %(why)s") % {"why": remark.message}


def _begun(pk: int) -> Iterable[bool]:
    """Whatever other rooms keep about a unit is somebody's."""
    for relation in Unit._meta.get_fields(include_hidden=True):
        model = relation.related_model if relation.auto_created and not relation.concrete else None
        if model is None or relation.remote_field.remote_field.model is not Unit:
            continue
        if model._meta.app_label != Unit._meta.app_label:
            yield model._base_manager.filter(**{relation.remote_field.name: pk}).exists()


def _leading_here(page: Page, new: list[Page]) -> Iterator[str]:
    """Pages that name it by number, such as learning paths; a link by its key loses its address by itself."""
    own = [str(each.pk) for each in new]
    kind = ContentType.objects.get_for_model(Page)
    rows = ReferenceIndex.get_references_to(page).filter(base_content_type=kind).exclude(object_id__in=own)
    numbers = set(rows.values_list("object_id", flat=True))
    yield from Page.objects.filter(pk__in=numbers).order_by("path").values_list("title", flat=True)
