"""Alignment: leaders against everyone else, and where people disagree. Nothing here writes."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from readiness.gate import for_readers
from readiness.groups import measured_of, result_of
from readiness.models import Round
from readiness.results.alignment import alignment_page
from readiness.results.panel import Panel


@require_safe
@for_readers
def alignment(request: HttpRequest, measured: Round) -> HttpResponse:
    result = None if measured.personal else result_of(measured)
    of = None if result is None else measured_of(result)
    if not isinstance(of, Panel):
        raise Http404(_("Only a panel of five people or more has groups to compare."))
    context = {
        "alignment": alignment_page(of),
        "measured": measured,
        "people": of.people,
        "organisation": measured.organisation,
        "instrument": of.scope.id,
    }
    return render(request, "readiness/alignment.html", context)
