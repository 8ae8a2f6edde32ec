"""Headers that every response carries, whatever made it; outermost, so that nothing gets past it."""

import secrets
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
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
