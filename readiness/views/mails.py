"""Asking for a link to go on later, and opening it."""

from uuid import UUID

from allauth.core.internal.ratelimit import consume
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.device import asker_of
from readiness.actions import TooMany, linked_sheet, mail_link, resume_sheet
from readiness.forms import MailForm
from readiness.models import Answer
from readiness.respondent import respondent_for_writing

from .checks import check_page
from .doors import act, done_url
from .lines import run_line
from .starts import sheet_of

# To one address, about one assessment, and from one place: enough for a person, too little for a nuisance.
LIMITS = {"to": "3/1h/key", "run": "5/1d/key", "from": "20/1h/ip"}


@act
def mail(request: HttpRequest, run: UUID) -> HttpResponse:
    form = MailForm(request.POST)
    sheet = sheet_of(request, run)
    if not sheet.takes_answers:
        return redirect(done_url(sheet))
    if not form.is_valid():
        return check_page(request, sheet, form, status=422)
    to = form.cleaned_data["email"]
    for action, key in (("to", to.lower()), ("run", str(run)), ("from", None)):
        if not consume(request, app="readiness", action=action, config=LIMITS, key=key):
            raise TooMany(
                _("Links were sent a short time ago. Look for them in your mail, or try again later.")
            )
    mail_link(asker_of(request), run, to, timezone.now())
    return redirect(reverse("readiness:check", args=[run]) + "?mailed=1")


@require_http_methods(["GET", "HEAD", "POST"])
def resume(request: HttpRequest, token: str) -> HttpResponse:
    """Asks before it moves anything: mail programs open links by themselves."""
    sheet = linked_sheet(token, timezone.now())
    if sheet is None:
        return render(request, "readiness/resume.html", {"run": None, "token": token}, status=410)
    owner = sheet.respondent.user_id if sheet.respondent else None
    if owner is not None and owner == request.user.pk:
        return redirect("readiness:run", sheet.public_id)
    if owner is not None:
        # What an account keeps needs its sign-in, link or not.
        return redirect_to_login(reverse("readiness:run", args=[sheet.public_id]))
    if request.method == "POST":
        return _go_on(request, token)
    answered = Answer.objects.filter(sheet=sheet).exclude(mark=Answer.Mark.SKIPPED).count()
    return render(request, "readiness/resume.html", {"run": run_line(sheet, answered), "token": token})


@act
def _go_on(request: HttpRequest, token: str) -> HttpResponse:
    sheet = resume_sheet(token, respondent_for_writing(request), timezone.now())
    return redirect("readiness:run", sheet.public_id)
