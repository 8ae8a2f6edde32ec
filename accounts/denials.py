"""Wagtail sends whoever may not see a page to its first page; that is a denied access and is written down."""

from typing import Any

from django.http import HttpRequest
from wagtail.admin import auth

from .access import by_script
from .audit import record


def install() -> None:
    wagtails = auth.permission_denied

    def noted(request: HttpRequest) -> Any:
        # What a script asked for ends in the page for 403, which writes it down.
        if not by_script(request):
            record("denied in the editor", request)
        return wagtails(request)

    auth.permission_denied = noted
