"""How units are read, for their authors: sums over readers, never who."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db.models import Count, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin.auth import user_has_any_page_permission, user_passes_test

from charts import Chart, Row, bars
from content.atlas import UnitLine, atlas
from content.models import Unit
from courses.models import Attempt, Completion, Feedback, MissingWords, Place
from courses.standings import number_of
from courses.unit_reading import GROUP, Reader, UnitReading, in_fives, unit_reading


@dataclass(frozen=True, slots=True)
class Line:
    """A unit of the list; counts in whole fives, None below five."""

    unit: UnitLine
    readers: int | None
    finished: int | None


@require_safe
@user_passes_test(user_has_any_page_permission)
def listing(request: HttpRequest) -> HttpResponse:
    """The published units that this author may edit."""
    mine = {page.pk for page in Unit.objects.live().filter(pk__in=_editable(request))}
    title = _("How units are read")
    context = {
        "missing": _missing(),
        "lines": [line for line in _lines() if line.unit.id in mine],
        "group": GROUP,
        "header_title": title,
        "breadcrumbs_items": [{"url": "", "label": title}],
    }
    return render(request, "courses/admin/readings_list.html", context)


def _missing() -> list[tuple[str, int]]:
    """Words told five times or more, the most told first."""
    told = MissingWords.objects.order_by().values_list("words").annotate(n=Sum("count"))
    return [(words, in_fives(n) or 0) for words, n in told.filter(n__gte=GROUP).order_by("-n", "words")[:50]]


def _editable(request: HttpRequest) -> list[int]:
    pages = Unit.objects.live().order_by("path")
    return [page.pk for page in pages if page.permissions_for_user(request.user).can_edit()]


def _lines() -> Iterator[Line]:
    begun, done, tried = _counts(Place), _counts(Completion), _tried()
    for module in atlas().every_module:
        for unit in module.units:
            if not unit.withdrawn:
                finished = done.get(unit.record, 0)
                readers = max(begun.get(unit.record, 0), tried.get(unit.record, 0), finished)
                yield Line(unit, in_fives(readers), in_fives(finished))


def _counts(model: type[Place] | type[Completion]) -> Mapping[int, int]:
    return dict(model.objects.order_by().values_list("unit").annotate(n=Count("pk")))


def _tried() -> Mapping[int, int]:
    """Of a check: who began an attempt, each once."""
    rows = Attempt.objects.order_by().values_list("check_page")
    return dict(rows.annotate(n=Count("learner", distinct=True)))


@require_safe
def reading(request: HttpRequest, pk: int) -> HttpResponse:
    page = get_object_or_404(Unit, pk=pk).specific
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    line = atlas().unit(page.pk)
    found = _reading(line) if line and not line.withdrawn else None
    edit, title = reverse("wagtailadmin_pages:edit", args=[page.pk]), _("How it is read")
    trail = [{"url": edit, "label": page.get_admin_display_title()}, {"url": "", "label": title}]
    statistics = reverse("courses_checks:statistics", args=[page.pk]) if page.kind == "check" else ""
    context = {
        "page": page,
        "line": line,
        "found": found,
        "chart": _chart(line, found) if line and found else None,
        "statistics_url": statistics,
        **_told(line.record if line else page.pk),
        "group": GROUP,
        "header_title": title,
        "breadcrumbs_items": trail,
    }
    return render(request, "courses/admin/reading.html", context)


def _told(record: int) -> dict[str, object]:
    """How many said what, and remarks in no order of people: without names, with an address if given."""
    counts = dict(
        Feedback.objects.filter(unit=record).order_by().values_list("clear").annotate(n=Count("pk"))
    )
    clear = [(choice.label, in_fives(counts.get(choice.value, 0))) for choice in Feedback.Clear]
    written = Feedback.objects.filter(unit=record).exclude(remark="", address="")
    fields = ("pk", "remark", "address", "dealt_at")
    return {"clear": clear, "remarks": written.order_by("dealt_at", "-at", "pk").values(*fields)[:200]}


@require_POST
def dealt(request: HttpRequest, pk: int) -> HttpResponse:
    """Marks a remark as dealt with; a second time changes nothing."""
    told = get_object_or_404(Feedback.objects.select_related("unit"), pk=pk)
    if not told.unit.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    Feedback.objects.filter(pk=pk, dealt_at=None).update(dealt_at=timezone.now())
    return redirect("courses_readings:reading", told.unit_id)


def _reading(line: UnitLine) -> UnitReading:
    if line.kind == Unit.Kind.CHECK:
        tried = Attempt.objects.filter(check_page=line.record).values("learner").distinct().count()
        begun = [Reader(1, False, 0.0)] * tried
    else:
        done = set(Completion.objects.filter(unit=line.record).values_list("learner_id", flat=True))
        rows = Place.objects.filter(unit=line.record).order_by("started_at", "pk")
        begun = [
            Reader(number_of(line, section) or 1, end is not None or learner in done, seconds)
            for learner, section, seconds, end in rows.values_list(
                "learner_id", "section", "seconds_open", "reached_end_at"
            )
        ]
    finished = Completion.objects.filter(unit=line.record).count()
    return unit_reading(begun, finished, len(line.sections))


def _chart(line: UnitLine, found: UnitReading) -> Chart | None:
    """None where no section has a count to show; a film's points are not read one after the other."""
    if line.kind in (Unit.Kind.VIDEO, Unit.Kind.DECISION, Unit.Kind.CHECK) or not any(found.reached):
        return None
    rows = [Row(each.title, count) for each, count in zip(line.sections, found.reached, strict=True)]
    return bars(rows, ranked=False)
