"""The page behind a personal link: what is asked, who sees what, and the button that begins or goes on."""

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from accounts.device import asker_of
from readiness.actions.joining import ENDED, linked_invitee, mute, sheet_here, take_part
from readiness.actions.links import muting_invitee
from readiness.actions.refusals import Refused, Unknown
from readiness.instrument import Role
from readiness.models import Invitee, Round
from readiness.questionnaire import minutes
from readiness.respondent import respondent_for_writing
from readiness.round_forms import SayForm

from ..doors import act, done_url

GET_AND_POST = ["GET", "HEAD", "POST"]


@dataclass(frozen=True, slots=True)
class AskedLine:
    """A round as somebody sees it who is asked to answer."""

    title: str
    organisation: str
    owner: str
    form: str
    questions: int
    minutes: int
    until: date | None
    consensus: bool
    keep_months: int
    role: str
    roles: tuple[Role, ...]


@require_http_methods(GET_AND_POST)
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """Asks before it begins anything: mail programs open links by themselves."""
    row = linked_invitee(token)
    if row is None:
        return _ended(request)
    owner = row.respondent.user_id if row.respondent else None
    if owner is not None and owner != request.user.pk and not row.answered:
        # What an account keeps needs its sign-in, link or not.
        return redirect_to_login(reverse("readiness:answer", args=[token]))
    if request.method == "POST":
        return _begin(request, token=token)
    return _page(request, row, token, SayForm())


@act
def _begin(request: HttpRequest, token: str) -> HttpResponse:
    row = linked_invitee(token)
    if row is None:
        raise Unknown(ENDED)
    form = SayForm(request.POST)
    if not form.is_valid():
        return _page(request, row, token, form, status=422)
    try:
        sheet = take_part(token, respondent_for_writing(request), form.said(), timezone.now())
    except Refused as refused:
        form.add_error(None, str(refused))
        return _page(request, row, token, form, status=refused.status)
    return redirect("readiness:run", sheet.public_id)


def _page(request: HttpRequest, row: Invitee, token: str, form: SayForm, status: int = 200) -> HttpResponse:
    measured, here = row.round, sheet_here(row.round, asker_of(request))
    state = _state(row, measured, here is not None)
    if state == "closed" and status == 200:
        status = 410
    context = {
        "asked": asked_line(row),
        "state": state,
        "own_url": done_url(here) if here is not None and (row.answered or measured.closed_at) else "",
        "token": token,
        "form": form,
        "anonymous": not request.user.is_authenticated,
    }
    return render(request, "readiness/answer.html", context, status=status)


def _state(row: Invitee, measured: Round, here: bool) -> str:
    if measured.closed_at is not None:
        return "closed"
    if row.answered:
        return "in"
    if row.respondent_id is None and not here:
        return "begin"
    return "go on" if here else "elsewhere"


def asked_line(row: Invitee) -> AskedLine:
    measured = row.round
    roles, scope = measured.instrument.roles, measured.part_for(measured.form)
    return AskedLine(
        title=measured.title,
        organisation=measured.organisation.name,
        owner=measured.owner.name if measured.owner else "",
        form=measured.form,
        questions=len(scope.items),
        minutes=minutes(measured.form, len(scope.items)),
        until=measured.answers_until,
        consensus=measured.kind == Round.Kind.CONSENSUS,
        keep_months=measured.keep_months,
        role=next((role.name for role in roles if role.id == row.role), ""),
        roles=roles,
    )


def _ended(request: HttpRequest) -> HttpResponse:
    return render(request, "readiness/answer.html", {"asked": None, "state": "ended"}, status=410)


@csrf_exempt
@require_http_methods(GET_AND_POST)
def mute_(request: HttpRequest, token: str) -> HttpResponse:
    """One button for people; for mail programs one POST, which brings no token but the address itself."""
    row = muting_invitee(token)
    if row is None:
        return _ended(request)
    if request.method == "POST":
        mute(token, timezone.now())
    context = {
        "round": row.round,
        "done": request.method == "POST" or row.muted_at is not None,
        "token": token,
    }
    return render(request, "readiness/mute.html", context)
