"""The page behind a joining link: an address of the domain in, a mail with the personal link out."""

from allauth.core.internal.ratelimit import consume
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from readiness.actions.joining import ENDED, ask_to_join
from readiness.actions.links import joining_round
from readiness.actions.refusals import Refused, TooMany, Unknown
from readiness.models import Round
from readiness.round_forms import AddressForm

from ..doors import act

# To one address, from one place (a whole company may sit behind one), and by one link: enough for a large
# panel in a morning, too little to fill mail boxes or tables.
LIMITS = {"joining_to": "3/1h/key", "joining_from": "200/1h/ip", "joining_link": "400/1h/key"}
TOO_MANY = gettext_lazy(
    "Links were sent a short time ago. Look for yours in your mail, or try again in an hour."
)


@require_http_methods(["GET", "HEAD", "POST"])
def join_round(request: HttpRequest, token: str) -> HttpResponse:
    if request.method == "POST":
        return _send(request, token=token)
    asked_in = joining_round(token)
    if asked_in is None:
        return render(request, "readiness/answer.html", {"asked": None, "state": "ended"}, status=410)
    return _page(request, asked_in, token, AddressForm())


@act
def _send(request: HttpRequest, token: str) -> HttpResponse:
    asked_in = joining_round(token)
    if asked_in is None:
        raise Unknown(ENDED)
    form = AddressForm(request.POST)
    if not form.is_valid():
        return _page(request, asked_in, token, form, status=422)
    address = form.cleaned_data["email"]
    to, link = f"{asked_in.pk} {address.lower()}", f"{asked_in.pk}"
    try:
        for action, key in (("joining_from", None), ("joining_link", link), ("joining_to", to)):
            if not consume(request, app="readiness", action=action, config=LIMITS, key=key):
                raise TooMany(TOO_MANY)
        ask_to_join(token, address, timezone.now())
    except Refused as refused:
        form.add_error("email", str(refused))
        return _page(request, asked_in, token, form, status=refused.status)
    return redirect(reverse("readiness:join_round", args=[token]) + "?sent=1")


def _page(
    request: HttpRequest, asked_in: Round, token: str, form: AddressForm, status: int = 200
) -> HttpResponse:
    context = {
        "round": asked_in,
        "organisation": asked_in.organisation,
        "form": form,
        "token": token,
        "sent": "sent" in request.GET and not form.is_bound,
    }
    return render(request, "readiness/join.html", context, status=status)
