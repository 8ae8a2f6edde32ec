"""A choice of somebody without an account (or beside it), kept for a year by the browser alone."""

from django.conf import settings
from django.http import HttpResponse

YEAR = 365 * 24 * 3600


def keep_on_device(response: HttpResponse, name: str, choice: str) -> None:
    response.set_cookie(
        name, choice, max_age=YEAR, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE, httponly=True
    )
