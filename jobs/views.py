"""The outbox: for the person at this machine alone, and only where no mail server was set."""

import ipaddress
from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from .models import OutgoingMail

View = Callable[..., HttpResponse]
FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_X_REAL_IP")


def at_this_machine(request: HttpRequest) -> bool:
    """A request that a proxy passed on comes from elsewhere, although the proxy itself is local."""
    if any(header in request.META for header in FORWARDED):
        return False
    try:
        return ipaddress.ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False


def local_only(view: View) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not (settings.OUTBOX and at_this_machine(request)):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


@require_safe
@local_only
def outbox(request: HttpRequest) -> HttpResponse:
    return render(request, "jobs/outbox.html", {"mails": OutgoingMail.objects.all()[:100]})


@require_safe
@local_only
def kept_mail(request: HttpRequest, pk: int) -> HttpResponse:
    return render(request, "jobs/mail.html", {"mail": get_object_or_404(OutgoingMail, pk=pk)})
