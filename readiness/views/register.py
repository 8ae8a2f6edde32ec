"""The register of a result: a table to read, a form row to change, a file of dates for the calendar."""

from datetime import date
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.models import User
from jobs.icalendar import calendar
from readiness.actions.refusals import Unknown
from readiness.actions.register import Change, add_entries, drop_entry, save_entry
from readiness.forms import EntryForm
from readiness.gate import for_readers
from readiness.models import Entry, Round
from readiness.registers import may_edit, named, register_of, standing
from readiness.results.calendar import days_of
from readiness.results.measured import Measured

from .doors import act


@require_safe
@for_readers
def register(request: HttpRequest, measured: Round) -> HttpResponse:
    return _page(request, measured)


def _page(request: HttpRequest, measured: Round, faulty: EntryForm | None = None) -> HttpResponse:
    of = _standing(measured)
    found = register_of(measured, of, _today())
    context = {
        "round": measured,
        "name": "" if measured.personal else named(measured),
        "lines": [line for line in found.lines if line.state != Entry.State.DROPPED],
        "dropped": [line for line in found.lines if line.state == Entry.State.DROPPED],
        "counts": found.counts,
        "candidates": found.candidates,
        "dated": any(line.due and line.unfinished for line in found.lines),
        "edits": may_edit(request.user, measured),
        "states": [choice for choice in Entry.State.choices if choice[0] != Entry.State.DROPPED],
        "faulty": faulty,
        "faulty_id": faulty.data.get("entry", "") if faulty else "",
        "result_url": reverse("readiness:result", args=[measured.public_id]),
        "plan_url": reverse("readiness:plan", args=[measured.public_id]),
    }
    return render(request, "readiness/register.html", context, status=422 if faulty else 200)


@require_safe
@for_readers
def register_calendar(request: HttpRequest, measured: Round) -> HttpResponse:
    """A download: dates of what is still to be done."""
    lines = register_of(measured, _standing(measured), _today()).lines
    url = settings.BASE_URL + reverse("readiness:register", args=[measured.public_id])
    host = urlsplit(settings.BASE_URL).hostname or "localhost"
    name = f"{settings.PRODUCT_NAME}: {named(measured)}"
    text = calendar(days_of(lines, url), name, host, timezone.now())
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="register.ics"'
    return response


@act
@for_readers
def register_add(request: HttpRequest, measured: Round) -> HttpResponse:
    """`blocker` and `step`, each any number of times."""
    by = _editor(request, measured)
    chosen = [(kind, subject) for kind in Entry.Kind.values for subject in request.POST.getlist(kind)]
    added = add_entries(measured, _standing(measured), chosen, by, timezone.now())
    if added:
        messages.success(request, _("Added. Give each an owner and a date."))
    else:
        messages.info(request, _("All of these are in the register already."))
    return redirect("readiness:register", measured.public_id)


@act
@for_readers
def register_save(request: HttpRequest, measured: Round) -> HttpResponse:
    by = _editor(request, measured)
    form = EntryForm(request.POST)
    if not form.is_valid():
        if "entry" in form.errors:
            raise Unknown(_("There is no such line in this register."))
        return _page(request, measured, form)
    data = form.cleaned_data
    change = Change(data["owner"], data["due"], data["state"], data["note"])
    entry = save_entry(measured, data["entry"], change, by, timezone.now())
    return _back(measured, entry)


@act
@for_readers
def register_remove(request: HttpRequest, measured: Round) -> HttpResponse:
    """Drops a line, or with `restore` takes it up again."""
    by = _editor(request, measured)
    try:
        id = UUID(request.POST.get("entry", ""))
    except ValueError as fault:
        raise Unknown(_("There is no such line in this register.")) from fault
    entry = drop_entry(measured, id, by, timezone.now(), restore="restore" in request.POST)
    return _back(measured, entry)


def _editor(request: HttpRequest, measured: Round) -> User | None:
    """Who writes; None for a device without an account."""
    if not may_edit(request.user, measured):
        raise PermissionDenied(_("Only the owner of the round changes its register."))
    return request.user if request.user.is_authenticated else None


def _standing(measured: Round) -> Measured:
    found = standing(measured)
    if found is None:
        raise Http404(_("This round has no result, so it has no register."))
    return found


def _today() -> date:
    return timezone.localdate()


def _back(measured: Round, entry: Entry) -> HttpResponse:
    return redirect(reverse("readiness:register", args=[measured.public_id]) + f"#line-{entry.public_id}")
