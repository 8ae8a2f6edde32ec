"""Results: the list of yours, one result, its receipts, and what steps would change. Nothing here writes."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from accounts.device import asker_of
from readiness.again import since_then
from readiness.gate import for_group
from readiness.groups import Frozen, result_of
from readiness.models import Round, Sheet
from readiness.questionnaire import length
from readiness.registers import may_edit
from readiness.results.group_change import change_part
from readiness.results.group_receipts import group_receipt
from readiness.results.lessons import lessons
from readiness.results.measured import Measured
from readiness.results.page import result_page
from readiness.results.panel import Panel
from readiness.results.receipts import receipt as receipt_of
from readiness.results.whatif_page import plan_page
from readiness.versions import current

from .grouped import group_result, opened
from .lines import answered_lines, group_lines, result_line, result_lines, run_line, run_lines
from .owned import own_measured, own_sheet, own_since
from .teaching import taught

MOST_STEPS = 100
NO_FIGURES = gettext_lazy("There is no result with figures here yet.")


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    mine = Sheet.objects.visible_to(asker_of(request))
    context = {
        "results": result_lines(mine),
        "runs": run_lines(mine.to_go_on()),
        "given": answered_lines(mine),
        "groups": group_lines(request.user),
        "anonymous": not request.user.is_authenticated,
    }
    return render(request, "readiness/results.html", context)


@require_safe
def result(request: HttpRequest, measured: UUID) -> HttpResponse:
    """Your own, or a group's."""
    sheet = own_sheet(request, measured)
    return group_result(request, measured) if sheet is None else _own_result(request, sheet)


def _own_result(request: HttpRequest, sheet: Sheet) -> HttpResponse:
    closed, of = sheet.round, own_measured(sheet)
    page = result_page(
        result_line(sheet), of, closed.instrument_hash, closed.result.hash, _url("plan", closed.public_id)
    )
    since = own_since(request, closed)
    context = {
        "result": page,
        "lessons": taught(lessons(of)),
        "full_form": length(current(), "full"),
        "claim": not request.user.is_authenticated,
        "run": run_line(sheet, len(of.given)),
        "signup_url": f"{reverse('account_signup')}?{urlencode({'next': page.url})}",
        "change": change_part(since) if since else None,
        "trend_url": _url("trend", closed.public_id),
        "since": since_then(sheet),
    }
    return render(request, "readiness/result.html", context)


@require_safe
def receipt(request: HttpRequest, measured: UUID, what: str) -> HttpResponse:
    sheet = own_sheet(request, measured)
    if sheet is None:
        return _group_receipt(request, measured, what)
    return _receipt(request, sheet.round, own_measured(sheet), what, sheet.round.result)


@for_group
def _group_receipt(request: HttpRequest, measured: Round, what: str) -> HttpResponse:
    result = _figures(measured)
    return _receipt(request, measured, opened(request, result), what, result)


def _receipt(request: HttpRequest, measured: Round, of: Measured, what: str, frozen: Frozen) -> HttpResponse:
    try:
        made = group_receipt(of, what) if isinstance(of, Panel) else receipt_of(of, what)
    except KeyError as missing:
        raise Http404("This result has no such figure.") from missing
    context = {
        "receipt": made,
        "result": {"url": _url("result", measured.public_id)},
        "instrument": of.scope.id,
        "instrument_hash": measured.instrument_hash,
        "hash": frozen.hash,
        "at": frozen.computed_at,
        "people": of.people if isinstance(of, Panel) else None,
        "agreed": not measured.personal and not isinstance(of, Panel),
    }
    return render(request, "readiness/receipt.html", context)


@require_safe
def plan(request: HttpRequest, measured: UUID) -> HttpResponse:
    """What the ticked steps would change: the server adds up, the page only asks."""
    sheet = own_sheet(request, measured)
    return (
        _group_plan(request, measured) if sheet is None else _plan(request, sheet.round, own_measured(sheet))
    )


@for_group
def _group_plan(request: HttpRequest, measured: Round) -> HttpResponse:
    return _plan(request, measured, opened(request, _figures(measured)))


def _plan(request: HttpRequest, measured: Round, of: Measured) -> HttpResponse:
    page = plan_page(of, request.GET.getlist("step")[:MOST_STEPS])
    here = _url("plan", measured.public_id)
    ticked = urlencode({"step": [move.item for move in page.shortest.moves]}, doseq=True)
    context = {
        "result": {"url": _url("result", measured.public_id)},
        "plan": page,
        "shortest_url": f"{here}?{ticked}" if ticked else "",
        "clear_url": here,
        "measured": measured,
        "edits": may_edit(request.user, measured),
        "people": of.people if isinstance(of, Panel) else None,
    }
    return render(request, "readiness/plan.html", context)


def _figures(measured: Round) -> Frozen:
    result = result_of(measured)
    if result is None:
        raise Http404(NO_FIGURES)
    return result


def _url(name: str, *args: object) -> str:
    return reverse(f"readiness:{name}", args=args)
