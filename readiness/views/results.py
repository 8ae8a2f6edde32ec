"""Results: the list of yours, one result, its receipts, and what steps would change. Nothing here writes."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.module_loading import import_string
from django.views.decorators.http import require_safe

from accounts.device import asker_of
from readiness.again import since_then
from readiness.frozen import measured_by
from readiness.models import Sheet
from readiness.results.lessons import Lesson, lessons
from readiness.results.measured import Measured
from readiness.results.page import result_page
from readiness.results.receipts import receipt as receipt_of
from readiness.results.whatif_page import plan_page

from .lines import result_line, result_lines, run_line, run_lines

# Who teaches a topic is not this room's to know: the portal names a function from topics to units.
Teaching = Callable[[Iterable[str]], Mapping[str, Sequence[object]]]
MOST_STEPS = 100


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    mine = Sheet.objects.visible_to(asker_of(request))
    context = {
        "results": result_lines(mine),
        "runs": run_lines(mine.open()),
        "anonymous": not request.user.is_authenticated,
    }
    return render(request, "readiness/results.html", context)


@require_safe
def result(request: HttpRequest, measured: UUID) -> HttpResponse:
    sheet, of = _measured(request, measured)
    closed = sheet.round
    page = result_page(
        result_line(sheet), of, closed.instrument_hash, closed.result.hash, _url("plan", measured)
    )
    context = {
        "result": page,
        "lessons": taught(lessons(of)),
        "claim": not request.user.is_authenticated,
        "run": run_line(sheet, len(of.given)),
        "since": since_then(sheet),
        "signup_url": f"{reverse('account_signup')}?{urlencode({'next': page.url})}",
    }
    return render(request, "readiness/result.html", context)


def taught(rows: Iterable[Lesson]) -> list[dict[str, object]]:
    """What to learn first, with the units that teach it where there are any."""
    rows = list(rows)
    teaching: Teaching = import_string(settings.TOPIC_TEACHING)
    units = teaching([row.topic for row in rows])
    return [{**row.as_dict(), "units": units.get(row.topic, ())} for row in rows]


@require_safe
def receipt(request: HttpRequest, measured: UUID, what: str) -> HttpResponse:
    sheet, of = _measured(request, measured)
    try:
        opened = receipt_of(of, what)
    except KeyError as missing:
        raise Http404("This result has no such figure.") from missing
    context = {
        "receipt": opened,
        "result": result_line(sheet),
        "instrument": of.scope.id,
        "instrument_hash": sheet.round.instrument_hash,
        "hash": sheet.round.result.hash,
        "at": sheet.round.result.computed_at,
    }
    return render(request, "readiness/receipt.html", context)


@require_safe
def plan(request: HttpRequest, measured: UUID) -> HttpResponse:
    """What the ticked steps would change: the server adds up, the page only asks."""
    sheet, of = _measured(request, measured)
    page = plan_page(of, request.GET.getlist("step")[:MOST_STEPS])
    here = _url("plan", measured)
    ticked = urlencode({"step": [move.item for move in page.shortest.moves]}, doseq=True)
    context = {
        "result": result_line(sheet),
        "plan": page,
        "shortest_url": f"{here}?{ticked}" if ticked else "",
        "clear_url": here,
    }
    return render(request, "readiness/plan.html", context)


def _measured(request: HttpRequest, measured: UUID) -> tuple[Sheet, Measured]:
    """The gate: your own result, or none at all."""
    mine = Sheet.objects.visible_to(asker_of(request)).submitted().filter(round__public_id=measured)
    sheet = mine.select_related("round__result").defer("round__result__snapshot").first()
    if sheet is None:
        raise Http404("There is no such result here.")
    return sheet, measured_by(sheet, lambda what: _url("receipt", measured, what))


def _url(name: str, *args: object) -> str:
    return reverse(f"readiness:{name}", args=args)
