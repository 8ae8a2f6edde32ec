"""The gates of rounds: who runs one, who may know of it, who may open one; a foreign round is not there."""

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse

from accounts.access import second_factor_required
from accounts.models import Organisation
from readiness.models import Round

View = Callable[..., HttpResponse]


def for_members(view: View) -> View:
    """Hands the view the organisation, to whoever belongs to it."""

    @second_factor_required
    @wraps(view)
    def guarded(request: HttpRequest, organisation: UUID) -> HttpResponse:
        found = Organisation.objects.visible_to(request.user).filter(public_id=organisation).first()
        if found is None:
            raise Http404("There is no such organisation here.")
        return view(request, found)

    return guarded


def for_leaders(view: View) -> View:
    """The same, to its owner and administrators."""

    @for_members
    @wraps(view)
    def guarded(request: HttpRequest, organisation: Organisation) -> HttpResponse:
        if not Organisation.objects.led_by(request.user).filter(pk=organisation.pk).exists():
            raise PermissionDenied
        return view(request, organisation)

    return guarded


def for_those_who_know(view: View) -> View:
    """Hands the view the round, to its owner, its readers and those who lead the organisation."""

    @second_factor_required
    @wraps(view)
    def guarded(request: HttpRequest, public_id: UUID) -> HttpResponse:
        known = Round.objects.known_to(request.user).filter(public_id=public_id)
        found = known.select_related("organisation", "owner", "previous").first()
        if found is None:
            raise Http404("There is no such round here.")
        return view(request, found)

    return guarded


def for_owner(view: View) -> View:
    """The same, to its owner alone."""

    @for_those_who_know
    @wraps(view)
    def guarded(request: HttpRequest, measured: Round) -> HttpResponse:
        if measured.owner_id != request.user.pk:
            raise PermissionDenied
        return view(request, measured)

    return guarded
