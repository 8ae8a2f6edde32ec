"""Your organisations, the page of one, and what is said about it."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.actions import OWNER_STAYS, change_organisation, found_organisation, invitations_for
from accounts.models import Membership
from accounts.organisation_forms import FoundForm, InviteForm, LinkForm, OrganisationForm

from .doors import leading_membership, own_membership, page, personal_act
from .lines import OWNER, invitation_lines, organisation_lines, person_lines
from .links import link_url

PEOPLE_A_PAGE = 50


@require_safe
@login_required
@never_cache
def organisations(request: HttpRequest) -> HttpResponse:
    return list_page(request, FoundForm())


def list_page(request: HttpRequest, form: FoundForm) -> HttpResponse:
    context = {
        "organisations": organisation_lines(request.user.pk),
        "invitations": invitations_for(request.user, timezone.now()),
        "form": form,
    }
    return render(request, "accounts/organisations.html", context, status=422 if form.errors else 200)


@personal_act
def create(request: HttpRequest) -> HttpResponse:
    form = FoundForm(request.POST)
    if not form.is_valid():
        return list_page(request, form)
    facts = {"name": form.cleaned_data["name"]}
    made = found_organisation(request.user, form.cleaned_data["key"], facts, timezone.now())
    messages.success(request, _("%(name)s is set up, and you own it.") % {"name": made.name})
    return redirect("organisations:page", made.public_id)


@require_safe
@page
def organisation(request: HttpRequest, organisation: UUID) -> HttpResponse:
    return organisation_page(request, own_membership(request, organisation))


def organisation_page(request: HttpRequest, own: Membership, **forms: object) -> HttpResponse:
    """What the person's role shows of it; `forms`: those that were sent with faults."""
    everyone = own.organisation.memberships.select_related("user").by_rank()
    context = {
        "own": own,
        "organisation": own.organisation,
        "owner": own.role == OWNER,
        "owner_stays": OWNER_STAYS,
        "leaders": person_lines(everyone.leading(), own),
        "faulty": any(getattr(form, "errors", None) for form in forms.values()) or "faults" in forms,
    }
    if own.leads:
        context |= _for_leaders(request, own, everyone) | forms
    return render(request, "accounts/organisation.html", context, status=422 if context["faulty"] else 200)


def _for_leaders(request: HttpRequest, own: Membership, everyone: QuerySet[Membership]) -> dict[str, object]:
    """Everybody, whoever was invited, and the forms."""
    sought = request.GET.get("q", "").replace("\x00", "")[:100].strip()
    if sought:
        everyone = everyone.filter(Q(user__name__icontains=sought) | Q(email__icontains=sought))
    people = _paged(everyone, request.GET.get("page"))
    waiting = own.organisation.invitations.unanswered().order_by("-sent_at", "-pk")
    invitations = _paged(waiting, request.GET.get("waiting"))
    return {
        "people": people,
        "lines": person_lines(people, own),
        "sought": sought,
        "searchable": sought or people.paginator.num_pages > 1,
        "invitations": invitations,
        "invitation_lines": invitation_lines(invitations, own, timezone.now()),
        "invite_form": InviteForm(own=own),
        "link_form": LinkForm(),
        "link": link_url(own.organisation),
        "invite_url": reverse("organisations:invite", args=[own.organisation.public_id]),
    }


def _paged(rows: QuerySet, number: str | None) -> Page:
    return Paginator(rows, PEOPLE_A_PAGE).get_page(number)


@page
def settings(request: HttpRequest, organisation: UUID) -> HttpResponse:
    own = leading_membership(request, organisation)
    if request.method != "POST":
        form = OrganisationForm(instance=own.organisation)
        return render(request, "accounts/settings.html", {"form": form, "organisation": own.organisation})
    name = own.organisation.name
    form = OrganisationForm(request.POST, instance=own.organisation)
    if not form.is_valid():
        own.organisation.name = name  # the heading keeps the name that stands
        words = {"form": form, "organisation": own.organisation}
        return render(request, "accounts/settings.html", words, status=422)
    change_organisation(request.user, organisation, form.cleaned_data)
    messages.success(request, _("Saved."))
    return redirect("organisations:page", organisation)
