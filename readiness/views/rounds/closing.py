"""Closing a round after one look at what will be shown; opening it again; naming who reads the result."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from readiness.actions.closing import close_round
from readiness.actions.naming import name_reader, take_back
from readiness.actions.refusals import Refused
from readiness.actions.reopening import reopen_round
from readiness.anonymity import K, may_show_again
from readiness.models import Round

from ..doors import act
from .gates import for_owner
from .lines import round_line, with_counts
from .page import Fault, round_page


@require_http_methods(["GET", "HEAD", "POST"])
def round_close(request: HttpRequest, **arguments: object) -> HttpResponse:
    return (_close if request.method == "POST" else _ask)(request, **arguments)


@for_owner
def _ask(request: HttpRequest, measured: Round) -> HttpResponse:
    """How many answered, and what will be shown of it."""
    if measured.closed_at is not None:
        return redirect("readiness:round", measured.public_id)
    row = with_counts(Round.objects.filter(pk=measured.pk)).get()
    line = round_line(row)
    context = {
        "round": line,
        "organisation": row.organisation,
        "shows": may_show_again(row.sent, row.shown),
        "shown": row.shown,
        "fewest": K,
        "keep_months": row.keep_months,
    }
    return render(request, "readiness/round_close.html", context)


@act
@for_owner
def _close(request: HttpRequest, measured: Round) -> HttpResponse:
    close_round(measured, timezone.now())
    messages.success(request, "The round is closed. Its answers stand.")
    return redirect("readiness:round", measured.public_id)


@act
@for_owner
def round_reopen(request: HttpRequest, measured: Round) -> HttpResponse:
    try:
        reopen_round(measured, timezone.now())
    except Refused as refused:
        return round_page(request, measured, Fault("reopen", str(refused), refused.status))
    messages.success(request, "The round is open again. Answers that were sent before stay as they are.")
    return redirect("readiness:round", measured.public_id)


@act
@for_owner
def round_readers(request: HttpRequest, measured: Round) -> HttpResponse:
    """Names a member of the organisation, or takes the name back."""
    gone = request.POST.get("remove", "")
    if gone.isdecimal() and len(gone) < 19:
        take_back(measured, int(gone))
        messages.success(request, "They see the result of this round no longer.")
        return redirect("readiness:round", measured.public_id)
    facilitator = request.POST.get("facilitator") == "1"
    try:
        name_reader(measured, request.POST.get("email", ""), facilitator, timezone.now())
    except Refused as refused:
        return round_page(request, measured, Fault("readers", str(refused), refused.status))
    messages.success(request, "They see the result of this round when it is closed.")
    return redirect("readiness:round", measured.public_id)
