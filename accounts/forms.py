"""Signing in by password or, without one, by an e-mailed code; the box for shared devices."""

from typing import Any

from allauth.account.forms import LoginForm as BaseLoginForm
from allauth.account.forms import RequestLoginCodeForm as BaseRequestLoginCodeForm
from allauth.account.forms import SignupForm as BaseSignupForm
from allauth.account.internal.flows.login import record_authentication
from allauth.core import context
from allauth.mfa.totp.forms import ActivateTOTPForm as BaseActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm as BaseAddWebAuthnForm
from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .access import AFTER_ENROLMENT
from .adapters import SHARED
from .models import User


class SharedDevice(forms.Form):
    """A box that makes the session end with the browser, on whichever form the way in begins."""

    shared_device = forms.BooleanField(
        required=False,
        label=gettext_lazy("Others use this device"),
        help_text=gettext_lazy("You are then signed out when the browser closes."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in self.fields.keys() & {"login", "email"}:
            self.fields[name].label = _("E-mail address")
            self.fields[name].widget.attrs.pop("placeholder", None)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        session = context.request.session
        if cleaned.get("shared_device") or SHARED in session:
            session[SHARED] = bool(cleaned.get("shared_device"))
        return cleaned


class LoginForm(SharedDevice, BaseLoginForm):
    field_order = ["login", "password", "shared_device"]

    def _setup_password_field(self) -> None:
        # allauth drops the field when signing up asks for no password; here both ways in stay open.
        self.fields["password"].required = False
        self.fields["password"].help_text = _("Leave it empty to get a code by e-mail.")
        self.order_fields(self.field_order)

    def login(self, request: HttpRequest, redirect_url: str | None = None) -> HttpResponse:
        answer: HttpResponse = super().login(request, redirect_url)
        if request.session.get(SHARED):
            request.session.set_expiry(0)
        return answer


class RequestLoginCodeForm(SharedDevice, BaseRequestLoginCodeForm):
    pass


class SignupForm(SharedDevice, BaseSignupForm):
    pass


def enrolled(user: User, kind: str) -> None:
    """Who just proved the new factor need not prove it once more to go on."""
    record_authentication(context.request, user, "mfa", type=kind, reauthenticated=True)
    wanted = context.request.session.pop(AFTER_ENROLMENT, None)
    if wanted:
        go_on = _('Keep your recovery codes safe. Then <a href="{}">go on to the page you asked for</a>.')
        messages.info(context.request, format_html(go_on, wanted))


class ActivateTOTPForm(BaseActivateTOTPForm):
    def clean_code(self) -> str:
        code: str = super().clean_code()
        enrolled(self.user, "totp")
        return code


class AddWebAuthnForm(BaseAddWebAuthnForm):
    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if cleaned.get("credential"):
            enrolled(self.user, "webauthn")
        return cleaned
