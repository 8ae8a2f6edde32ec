"""The first page: the promise for a newcomer, one click back to the sentence for everyone else."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from content.atlas import UnitLine, atlas
from content.models import HomePage
from courses import home as learning
from courses.learner import learner_of

BUDGETS = (5, 10, 20)


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Signed in, or known on this device: where you were. Otherwise: what this is."""
    learner = learner_of(request)
    if learner is None and not request.user.is_authenticated:
        return render(request, "portal/home_public.html", public_context(request))
    budget = _budget(request)
    return render(
        request,
        "portal/home_learner.html",
        {
            "resume": learning.resume_line(learner),
            "modules": learning.module_progress(learner),
            "queue": learning.queue_for(learner, budget),
            "budgets": BUDGETS,
            "anonymous": not request.user.is_authenticated,
        },
    )


def public_context(request: HttpRequest) -> dict[str, object]:
    """What the public home shows; a page that is not published is absent, never an error."""
    page = get_object_or_404(HomePage.objects.live(), depth=2)
    shelf = atlas()
    units = [unit for module in shelf.modules for unit in module.units]
    return {
        "page": page,
        "modules": shelf.modules,
        "case": shelf.unit_by_key(page.case_unit_key) if page.case_unit_key else None,
        "primer": shelf.unit_by_key(page.primer_unit_key) if page.primer_unit_key else None,
        "five": _shortest(units),
        "budgets": BUDGETS,
    }


def _shortest(units: list[UnitLine], most: int = 4) -> list[UnitLine]:
    return sorted((unit for unit in units if unit.minutes <= 10), key=lambda unit: unit.minutes)[:most]


def _budget(request: HttpRequest) -> int:
    """The minutes asked for; anything else than the three choices is the shortest of them."""
    asked = request.GET.get("minutes", "")
    return int(asked) if asked in {str(choice) for choice in BUDGETS} else BUDGETS[0]
