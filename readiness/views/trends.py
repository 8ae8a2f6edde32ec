"""Trend: rounds over time, of a group or of one person. Nothing here writes."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from readiness.gate import for_readers
from readiness.groups import measured_of, moments, result_of
from readiness.models import Round
from readiness.results.trend import trend_page
from readiness.results.trend_chart import index_lines, pillar_lines

from .owned import own_moments

FIRST = gettext_lazy("A trend needs a second round.")


@require_safe
@for_readers
def trend(request: HttpRequest, measured: Round) -> HttpResponse:
    if measured.personal:
        found = own_moments(request, measured)
    else:
        result = result_of(measured)
        if result is None:
            raise Http404(FIRST)
        found = moments(request.user, result, measured_of(result))
    if len(found) < 2:
        raise Http404(FIRST)
    context = {
        "trend": trend_page(found),
        "index_chart": index_lines(found),
        "pillar_chart": pillar_lines(found),
        "measured": measured,
        "organisation": None if measured.personal else measured.organisation,
        "name": found[-1].name,
        "before": found[-2].name,
    }
    return render(request, "readiness/trend.html", context)
