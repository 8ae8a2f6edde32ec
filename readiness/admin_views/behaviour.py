"""How the questions of the version in use behave: for whoever looks after the wording (SPEC 3.10)."""

from collections import Counter, defaultdict
from collections.abc import Mapping

from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.admin.auth import permission_required

from readiness.behaviour import FEWEST, behaviour, counted, middle_share
from readiness.gathered import AT_ONCE
from readiness.instrument import Instrument
from readiness.models import Answer, Result, Sheet
from readiness.scoring import points
from readiness.versions import current

from .lines import PUBLISH, trail


@require_safe
@permission_required(PUBLISH)
def behaviour_page(request: HttpRequest) -> HttpResponse:
    used = current()
    sheets = Sheet.objects.submitted().filter(form="full", round__instrument_hash=used.fingerprint)
    people = counted(sheets.count())
    counts = _counts(used, people)
    context = {
        "instrument": used,
        "people": people,
        "breadcrumbs_items": trail((_("How the questions behave"), "")),
        "header_title": _("How the questions behave"),
        "fewest": FEWEST,
        "middle": middle_share(counts),
        "dimensions": behaviour(used, counts, _organisations(used), gathered_raters(used)),
    }
    return render(request, "readiness/admin/behaviour.html", context)


def _counts(used: Instrument, people: int) -> dict[str, Counter[int | str]]:
    """Of the first so many who handed in; nothing under the fewest that may be shown."""
    if people < FEWEST:
        return {}
    sheets = Sheet.objects.submitted().filter(form="full", round__instrument_hash=used.fingerprint)
    first = sheets.order_by("submitted_at", "pk").values("pk")[:people]
    rows = Answer.objects.filter(sheet__in=first).exclude(mark=Answer.Mark.SKIPPED)
    counts: dict[str, Counter[int | str]] = defaultdict(Counter)
    for item, level, mark, n in rows.values_list("item", "level", "mark").annotate(n=Count("pk")).order_by():
        counts[item][mark or level] += n
    return counts


def _organisations(used: Instrument) -> list[Mapping[str, float | None]]:
    """Each organisation's points by item, of its latest full result with this version."""
    latest = dict(_closed(used).values_list("round__organisation_id", "scores__items"))
    return [{id: item["points"] for id, item in items.items()} for items in latest.values()]


def _closed(used: Instrument) -> QuerySet[Result]:
    closed = Q(round__closed_at__isnull=False, round__form="full", round__instrument_hash=used.fingerprint)
    return Result.objects.filter(closed, round__organisation__isnull=False).order_by("round__closed_at", "pk")


def gathered_raters(used: Instrument) -> list[list[dict[str, float | None]]]:
    """The points that each person of an organisation's latest round gave, by item; never shown singly."""
    latest = dict(_closed(used).values_list("round__organisation_id", "round_id"))
    rows = Answer.objects.filter(
        sheet__round__in=latest.values(), sheet__submitted_at__isnull=False, level__isnull=False
    )
    rounds: dict[int, dict[int, dict[str, float | None]]] = defaultdict(lambda: defaultdict(dict))
    for of, sheet, item, level in (
        rows.order_by("sheet__round", "sheet", "pk")
        .values_list("sheet__round_id", "sheet_id", "item", "level")
        .iterator(AT_ONCE)
    ):
        rounds[of][sheet][item] = float(points(level))
    return [list(people.values()) for people in rounds.values()]
