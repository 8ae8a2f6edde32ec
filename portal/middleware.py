"""Headers that every response carries, whatever made it; outermost, so that nothing gets past it."""

import secrets
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import patch_vary_headers

from portal.logging import request_id

Answer = Callable[[HttpRequest], HttpResponse]
PERMISSIONS = ", ".join(
    f"{feature}=()"
    for feature in (
        *("accelerometer", "browsing-topics", "camera", "display-capture", "geolocation", "gyroscope", "hid"),
        *("magnetometer", "microphone", "midi", "payment", "serial", "usb", "xr-spatial-tracking"),
    )
)
PERSONAL = "private, no-store"


def response_policy(get_response: Answer) -> Answer:
    def respond(request: HttpRequest) -> HttpResponse:
        request_id.set(secrets.token_hex(8))
        response = get_response(request)
        response.headers["Permissions-Policy"] = PERMISSIONS
        response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        response.headers["X-Request-ID"] = request_id.get()
        keep_apart(request, response)
        return response

    return respond


def keep_apart(request: HttpRequest, response: HttpResponse) -> None:
    """One person's page never reaches another through a cache: not a shared one, not the browser's own."""
    if response.cookies:
        response.headers["Cache-Control"] = PERSONAL
        return
    # A view that named an age has thought about who may keep its answer: static files, plates, films.
    if "max-age" in response.headers.get("Cache-Control", ""):
        return
    known = request.COOKIES.keys() & {settings.SESSION_COOKIE_NAME, settings.DEVICE_COOKIE_NAME}
    response.headers["Cache-Control"] = PERSONAL if known else "no-cache"
    patch_vary_headers(response, ("Cookie", "Accept-Language"))


def documents_packed(get_response: Answer) -> Answer:
    """A page travels packed, where nothing that somebody else chose can stand in its answer.

    The length of a packed page tells what its words have in common (BREACH): whoever may write into an
    address or a form could find out a secret beside their words letter by letter. So an address with a
    question mark, a form's answer and an error go plain; Django's own packing makes the length vary besides.
    """
    gzip = GZipMiddleware(get_response)

    def respond(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        return gzip.process_response(request, response) if packable(request, response) else response

    return respond


def packable(request: HttpRequest, response: HttpResponse) -> bool:
    asked = request.method == "GET" and not request.META.get("QUERY_STRING")
    page = response.get("Content-Type", "").startswith("text/html") and not response.streaming
    return asked and page and response.status_code == 200
