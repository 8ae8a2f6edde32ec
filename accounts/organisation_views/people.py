"""Roles, suspending, removing, leaving, handing over, closing."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts import actions
from accounts.models import Membership
from accounts.organisation_forms import CloseForm, NumberForm

from .doors import act, own_membership, page
from .lines import OWNER


def number_in(request: HttpRequest) -> int:
    """The person or invitation that the form is about."""
    form = NumberForm(request.POST)
    if not form.is_valid():
        raise actions.Unknown(_("The form does not say whom it is about."))
    return form.cleaned_data["number"]


def done(request: HttpRequest, organisation: UUID, member: Membership, said: str) -> HttpResponse:
    name = member.user.name or member.email or member.user.email
    messages.success(request, said.format(name=name))
    return redirect("organisations:page", organisation)


@act
def role(request: HttpRequest, organisation: UUID) -> HttpResponse:
    chosen = request.POST.get("role", "")
    member = actions.change_role(request.user, organisation, number_in(request), chosen)
    admin = member.role == Membership.Role.ADMIN
    said = _("{name} is an administrator now.") if admin else _("{name} is a member now.")
    return done(request, organisation, member, said)


@act
def suspend(request: HttpRequest, organisation: UUID) -> HttpResponse:
    member = actions.suspend(request.user, organisation, number_in(request), timezone.now())
    return done(
        request,
        organisation,
        member,
        _("{name} is suspended: every page of the organisation is closed to them."),
    )


@act
def restore(request: HttpRequest, organisation: UUID) -> HttpResponse:
    member = actions.restore(request.user, organisation, number_in(request))
    return done(request, organisation, member, _("{name} is back."))


@act
def remove_member(request: HttpRequest, organisation: UUID) -> HttpResponse:
    member = actions.remove_member(request.user, organisation, number_in(request), timezone.now())
    return done(request, organisation, member, _("{name} does not belong to the organisation any more."))


@act
def hand_over(request: HttpRequest, organisation: UUID) -> HttpResponse:
    heir = actions.hand_over(request.user, organisation, number_in(request))
    return done(
        request, organisation, heir, _("{name} owns the organisation now, and you are an administrator.")
    )


@act
def leave(request: HttpRequest, organisation: UUID) -> HttpResponse:
    own = own_membership(request, organisation)
    actions.leave(request.user, organisation)
    messages.success(request, _("You left %(name)s.") % {"name": own.organisation.name})
    return redirect("organisations:list")


@require_http_methods(["GET", "HEAD", "POST"])
@page
def close(request: HttpRequest, organisation: UUID) -> HttpResponse:
    """Asks in words, and for the name; then it is closed for everybody."""
    own = own_membership(request, organisation)
    if own.role != OWNER:
        raise PermissionDenied(_("Only the owner can close it."))
    form = CloseForm(request.POST or None, organisation=own.organisation)
    if request.method != "POST" or not form.is_valid():
        words = {
            "form": form,
            "organisation": own.organisation,
            "people": own.organisation.memberships.count(),
        }
        return render(request, "accounts/close.html", words, status=422 if form.errors else 200)
    actions.close_organisation(request.user, organisation, timezone.now())
    messages.success(request, _("%(name)s is closed.") % {"name": own.organisation.name})
    return redirect("organisations:list")
