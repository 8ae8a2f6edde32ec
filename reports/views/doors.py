"""Who may do what with a report: readers read and make files, its owner edits, approves and shares."""

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy

from accounts.models import User
from readiness.gate import for_readers
from readiness.models import Round
from reports.briefing.of_round import NotReady

View = Callable[..., HttpResponse]
OWNERS_ONLY = gettext_lazy("Only the owner of the round edits, approves and shares its report.")


def person(request: HttpRequest) -> User | None:
    return request.user if request.user.is_authenticated else None


def seen(request: HttpRequest) -> int:
    """The number of the version that the page showed; −1 for anything that is no number."""
    sent = request.POST.get("seen", "")
    return int(sent) if sent.isascii() and sent.isdecimal() and len(sent) < 9 else -1


def owns(request: HttpRequest, measured: Round) -> bool:
    """Your own result is yours; a group's is its owner's."""
    return measured.personal or measured.owner_id == request.user.pk


def reported(view: View) -> View:
    """For everyone who may see the result; a round without one says why there is no report yet."""

    @for_readers
    @wraps(view)
    def guarded(request: HttpRequest, measured: Round, *args: object, **kwargs: object) -> HttpResponse:
        try:
            return view(request, measured, *args, **kwargs)
        except NotReady as why:
            return render(
                request, "reports/waiting.html", {"why": str(why), "measured": measured}, status=409
            )

    return guarded


def for_owner(view: View) -> View:
    """The same for the owner alone."""

    @reported
    @wraps(view)
    def guarded(request: HttpRequest, measured: Round, *args: object, **kwargs: object) -> HttpResponse:
        if not owns(request, measured):
            raise PermissionDenied(OWNERS_ONLY)
        return view(request, measured, *args, **kwargs)

    return guarded
