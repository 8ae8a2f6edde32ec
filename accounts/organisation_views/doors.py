"""What the doors of an organisation have in common: who may see it, and refusals in a sentence."""

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts.access import second_factor_required
from accounts.actions import Forbidden, Refused, Unknown
from accounts.models import Membership, Organisation

View = Callable[..., HttpResponse]


def personal_act(view: View) -> View:
    """A door that changes only what is the person's own: signed in is enough."""
    return require_POST(login_required(_told(view)))


def act(view: View) -> View:
    """A door of an organisation: a POST, with a second factor proved lately."""
    guarded = second_factor_required(_told(view))

    @require_POST
    @wraps(view)
    def door(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not request.user.is_authenticated:  # back to a page; a door cannot be gone through by a link
            return redirect_to_login(reverse("organisations:page", kwargs=kwargs))
        return guarded(request, *args, **kwargs)

    return door


def page(view: View) -> View:
    """A page of an organisation; the first visit leads to enrolling a second factor."""
    return never_cache(second_factor_required(_told(view)))


def _told(view: View) -> View:
    """What the action refuses is a page with the reason; foreign is not there, a lacking role is 403."""

    @wraps(view)
    def door(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except Unknown as unknown:
            raise Http404(str(unknown)) from unknown
        except Forbidden as forbidden:
            raise PermissionDenied(str(forbidden)) from forbidden
        except Refused as refused:
            seen = own_membership(request, kwargs["organisation"]) if "organisation" in kwargs else None
            words = {"reason": str(refused), "organisation": seen and seen.organisation}
            return render(request, "accounts/refused.html", words, status=refused.status)

    return door


def own_membership(request: HttpRequest, organisation: UUID) -> Membership:
    """The gate of every page: the person's place in an organisation that is open to them, else 404."""
    open_to_them = Organisation.objects.visible_to(request.user).filter(public_id=organisation)
    own = Membership.objects.filter(user_id=request.user.pk, organisation__in=open_to_them)
    found = own.select_related("organisation").first()
    if found is None:
        raise Http404("There is no such organisation here.")
    return found


def leading_membership(request: HttpRequest, organisation: UUID) -> Membership:
    """The same for what only the owner and administrators see: 403 for other members."""
    own = own_membership(request, organisation)
    if not own.leads:
        raise PermissionDenied(_("Only the owner and the administrators see this."))
    return own
