"""What every door that records has in common: POST only, refusals in a sentence, the device's cookie."""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from courses.actions import Refused
from courses.desk import Gone
from courses.learner import keep_device

View = Callable[..., HttpResponse]
GONE = gettext_lazy("This account was deleted. Nothing was kept.")


def wants_json(request: HttpRequest) -> bool:
    return request.content_type == "application/json" or "application/json" in request.headers.get(
        "Accept", ""
    )


def act(view: View) -> View:
    """A door that records one act; what it refuses is a page or a JSON sentence, never an error of ours."""

    @require_POST
    @wraps(view)
    def door(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        try:
            response = view(request, *args, **kwargs)
        except Refused as refused:
            response = refusal(request, str(refused), refused.status)
        except Gone:
            response = refusal(request, GONE, 409)
        except Http404 as missing:
            if not wants_json(request):
                raise
            response = refusal(request, str(missing), 404)
        return keep_device(request, response)

    return door


def refusal(request: HttpRequest, sentence: str, status: int) -> HttpResponse:
    if wants_json(request):
        return JsonResponse({"error": sentence}, status=status)
    return render(request, "400.html", {"reason": sentence}, status=status)


def back_to(url: str, fragment: str = "") -> HttpResponseRedirect:
    """303 would be the exact word; 302 is what every browser and proxy has always turned into a GET."""
    return HttpResponseRedirect(f"{url}#{fragment}" if fragment else url)
