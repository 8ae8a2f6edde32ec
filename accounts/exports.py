"""What leaves the editor's pages as a file, list or archive is written into the security log."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from .audit import record


def exports_named(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: by its address, so that no view can forget to say so."""

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        inside = request.path.startswith(settings.PRIVILEGED_PATHS)
        if inside and response.status_code == 200 and _is_taken_away(response):
            record("exported", request, type=response.headers.get("Content-Type", ""))
        return response

    return respond


def _is_taken_away(response: HttpResponse) -> bool:
    return response.headers.get("Content-Disposition", "").startswith("attachment")
