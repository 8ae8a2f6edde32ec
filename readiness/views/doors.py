"""What every door that records has in common: POST only, refusals in a sentence, the device's cookie."""

from collections.abc import Callable
from functools import wraps

from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts.device import adopt, keep_device
from readiness.actions import Closed, Refused, Stale
from readiness.models import Answer, Round, Sheet

View = Callable[..., HttpResponse]


def wants_json(request: HttpRequest) -> bool:
    return request.content_type == "application/json" or "application/json" in request.headers.get(
        "Accept", ""
    )


def act(view: View) -> View:
    """A door that records one act; what it refuses is a page or a JSON sentence, never an error of ours."""

    @require_POST
    @wraps(view)
    def door(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        adopt(request)
        try:
            response = _twice(view, request, *args, **kwargs)
        except Refused as refused:
            response = refusal(request, refused)
        return keep_device(request, response)

    return door


def _twice(view: View, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
    """Tried once more when rows vanished under it.

    Signing in moves a device's sheets to the account while another tab of that device may be saving.
    """
    try:
        return view(request, *args, **kwargs)
    except IntegrityError:
        return view(request, *args, **kwargs)


def refusal(request: HttpRequest, refused: Refused) -> HttpResponse:
    if wants_json(request):
        return JsonResponse({"error": str(refused), **_told(refused)}, status=refused.status)
    return render(request, "400.html", {"reason": str(refused)}, status=refused.status)


def _told(refused: Refused) -> dict[str, object]:
    """What a page's script needs besides the sentence."""
    if isinstance(refused, Closed):
        return {"closed": True, "answer": None, "result_url": done_url(refused.sheet)}
    if isinstance(refused, Stale):
        stored = refused.stored
        return {"closed": False, "answer": told(stored), "seen": stored.seen}
    return {}


def told(answer: Answer) -> dict[str, str]:
    """An answer as a page's script gets it."""
    return {"value": answer.value, "evidence": answer.evidence, "at": answer.acted_at.isoformat()}


def result_url(measured: Round) -> str:
    return reverse("readiness:result", args=[measured.public_id])


def done_url(sheet: Sheet) -> str:
    """Where a sheet leads that takes no more answers: to one's own result, or to what one told a group."""
    if sheet.personal:
        return result_url(sheet.round)
    return reverse("readiness:check", args=[sheet.public_id])
