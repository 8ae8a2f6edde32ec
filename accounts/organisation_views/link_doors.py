"""Making, renewing and ending the joining link."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from accounts import actions
from accounts.organisation_forms import LinkForm

from .doors import act, leading_membership
from .pages import organisation_page


@act
def link(request: HttpRequest, organisation: UUID) -> HttpResponse:
    own = leading_membership(request, organisation)
    do = request.POST.get("do")
    if do == "end":
        actions.end_link(request.user, organisation)
        messages.success(request, _("The joining link has ended. Whoever joined by it stays."))
        return redirect("organisations:page", organisation)
    if do == "renew":
        actions.open_link(request.user, organisation, own.organisation.joining_domain, renew=True)
        messages.success(request, _("There is a new joining link. The older one has ended."))
        return redirect("organisations:page", organisation)
    form = LinkForm(request.POST)
    if not form.is_valid():
        return organisation_page(request, own, link_form=form)
    actions.open_link(request.user, organisation, form.cleaned_data["domain"])
    messages.success(request, _("The joining link is ready below. Send it to the people it is for."))
    return redirect("organisations:page", organisation)
