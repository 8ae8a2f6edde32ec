"""Closing a round after one look at what will be shown; opening it again; who reads it, and who owns it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.audit import record
from accounts.models import Organisation
from readiness.actions.closing import close_round
from readiness.actions.naming import name_reader, take_back, take_over_round
from readiness.actions.refusals import Refused
from readiness.actions.reopening import reopen_round
from readiness.anonymity import K, may_show_again
from readiness.models import Round

from ..doors import act
from .gates import for_owner, for_those_who_know
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
    messages.success(request, _("The round is closed. Its answers stand."))
    return redirect("readiness:round", measured.public_id)


@act
@for_owner
def round_reopen(request: HttpRequest, measured: Round) -> HttpResponse:
    try:
        reopen_round(measured, timezone.now())
    except Refused as refused:
        return round_page(request, measured, Fault("reopen", str(refused), refused.status))
    messages.success(request, _("The round is open again. Answers that were sent before stay as they are."))
    return redirect("readiness:round", measured.public_id)


@act
@for_owner
def round_readers(request: HttpRequest, measured: Round) -> HttpResponse:
    """Names a member of the organisation, or takes the name back."""
    gone = request.POST.get("remove", "")
    if gone.isdecimal() and len(gone) < 19:
        take_back(measured, int(gone))
        record("round reader removed", request, round=measured.pk, reader=int(gone))
        messages.success(request, _("They see the result of this round no longer."))
        return redirect("readiness:round", measured.public_id)
    facilitator = request.POST.get("facilitator") == "1"
    try:
        named = name_reader(measured, request.POST.get("email", ""), facilitator, timezone.now())
    except Refused as refused:
        return round_page(request, measured, Fault("readers", str(refused), refused.status))
    record("round reader named", request, round=measured.pk, of=named.user_id, facilitator=facilitator)
    messages.success(request, _("They see the result of this round when it is closed."))
    return redirect("readiness:round", measured.public_id)


@act
@for_those_who_know
def round_take(request: HttpRequest, measured: Round) -> HttpResponse:
    """For who leads the organisation, once the owner of the round has gone."""
    if not Organisation.objects.led_by(request.user).filter(pk=measured.organisation_id).exists():
        raise PermissionDenied
    take_over_round(measured, request.user)
    record("round taken over", request, round=measured.pk, before=measured.owner_id)
    messages.success(request, _("You are the owner of this round now."))
    return redirect("readiness:round", measured.public_id)
