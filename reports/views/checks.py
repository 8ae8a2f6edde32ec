"""Is this file what the portal made? The page shows the fingerprint; the file never leaves the reader."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from reports.codes import tidied
from reports.models import Report


@require_safe
def look_up(request: HttpRequest) -> HttpResponse:
    """Where a code from paper is typed."""
    typed = request.GET.get("code", "")[:40]
    if tidied(typed):
        return redirect("reports:check", tidied(typed))
    return render(request, "reports/check_form.html", {"typed": typed})


@require_safe
def check(request: HttpRequest, code: str) -> HttpResponse:
    found = Report.objects.ready().with_state().filter(code=tidied(code)).first()
    if found is None:
        if tidied(code) != code:
            raise Http404(_("There is no such code."))
        return render(request, "reports/check_form.html", {"typed": code, "unknown": True}, status=404)
    edition = found.edition
    newer = type(edition).objects.of(edition.round, edition.result_hash).first()
    context = {
        "report": found,
        "form": found.form,
        "edition": edition,
        "approved": edition.approved_at if found.approved else None,
        "newer": newer.number if newer and newer.number != edition.number else None,
        "instrument": edition.round.instrument_id,
        "measured_on": edition.round.closed_at,
    }
    return render(request, "reports/check.html", context)
