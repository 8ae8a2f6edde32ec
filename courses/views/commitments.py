"""The doors of a commitment: keep, settle, drop. Each leads back to where its form stood."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from courses import actions
from courses.actions import Refused
from courses.desk import Desk, at_desk
from courses.forms import CommitmentForm

from .doors import act, back_to


@act
def keep(request: HttpRequest, module: str, unit: str) -> HttpResponse:
    form = CommitmentForm(request.POST)
    if not form.is_valid():
        raise Refused(" ".join(error for errors in form.errors.values() for error in errors))
    said = form.cleaned_data

    def record(desk: Desk) -> HttpResponse:
        actions.keep_commitment(desk, said["text"], said["owner"], said["due"], timezone.now())
        return _back(request, desk)

    return at_desk(request, module, unit, record)


@act
def settle(request: HttpRequest, module: str, unit: str) -> HttpResponse:
    """`done` is 1 or 0: what the button said, so that a second click changes nothing."""
    wanted = request.POST.get("done", "")
    if wanted not in ("0", "1"):
        raise Refused(_("Say whether it is done."))

    def record(desk: Desk) -> HttpResponse:
        actions.settle_commitment(desk, wanted == "1", timezone.now())
        return _back(request, desk)

    return at_desk(request, module, unit, record)


@act
def drop(request: HttpRequest, module: str, unit: str) -> HttpResponse:
    def record(desk: Desk) -> HttpResponse:
        actions.drop_commitment(desk)
        return _back(request, desk)

    return at_desk(request, module, unit, record)


def _back(request: HttpRequest, desk: Desk) -> HttpResponse:
    if request.POST.get("from") == "me":
        return back_to(reverse("me"), "commitments")
    section = request.POST.get("section", "")
    url = f"{desk.line.url}{section}/" if section in desk.text.sections else desk.line.url
    return back_to(url, "commitment")
