"""Where django-allauth asks us: limits on guessing, links and reasons in mail, security log, secrets."""

import base64
import hashlib
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.core import context
from allauth.core.internal.ratelimit import RateLimitUsage
from allauth.core.internal.ratelimit import consume as consume_limit
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from jobs.reader import read_by

from .access import signed_in_within
from .audit import pseudonym, record

FAILURES = {"incorrect_code", "incorrect_password", "too_many_login_attempts", "rate_limited"}
ENTERED = gettext_lazy(
    "You receive this because someone, most likely you, entered this address at {product} ({url})."
)
HELD = gettext_lazy("You receive this because it is the address of your account at {product} ({url}).")
ASKED_FOR = (
    "_code",
    "email_confirmation",
    "email_confirmation_signup",
    "unknown_account",
    "account_already_exists",
)
SHARED = "shared_device"  # in the session from the moment the box is ticked


class Site:
    """What allauth's mail templates call the site; never taken from a request's Host."""

    name = settings.PRODUCT_NAME
    domain = urlsplit(settings.BASE_URL).netloc


class AccountAdapter(DefaultAccountAdapter):
    _everywhere: RateLimitUsage | None = None

    # Guessing: ten failures in a quarter of an hour for an account from one address, thirty from all
    # addresses together. The owner still gets in, from another address or with an e-mailed code.
    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        return f"{credentials.get('email', '').lower()}|{self.get_client_ip(request)}"

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        super().pre_authenticate(request, **credentials)
        self._everywhere = consume_limit(
            request,
            app="allauth.account",
            action="login_failed_everywhere",
            key=credentials.get("email", "").lower(),
        )
        if not self._everywhere:
            raise self.validation_error("too_many_login_attempts")

    def _rollback_login_failed_rl_usage(self) -> None:
        super()._rollback_login_failed_rl_usage()
        if self._everywhere:
            self._everywhere.rollback()

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        record("sign-in failed", request, account=pseudonym(credentials.get("email", "")))

    def validation_error(self, code: str, *args: Any) -> ValidationError:
        if code in FAILURES:
            record("sign-in step failed", context.request, why=code)
        return super().validation_error(code, *args)

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        super().login(request, user)
        if not get_authentication_records(request, user):
            # A new account has just typed the code from its mail, which allauth does not count as a proof.
            record_authentication(request, user, method="code", email=user.email)
        request.session.set_expiry(0 if request.session.get(SHARED) else None)
        methods = [record["method"] for record in get_authentication_records(request, user)]
        record("signed in", request, user=user.pk, methods=methods)

    def logout(self, request: HttpRequest) -> None:
        record("signed out", request)
        super().logout(request)

    def set_password(self, user: AbstractBaseUser, password: str) -> None:
        super().set_password(user, password)
        record("password changed", context.request, user=user.pk)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """A sign-in of the last minutes is as good as signing in once more."""
        minutes = settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
        return super().is_reauthentication_required(app=app) and not signed_in_within(
            context.request, minutes
        )

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        links = {name: at_home(value) for name, value in context.items() if name.endswith("url")}
        super().send_mail(
            template_prefix, email, context | links | {"current_site": Site, "product": Site.name}
        )

    def render_mail(
        self, template_prefix: str, email: str | list[str], context: dict[str, Any], headers: Any = None
    ) -> Any:
        with read_by(email if isinstance(email, str) else email[0]):
            message = super().render_mail(template_prefix, email, context, headers)
            reason = ENTERED if template_prefix.endswith(ASKED_FOR) else HELD
            said = reason.format(product=Site.name, url=settings.BASE_URL)
        message.body = f"{message.body.strip()}\n\n--\n{said}\n"
        message.alternatives = []  # text alone: what a mail says, it says in words
        return message


class MFAAdapter(DefaultMFAAdapter):
    def validation_error(self, code: str, *args: Any) -> ValidationError:
        if code in FAILURES:
            record("second factor failed", context.request, why=code)
        return super().validation_error(code, *args)

    def get_totp_issuer(self) -> str:
        return settings.PRODUCT_NAME

    def encrypt(self, text: str) -> str:
        return cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return cipher().decrypt(encrypted_text.encode()).decode()


def cipher() -> MultiFernet:
    """Made from the secret key, so that a stolen database alone holds no second factor."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet(
        Fernet(base64.urlsafe_b64encode(hashlib.sha256(key.encode()).digest())) for key in keys
    )


def at_home(url: str) -> str:
    """The same path under the installation's own address."""
    home, given = urlsplit(settings.BASE_URL), urlsplit(str(url))
    return urlunsplit((home.scheme, home.netloc, given.path, given.query, given.fragment))
