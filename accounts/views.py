"""Two small pages beside allauth's: what a second factor is for, and the switch for shared devices."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from .adapters import SHARED

AFTER_ENROLMENT = "after_enrolment"


@require_safe
@login_required
def second_factor(request: HttpRequest) -> HttpResponse:
    """Before the first visit to pages that need one: why, the two kinds, and where to go afterwards."""
    wanted = request.GET.get("next", "")
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure()):
        request.session[AFTER_ENROLMENT] = wanted
    return render(request, "accounts/second_factor.html")


@require_POST
@login_required
def shared_device(request: HttpRequest) -> HttpResponse:
    """From now on this session ends with the browser, or lasts thirty days again."""
    shared = request.POST.get("shared") == "yes"
    request.session[SHARED] = shared
    request.session.set_expiry(0 if shared else None)
    said = "You are signed out when the browser closes." if shared else "You stay signed in here for 30 days."
    messages.success(request, said)
    return redirect("me")
