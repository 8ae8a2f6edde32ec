"""The joining link: made, renewed and ended by those who lead; opened by people of its mail domain."""

from allauth.core.internal.ratelimit import consume
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts import actions
from accounts.models import Organisation

from .doors import personal_act

# By one account, and from one place (a whole office may come from one).
LIMITS = {"account": "20/1h/key", "from": "300/1h/ip"}


def link_url(organisation: Organisation) -> str:
    """Empty while there is no link."""
    if not organisation.joining_domain:
        return ""
    return settings.BASE_URL + reverse("organisations:join", args=[actions.link_token(organisation)])


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def join(request: HttpRequest, token: str) -> HttpResponse:
    organisation = actions.linked_organisation(token)
    if organisation is None:
        return render(request, "accounts/ended.html", {"joining": True}, status=410)
    if request.method == "POST":
        return _join(request, token=token)
    address = actions.address_for(request.user, organisation) if request.user.is_authenticated else ""
    belongs = request.user.is_authenticated and organisation in Organisation.objects.visible_to(request.user)
    words = {"organisation": organisation, "address": address, "belongs": belongs, "here": request.path}
    return render(request, "accounts/join.html", words)


@personal_act
def _join(request: HttpRequest, token: str) -> HttpResponse:
    for action, key in (("account", str(request.user.pk)), ("from", None)):
        if not consume(request, app="accounts", action=action, config=LIMITS, key=key):
            raise actions.TooMany(_("Too many people joined from here within the hour. Try again later."))
    joined = actions.join_by_link(request.user, token, timezone.now())
    messages.success(request, _("You belong to %(name)s now.") % {"name": joined.organisation.name})
    return redirect("organisations:list")
