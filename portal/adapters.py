"""Signing in, put together: one room lets you in, another brings along what this device kept."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from accounts.adapters import AccountAdapter
from accounts.device import adopt_device
from accounts.models import User


class PortalAccountAdapter(AccountAdapter):
    """Every door (code, password, passkey, sign-up) ends in post_login: nothing is lost at any.

    An account without a language takes that of the page it signs in on, so that its mails are in it.
    """

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse:
        if not user.language:
            User.objects.filter(pk=user.pk, language="").update(language=get_language())
        return adopt_device(request, super().post_login(request, user, **kwargs))
