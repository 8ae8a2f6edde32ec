"""Where readers tell the editors something; each form leads back to where it stood."""

from urllib.parse import urlencode

from allauth.core.internal.ratelimit import consume
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from courses import actions
from courses.actions import Refused
from courses.actions.telling import normalised, tell_missing
from courses.desk import Desk, at_desk
from courses.forms import FeedbackForm

from .doors import act, back_to

# From one place; a whole office may come from one.
LIMITS = {"feedback": "60/1h/ip", "missing": "20/1h/ip"}


class TooMany(Refused):
    status = 429


@act
def feedback(request: HttpRequest, module: str, unit: str) -> HttpResponse:
    form = FeedbackForm(request.POST)
    if not form.is_valid():
        raise Refused(" ".join(str(each) for errors in form.errors.values() for each in errors))
    if not consume(request, app="courses", action="feedback", config=LIMITS):
        raise TooMany(_("Much was sent from here a short time ago. Try again in an hour."))
    given = form.cleaned_data

    def give(desk: Desk) -> HttpResponse:
        actions.give_feedback(desk, given["clear"], given["remark"], given["address"], timezone.now())
        section = request.POST.get("section", "")
        here = f"{desk.line.url}{section}/" if section in desk.text.sections[1:] else desk.line.url
        return back_to(here if desk.text.duration is None else desk.line.url, "clear")

    return at_desk(request, module, unit, give)


@require_POST
def missing(request: HttpRequest) -> HttpResponse:
    """No person is kept with the words, and no cookie is set for telling them."""
    words = normalised(request.POST.get("q", ""))
    if not consume(request, app="courses", action="missing", config=LIMITS):
        messages.error(request, _("Much was sent from here a short time ago. Try again in an hour."))
    elif tell_missing(words, timezone.localdate()):
        messages.success(request, _("The editors will see these words, and nothing about you."))
    return redirect(f"{reverse('search')}?{urlencode({'q': words})}")
