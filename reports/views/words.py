"""The form for the words of a report: what differs from the draft becomes a new version."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.audit import record
from readiness.models import Round
from reports.actions import Stale, latest, save_words
from reports.briefing.edits import Edits
from reports.briefing.of_round import briefing_for
from reports.places import edits_in, parts

from .doors import for_owner, person, seen


@require_http_methods(["GET", "HEAD", "POST"])
@for_owner
def edit(request: HttpRequest, measured: Round) -> HttpResponse:
    if request.method == "POST":
        return _save(request, measured)
    edition = latest(measured)
    number, words = (edition.number, edition.words) if edition else (0, {})
    return _form(request, measured, words, number)


def _save(request: HttpRequest, measured: Round) -> HttpResponse:
    sent = {} if request.POST.get("do") == "drafted" else request.POST.dict()
    words, faults = edits_in(briefing_for(measured), sent)
    shown = seen(request)
    if faults:
        return _form(request, measured, words | _kept(sent, faults), shown, faults, status=422)
    try:
        version = save_words(measured, words, shown, person(request), timezone.now())
    except Stale as stale:
        now = latest(measured)
        return _form(request, measured, words, now.number if now else 0, stale=str(stale), status=409)
    record("report edited", request, round=str(measured.public_id), version=version.number)
    return redirect(reverse("reports:report", args=[measured.public_id]))


def _form(
    request: HttpRequest,
    measured: Round,
    words: dict[str, str],
    number: int,
    faults: dict[str, str] | None = None,
    stale: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {
        "measured": measured,
        "parts": parts(briefing_for(measured, Edits(words))),
        "seen": number,
        "faults": faults or {},
        "stale": stale,
    }
    return render(request, "reports/edit.html", context, status=status)


def _kept(sent: dict[str, str], faults: dict[str, str]) -> dict[str, str]:
    """What was too long stays in its field, so that it can be shortened."""
    return {name: sent[name] for name in faults if name in sent}
