"""Where a result stands among other organisations, and whether an organisation takes part (SPEC 3.12)."""

from dataclasses import dataclass
from fractions import Fraction

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import Organisation
from readiness.actions.consenting import give_consent, withdraw_consent
from readiness.actions.standing import family_of, figures, scores_of, why_not
from readiness.benchmark import OLDEST_MONTHS
from readiness.gate import for_readers
from readiness.levels import INDEX
from readiness.models import Cell, Consent, Entrant, Round, ScoreRow
from readiness.results.standing import CellFacts, StandingPage, standing_page

from .rounds.gates import for_leaders

NONE = gettext_lazy("This result is compared with nothing.")


@dataclass(frozen=True, slots=True)
class Tab:
    """A cell family; `value` is what the organisation said, empty where it said nothing."""

    by: str
    label: str
    value: str
    url: str
    current: bool


@require_safe
@for_readers
def benchmark(request: HttpRequest, measured: Round) -> HttpResponse:
    """One cell family at a time, by `?by=`."""
    scores = None if measured.personal else scores_of(measured)
    if scores is None:
        raise Http404(NONE)
    organisation, chosen = measured.organisation, request.GET.get("by", "all")
    tabs = _tabs(measured, chosen)
    tab = next((tab for tab in tabs if tab.current), tabs[0])
    reason = why_not(measured, scores)
    context = {
        "measured": measured,
        "organisation": organisation,
        "tabs": tabs,
        "tab": tab,
        "why_not": reason,
        "page": None if reason else standing_of(measured, figures(scores), tab.by),
        "consent": Consent.objects.standing().filter(organisation=organisation).first(),
        "leads": Organisation.objects.led_by(request.user).filter(pk=organisation.pk).exists(),
    }
    return render(request, "readiness/benchmark.html", context)


def _tabs(measured: Round, chosen: str) -> list[Tab]:
    of, here = measured.organisation, reverse("readiness:benchmark", args=[measured.public_id])
    kinds = [
        ("all", _("All organisations"), _("All organisations")),
        ("sector", _("Sector"), of.get_sector_display()),
        ("size", _("Size"), of.get_size_display()),
        ("region", _("Region"), of.get_region_display()),
    ]
    known = chosen if chosen in {by for by, _, _ in kinds} else "all"
    return [Tab(by, label, value, f"{here}?by={by}", by == known) for by, label, value in kinds]


def standing_of(measured: Round, scores: dict[str, float | None], by: str) -> StandingPage:
    """Two statements, of a fixed number of rows: a histogram a subject, and the own figures in them."""
    value = "" if by == "all" else getattr(measured.organisation, by)
    family, instrument = family_of(measured.instrument), measured.instrument
    if by != "all" and not value:
        return standing_page(instrument, scores, None, {})
    place = {"family": family, "by": by, "value": value}
    rows = list(Cell.objects.filter(**place, subject__in=[INDEX, *instrument.dimensions]))
    cell = None
    if rows:
        histograms = {row.subject: [(score, n) for score, n in row.histogram] for row in rows}
        cell = CellFacts(rows[0].n, rows[0].since, rows[0].refreshed_on, histograms)
    own = Entrant.objects.filter(**place, organisation=measured.organisation_id, left_on=None).values(
        "round_id"
    )
    counted = ScoreRow.objects.filter(round__in=own).values_list("subject", "score")
    return standing_page(instrument, scores, cell, {subject: Fraction(score) for subject, score in counted})


@require_http_methods(["GET", "HEAD", "POST"])
@for_leaders
def benchmark_consent(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """What is compared and who sees what; giving and withdrawing are two buttons."""
    if request.method == "POST":
        return _decide(request, organisation)
    history = Consent.objects.filter(organisation=organisation).select_related("given_by", "withdrawn_by")
    past = list(history.order_by("-given_at", "-pk")[:20])
    context = {
        "organisation": organisation,
        "consent": next((one for one in past if one.withdrawn_at is None), None),
        "history": past,
        "months": OLDEST_MONTHS,
    }
    return render(request, "readiness/benchmark_consent.html", context)


def _decide(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    now = timezone.now()
    if request.POST.get("do") == "give":
        give_consent(organisation, request.user, now)
        messages.success(
            request,
            _("%(name)s takes part. It counts from the next monthly refresh on.")
            % {"name": organisation.name},
        )
    elif request.POST.get("do") == "withdraw":
        withdraw_consent(organisation, request.user, now)
        messages.success(request, _("Withdrawn. What was counted leaves with the next monthly refresh."))
    return redirect("readiness:benchmark_consent", organisation.public_id)
