"""Inviting by address, sending again, withdrawing; and what the invited person sees and answers."""

from uuid import UUID

from allauth.core.internal.ratelimit import consume
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts import actions
from accounts.actions.addressing import confirmed_addresses
from accounts.models import Invitation
from accounts.organisation_forms import InviteForm

from .doors import act, leading_membership, personal_act
from .pages import organisation_page
from .people import number_in

RESENDS = {"resend": "5/1d/key"}  # to one invitation


@act
def invite(request: HttpRequest, organisation: UUID) -> HttpResponse:
    """Bad lines are named and nothing is sent, until the good ones are asked for or the list is mended."""
    own = leading_membership(request, organisation)
    form = InviteForm(request.POST, own=own)
    if not form.is_valid():
        return organisation_page(request, own, invite_form=form)
    good = form.invited
    if form.read.faults and "only_good" not in request.POST:
        return organisation_page(
            request,
            own,
            invite_form=form,
            faults=form.read.faults,
            good="\n".join(good),
            good_count=len(good),
        )
    if good:
        told = actions.invite(request.user, organisation, good, timezone.now())
        for level, sentence in sentences(told):
            messages.add_message(request, level, sentence)
    return redirect("organisations:page", organisation)


def sentences(told: actions.Invited) -> list[tuple[int, str]]:
    """What became of the addresses, each group in a sentence."""
    said = []
    if told.sent:
        count = len(told.sent)
        # The name in a sentence of its own: a plural may hold no other placeholder in one of its forms.
        sent = (
            _("%(name)s invited by mail.") % {"name": told.sent[0]}
            if count == 1
            else ngettext("%(n)s person invited by mail.", "%(n)s people invited by mail.", count)
            % {"n": count}
        )
        said.append((messages.SUCCESS, sent))
    if told.members:
        known = ngettext(
            "%(names)s belongs to the organisation already.",
            "%(names)s belong to the organisation already.",
            len(told.members),
        )
        said.append((messages.INFO, known % {"names": named(told.members)}))
    if told.waiting:
        asked = ngettext(
            "%(names)s has an invitation already; no second mail went.",
            "%(names)s have an invitation already; no second mail went.",
            len(told.waiting),
        )
        said.append((messages.INFO, asked % {"names": named(told.waiting)}))
    return said


def named(addresses: tuple[str, ...]) -> str:
    """A few by name, many by number."""
    if len(addresses) > 3:
        few = ", ".join(addresses[:2])
        return _("%(names)s and %(count)s more") % {"names": few, "count": len(addresses) - 2}
    if len(addresses) == 1:
        return addresses[0]
    return _("%(names)s and %(last)s") % {"names": ", ".join(addresses[:-1]), "last": addresses[-1]}


@act
def resend(request: HttpRequest, organisation: UUID) -> HttpResponse:
    number = number_in(request)
    if not consume(request, app="accounts", action="resend", config=RESENDS, key=str(number)):
        raise actions.TooMany(_("This invitation was sent often enough today. Ask the person another way."))
    sent = actions.resend(request.user, organisation, number, timezone.now())
    messages.success(request, _("Sent to %(email)s again. The older link has ended.") % {"email": sent.email})
    return redirect("organisations:page", organisation)


@act
def withdraw(request: HttpRequest, organisation: UUID) -> HttpResponse:
    gone = actions.withdraw(request.user, organisation, number_in(request), timezone.now())
    messages.success(
        request, _("The invitation of %(email)s is withdrawn; its link has ended.") % {"email": gone.email}
    )
    return redirect("organisations:page", organisation)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def accept(request: HttpRequest, token: str) -> HttpResponse:
    """Asks before anybody joins: mail programs open links by themselves."""
    invitation = actions.invitation_of(token)
    if invitation is None:
        return render(request, "accounts/ended.html", status=410)
    if request.method == "POST":
        return answer(request, invitation.pk)
    mine = request.user.is_authenticated and invitation.email in confirmed_addresses(request.user)
    if mine and invitation.accepted_at is not None:
        return redirect("organisations:list")
    if not Invitation.objects.open(timezone.now()).filter(pk=invitation.pk).exists():
        return render(request, "accounts/ended.html", status=410)
    return render(
        request, "accounts/accept.html", {"invitation": invitation, "mine": mine, "here": request.path}
    )


@personal_act
def take(request: HttpRequest) -> HttpResponse:
    """The same for an invitation that stands on the person's own pages."""
    return answer(request, number_in(request))


@personal_act
def answer(request: HttpRequest, number: int) -> HttpResponse:
    if request.POST.get("do") == "decline":
        declined = actions.decline(request.user, number, timezone.now())
        messages.success(
            request, _("You declined the invitation to %(name)s.") % {"name": declined.organisation.name}
        )
    else:
        joined = actions.accept(request.user, number, timezone.now())
        messages.success(request, _("You belong to %(name)s now.") % {"name": joined.organisation.name})
    return redirect("organisations:list")
