"""The first page: the promise for a newcomer, one click back to the sentence for everyone else."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.device import asker_of
from content.atlas import Atlas, UnitLine, atlas
from content.models import HomePage
from courses.home import overview
from courses.learner import learner_of
from courses.models import Learner
from readiness.views.lines import latest_of

from .sample import sample

BUDGETS = (5, 10, 20)


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Signed in, or known on this device: where you were. Otherwise: what this is."""
    learner = learner_of(request)
    if learner is None and not request.user.is_authenticated:
        shelf = atlas()
        page = home_page(shelf.tongue)
        if page is None:
            raise Http404("There is no home yet.")
        return render(request, page.template, {"page": page, **public_context(page, shelf)})
    seen = overview(learner, _budget(request, learner))
    return render(
        request,
        "portal/home_learner.html",
        {
            "resume": seen.resume,
            "modules": seen.modules,
            "queue": seen.queue,
            "refreshes": seen.refreshes,
            "readiness": latest_of(asker_of(request), request.user),
            "budgets": BUDGETS,
            "anonymous": not request.user.is_authenticated,
        },
    )


def home_page(language: str) -> HomePage | None:
    """The home in this language, else the one that is."""
    homes = {page.locale.language_code: page for page in HomePage.objects.live().select_related("locale")}
    return homes.get(language) or next(iter(homes.values()), None)


def public_context(page: HomePage, shelf: Atlas) -> dict[str, Any]:
    """What the public home lists beside its words; a unit that is not published is absent, never an error."""
    units = [unit for module in shelf.modules for unit in module.open_units]
    case = shelf.unit_by_key(page.case_unit_key)
    return {
        "modules": shelf.modules,
        "case": case,
        "case_module": shelf.module_of(case) if case else None,
        "figures": [
            {name: block.value[name] for name in ("value", "caption")} for block in page.case_figures
        ],
        "primer": shelf.unit_by_key(page.primer_unit_key),
        "five": _shortest(units),
        "sample": sample(),
    }


def preview_context(page: HomePage, request: HttpRequest) -> dict[str, Any]:
    """The same for an author's preview."""
    return public_context(page, atlas())


def _shortest(units: list[UnitLine], most: int = 4) -> list[UnitLine]:
    """The shortest first; units of equal length stay in course order."""
    return sorted(units, key=lambda unit: unit.minutes)[:most]


def _budget(request: HttpRequest, learner: Learner | None) -> int:
    """The minutes asked for now, else those asked for last, else the shortest choice."""
    asked = request.GET.get("minutes", "")
    if asked in {str(choice) for choice in BUDGETS}:
        return int(asked)
    return learner.minutes if learner and learner.minutes in BUDGETS else BUDGETS[0]
