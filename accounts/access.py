"""The gates: how lately someone signed in, and with how much proof. One gate for each kind of thing."""

import time
from collections.abc import Callable
from functools import wraps

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.reauthentication import suspend_request
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy

View = Callable[..., HttpResponse]
RECENT_SECONDS = 8 * 3600
IDLE_SECONDS = 30 * 60
NOTE_SECONDS = 60  # activity is written down once a minute at most
SEEN = "privileged_at"
ADMIN = "wagtailadmin.access_admin"
AFTER_ENROLMENT = "after_enrolment"
WHY = gettext_lazy(
    "The pages you asked for show or change what other people see, so they need a second proof that it is"
    " you. Choose an app or a key below; it takes about a minute."
)


def proved_at(request: HttpRequest, *methods: str) -> float:
    """When this session last proved who it is, by one of the methods (any, if none is named); 0.0: never."""
    records = get_authentication_records(request, request.user)
    return max(
        (record["at"] for record in records if not methods or record["method"] in methods), default=0.0
    )


def signed_in_within(request: HttpRequest, seconds: float) -> bool:
    return request.user.is_authenticated and time.time() - proved_at(request) < seconds


def recent_sign_in_required(view: View) -> View:
    """For what cannot be undone or shows everything: signed in within eight hours, else sign in once more."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not signed_in_within(request, RECENT_SECONDS):
            return sign_in_again(request)
        return view(request, *args, **kwargs)

    return guarded


def second_factor_required(view: View) -> View:
    """For what shows other people's data: a second factor, proved within eight hours, no idle half hour."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        return missing_proof(request) or view(request, *args, **kwargs)

    return guarded


def privileged_pages(get_response: View) -> View:
    """Middleware: the same gate before everything under settings.PRIVILEGED_PATHS (Wagtail's own pages).

    Wagtail's doors for signing in lead to ours, whatever is sent to them."""

    def respond(request: HttpRequest) -> HttpResponse:
        if request.path in settings.OTHER_DOORS:
            return redirect_to_login(request.GET.get("next", settings.LOGIN_REDIRECT_URL))
        if request.path.startswith(settings.PRIVILEGED_PATHS) and request.user.is_authenticated:
            if not request.user.has_perm(ADMIN):
                raise PermissionDenied
            return missing_proof(request) or get_response(request)
        return get_response(request)

    return respond


def missing_proof(request: HttpRequest) -> HttpResponse | None:
    """Where to go first, or None when nothing is missing; notes the activity."""
    now, proved = time.time(), proved_at(request, "mfa")
    seen = max(proved, request.session.get(SEEN, 0))
    if now - proved > RECENT_SECONDS or now - seen > IDLE_SECONDS:
        return prove_again(request)
    if now - request.session.get(SEEN, 0) > NOTE_SECONDS and not by_script(request):
        request.session[SEEN] = int(now)
    return None


def prove_again(request: HttpRequest) -> HttpResponse:
    if by_script(request) or request.headers.get("sec-fetch-dest") == "empty":
        raise PermissionDenied  # a script cannot follow to a page that asks; the next click of the person can
    kinds = set(Authenticator.objects.filter(user=request.user).values_list("type", flat=True))
    if Authenticator.Type.TOTP in kinds:
        return suspend_request(request, reverse("mfa_reauthenticate"))
    if Authenticator.Type.WEBAUTHN in kinds:
        return suspend_request(request, reverse("mfa_reauthenticate_webauthn"))
    request.session[AFTER_ENROLMENT] = request.get_full_path()
    messages.info(request, str(WHY))  # kept after this request, whose language it has
    return HttpResponseRedirect(reverse("mfa_index"))


def sign_in_again(request: HttpRequest) -> HttpResponse:
    """Ends the old session; afterwards the person is back where they wanted to go."""
    logout(request)
    return redirect_to_login(request.get_full_path())


def by_script(request: HttpRequest) -> bool:
    """Requests that the editor's page makes by itself: they lead nowhere, and are nobody's activity."""
    return request.headers.get("x-requested-with") == "XMLHttpRequest" or "editing-sessions" in request.path
