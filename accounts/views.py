"""The switch for shared devices, beside what allauth offers."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from .adapters import SHARED


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
