"""The first page of the assessment, and the doors that begin it, go on with it and throw it away."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.device import asker_of
from readiness.actions import Refused, remove_sheet, start_sheet
from readiness.forms import StartForm
from readiness.models import Answer, Sheet
from readiness.questionnaire import length
from readiness.respondent import respondent_for_writing
from readiness.versions import current

from .doors import act, done_url
from .lines import result_lines, run_lines


@require_safe
def assess(request: HttpRequest) -> HttpResponse:
    return _first_page(request, StartForm())


def _first_page(request: HttpRequest, form: StartForm) -> HttpResponse:
    mine, instrument = Sheet.objects.visible_to(asker_of(request)), current()
    forms = [
        {"form": name, "label": label, "length": length(instrument, name)}
        for name, label in Sheet.Form.choices
    ]
    context = {
        "runs": run_lines(mine.to_go_on()),
        "forms": forms,
        "roles": instrument.roles,
        "instrument": instrument,
        "form": form,
        "latest": next(iter(result_lines(mine)), None),
        "anonymous": not request.user.is_authenticated,
    }
    return render(request, "readiness/assess.html", context, status=422 if form.errors else 200)


@act
def start(request: HttpRequest) -> HttpResponse:
    """To the first question without an answer, of the open assessment or of a new one."""
    form = StartForm(request.POST)
    if not form.is_valid():
        return _first_page(request, form)
    chosen = form.cleaned_data
    respondent = respondent_for_writing(request)
    try:
        sheet = start_sheet(respondent, chosen["form"], chosen["role"], timezone.now(), again=chosen["again"])
    except Refused as refused:
        form.add_error("role", str(refused))
        return _first_page(request, form)
    return redirect("readiness:run", sheet.public_id)


@require_safe
def run(request: HttpRequest, run: UUID) -> HttpResponse:
    """To the first question without an answer; after the last one to the list of all."""
    sheet = sheet_of(request, run)
    if not sheet.takes_answers:
        return redirect(done_url(sheet))
    known = set(Answer.objects.filter(sheet=sheet).values_list("item", flat=True))
    for number, item in enumerate(sheet.questions, start=1):
        if item.id not in known:
            return redirect("readiness:question", run, number)
    return redirect("readiness:check", run)


def sheet_of(request: HttpRequest, run: UUID) -> Sheet:
    """The gate of every page about an assessment: somebody else's is not there."""
    mine = Sheet.objects.visible_to(asker_of(request)).select_related("round__organisation")
    sheet = mine.filter(public_id=run).first()
    if sheet is None:
        raise Http404("There is no such assessment here.")
    return sheet


@act
def remove(request: HttpRequest, run: UUID) -> HttpResponse:
    sheet = remove_sheet(asker_of(request), run)
    if sheet.personal:
        messages.success(request, _("The assessment, its answers and its result are deleted."))
    else:
        messages.success(
            request, _("Your answers to the round are deleted. Your link still works if you want.")
        )
    return redirect("readiness:results")
