"""The rounds of an organisation, and the page on which a new one is opened."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import Membership, Organisation
from readiness.actions.opening import following, open_round
from readiness.actions.refusals import Refused
from readiness.models import Round
from readiness.registers import overdue_in
from readiness.round_forms import OpenForm
from readiness.versions import current

from ..doors import act
from .gates import for_leaders, for_members
from .lines import round_lines


@require_safe
@for_members
def rounds(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    known = Round.objects.known_to(request.user).filter(organisation=organisation)
    read = Round.objects.read_by(request.user).filter(organisation=organisation)
    leading = Membership.objects.filter(organisation=organisation, role__in=Membership.LEADING)
    context = {
        "organisation": organisation,
        "rounds": round_lines(known),
        "overdue": overdue_in(read, timezone.localdate()),
        "leads": leading.filter(user=request.user).exists(),
    }
    return render(request, "readiness/rounds.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def round_new(request: HttpRequest, **arguments: object) -> HttpResponse:
    return (_open if request.method == "POST" else _form)(request, **arguments)


@for_leaders
def _form(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    return _page(request, organisation, _bound(request, organisation))


@act
@for_leaders
def _open(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """To the page of the round; pressed twice, to the same one."""
    form = _bound(request, organisation)
    if form.is_valid():
        chosen, now = form.plan(), timezone.now()
        try:
            opened = open_round(request.user, organisation, chosen, form.cleaned_data["id"], now)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("The round is open. Invite the people whose view you want."))
            return redirect("readiness:round", opened.public_id)
    return _page(request, organisation, form, status=422)


def _bound(request: HttpRequest, organisation: Organisation) -> OpenForm:
    earlier = following(request.user, organisation)
    return OpenForm(request.POST or None, instrument=current(), earlier=earlier)


def _page(
    request: HttpRequest, organisation: Organisation, form: OpenForm, status: int = 200
) -> HttpResponse:
    return render(
        request, "readiness/round_new.html", {"organisation": organisation, "form": form}, status=status
    )
