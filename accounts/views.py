"""The switch for shared devices and the end of reminders, beside what allauth offers."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from .adapters import SHARED
from .models import User
from .reminders import reminded_person


@require_POST
@login_required
def shared_device(request: HttpRequest) -> HttpResponse:
    """From now on this session ends with the browser, or lasts thirty days again."""
    shared = request.POST.get("shared") == "yes"
    request.session[SHARED] = shared
    request.session.set_expiry(0 if shared else None)
    said = (
        _("You are signed out when the browser closes.")
        if shared
        else _("You stay signed in here for 30 days.")
    )
    messages.success(request, said)
    return redirect("me")


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def no_reminders(request: HttpRequest, token: str) -> HttpResponse:
    """One button for people; for mail programs one POST, which brings no token but the address itself."""
    user = reminded_person(token)
    if user is not None and request.method == "POST":
        User.objects.filter(pk=user.pk).update(reminders=False)
    context = {"known": user is not None, "done": user and (request.method == "POST" or not user.reminders)}
    return render(
        request, "accounts/no_reminders.html", {**context, "token": token}, status=200 if user else 410
    )
