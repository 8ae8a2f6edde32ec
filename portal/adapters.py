"""Signing in, put together: one room lets you in, another brings along what this device kept."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from accounts.adapters import AccountAdapter
from accounts.device import adopt_device


class PortalAccountAdapter(AccountAdapter):
    """Every door (code, password, passkey, sign-up) ends in post_login: nothing is lost at any."""

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse:
        return adopt_device(request, super().post_login(request, user, **kwargs))
