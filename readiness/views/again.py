"""One question asked again: what was said then stands there, nothing is chosen, and nothing is rewritten."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.device import asker_of
from readiness.actions.again import answer_again, own_question, take_back
from readiness.actions.refusals import Refused, Unknown
from readiness.again import asked_again
from readiness.forms import AgainForm

from .doors import act, done_url


@require_http_methods(["GET", "HEAD", "POST"])
def again(request: HttpRequest, measured: UUID, item: str) -> HttpResponse:
    if request.method == "POST":
        return _answer(request, measured, item)
    return _page(request, measured, item, AgainForm({"unit": request.GET.get("unit", "")}))


@act
def _answer(request: HttpRequest, measured: UUID, item: str) -> HttpResponse:
    """Keeps, or takes back; a fault stays on the page."""
    form, now = AgainForm(request.POST), timezone.now()
    sheet, question = own_question(asker_of(request), measured, item, timezone.localdate())
    if request.POST.get("do") == "remove":
        if take_back(sheet, question):
            messages.success(request, _("Taken back. What you said in the round is your last answer again."))
        return redirect(f"{done_url(sheet)}#since")
    if not form.is_valid():
        return _page(request, measured, item, form, form.complaint)
    data = form.cleaned_data
    try:
        answer_again(sheet, question, data["answer"], data["evidence"], data["unit"], now)
    except Refused as refused:
        return _page(request, measured, item, form, str(refused))
    messages.success(request, _("Kept beside the round. Your next assessment starts from it."))
    return redirect(f"{done_url(sheet)}#since")


def _page(request: HttpRequest, measured: UUID, item: str, form: AgainForm, error: str = "") -> HttpResponse:
    try:
        sheet, question = own_question(asker_of(request), measured, item, timezone.localdate())
    except Unknown as missing:
        raise Http404(str(missing)) from missing
    context = {
        "asked": asked_again(sheet, sheet.scope, [question])[0],
        "question": question,
        "personal": sheet.personal,
        "at": sheet.submitted_at,
        "options": list(zip("12345", question.anchors, strict=True)),
        "chosen": form.data.get("answer", "") if error else "",
        "evidence": form.data.get("evidence", ""),
        "unit": form.data.get("unit", ""),
        "back_url": done_url(sheet),
        "error": error,
    }
    return render(request, "readiness/again.html", context, status=422 if error else 200)
