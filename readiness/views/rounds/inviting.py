"""Inviting: a list is read, looked at, and only then sent; taking back, reminding, the joining link."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.pasted import Fault as BadLine
from readiness.actions.inviting import end_link, invite, renew_link, withdraw
from readiness.actions.mailing import words_of
from readiness.actions.refusals import Refused, RoundClosed, TooMany
from readiness.actions.reminding import remind
from readiness.invited_lists import MOST_BYTES, Named, decoded, named
from readiness.models import Invitee, Round
from readiness.round_forms import InviteForm

from ..doors import act
from .gates import for_owner
from .page import Fault, round_page

NOBODY = gettext_lazy("Enter at least one address, or choose a file that holds some.")
TOO_LARGE = gettext_lazy("The file is larger than {kilobytes} kilobytes. Send it in parts.")
BAD_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Preview:
    """What would be sent, and which lines name nobody."""

    named: Named
    fresh: list[tuple[str, str]]
    before: int
    faults: tuple[BadLine, ...]
    more_faults: int


@act
@for_owner
def round_invite(request: HttpRequest, measured: Round) -> HttpResponse:
    """Reads the list and shows what it holds; nothing is sent yet."""
    if measured.closed_at is not None:
        raise RoundClosed(_("This round is closed. Reopen it to ask more people."))
    form = InviteForm(request.POST, request.FILES, instrument=measured.instrument)
    if not form.is_valid():
        return round_page(request, measured, Fault("invite", _first_fault(form)))
    file = form.cleaned_data["file"]
    if file is not None and file.size > MOST_BYTES:
        return round_page(
            request, measured, Fault("invite", TOO_LARGE.format(kilobytes=MOST_BYTES // 1000), 413)
        )
    text = decoded(file.read()) if file is not None else ""
    together = "\n".join(filter(str.strip, (form.cleaned_data["people"], text)))
    found = named(together, form.cleaned_data["role"], measured.instrument.role_ids)
    if not found.rows and not found.faults:
        return round_page(request, measured, Fault("invite", NOBODY))
    return _preview(request, measured, found)


def _first_fault(form: InviteForm) -> str:
    return next(str(faults[0]) for faults in form.errors.values())


def _preview(request: HttpRequest, measured: Round, found: Named) -> HttpResponse:
    names = {role.id: role.name for role in measured.instrument.roles}
    asked = Invitee.objects.filter(round=measured, by_link=False).counted()
    before = set(asked.filter(email__in=found.people).values_list("email", flat=True))
    fresh = [(email, names.get(role, "")) for email, role in found.people.items() if email not in before]
    subject, text = words_of(measured, Invitee.Mail.INVITATION, _("(their personal link)"), _("(a link)"))
    context = {
        "round": measured,
        "organisation": measured.organisation,
        "preview": Preview(
            named=found,
            fresh=fresh,
            before=len(before),
            faults=found.faults[:BAD_SHOWN],
            more_faults=max(0, len(found.faults) - BAD_SHOWN),
        ),
        "subject": subject,
        "text": text.strip(),
        "roles": measured.instrument.roles,
    }
    return render(request, "readiness/round_preview.html", context, status=200 if found.rows else 422)


@act
@for_owner
def round_invite_confirm(request: HttpRequest, measured: Round) -> HttpResponse:
    """Sends to the good rows of the list that was shown; bad ones stay out."""
    form = InviteForm(request.POST, instrument=measured.instrument)
    if not form.is_valid():
        return round_page(request, measured, Fault("invite", _first_fault(form)))
    found = named(form.cleaned_data["people"], form.cleaned_data["role"], measured.instrument.role_ids)
    if not found.rows:
        return round_page(request, measured, Fault("invite", NOBODY))
    try:
        asked = invite(measured, found.people, timezone.now())
    except TooMany as many:
        return round_page(request, measured, Fault("invite", str(many), many.status))
    if asked.new:
        messages.success(request, _sent(asked.new))
    else:
        messages.info(request, _("All of them had been invited before, so nothing was sent."))
    return redirect("readiness:round", measured.public_id)


def _sent(count: int) -> str:
    return (
        _("One invitation is on its way.")
        if count == 1
        else _("%(count)s invitations are on their way.") % {"count": count}
    )


@act
@for_owner
def round_withdraw(request: HttpRequest, measured: Round) -> HttpResponse:
    pk = request.POST.get("invitee", "")
    row = withdraw(measured, int(pk) if pk.isdecimal() and len(pk) < 19 else 0, timezone.now())
    messages.success(request, _("The link of %(email)s no longer works.") % {"email": row.email})
    return redirect("readiness:round", measured.public_id)


@act
@for_owner
def round_remind(request: HttpRequest, measured: Round) -> HttpResponse:
    try:
        remind(measured, timezone.now())
    except Refused as refused:
        return round_page(request, measured, Fault("remind", str(refused), refused.status))
    # The same words however many there were: nobody learns who has answered.
    messages.success(
        request,
        _("Everyone who has not answered gets a reminder, unless they were written to in the last two days."),
    )
    return redirect("readiness:round", measured.public_id)


@act
@for_owner
def round_link(request: HttpRequest, measured: Round) -> HttpResponse:
    """Makes the joining link, renews it or ends it."""
    if request.POST.get("do") == "end":
        end_link(measured)
        messages.success(request, _("The joining link no longer works."))
        return redirect("readiness:round", measured.public_id)
    domain = request.POST.get("domain", "") or measured.joining_domain
    try:
        renew_link(measured, domain)
    except Refused as refused:
        return round_page(request, measured, Fault("link", str(refused), refused.status))
    messages.success(request, _("The joining link is ready. Any older one no longer works."))
    return redirect("readiness:round", measured.public_id)
