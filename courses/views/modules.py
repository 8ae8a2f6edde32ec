"""The learn index with its filters, a module's page, and the minutes that someone has."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Page

from content.atlas import ModuleLine, UnitLine, atlas
from content.languages import serve, words_language
from content.models import LearnIndexPage, ModulePage, Unit
from content.models.queries import stands_restricted
from content.page_contexts import blocks_html
from courses.actions import Refused
from courses.forms import MinutesForm
from courses.home import ModuleProgress, progress_in_all, progress_of
from courses.learner import learner_for_writing, who_asks
from courses.models import Learner

from .doors import act, back_to

MINUTES = (5, 10, 20)


@dataclass(frozen=True, slots=True)
class Filters:
    """What a reader asked to see; anything else than an offered choice asks for everything."""

    minutes: int | None
    kind: str
    minutes_choices: tuple[int, ...] = MINUTES

    def lets(self, unit: UnitLine) -> bool:
        short = self.minutes is None or unit.minutes <= self.minutes
        return short and self.kind in ("", unit.kind)


def filters_of(request: HttpRequest) -> Filters:
    minutes, kind = request.GET.get("minutes", ""), request.GET.get("kind", "")
    known = {str(choice): choice for choice in MINUTES}
    return Filters(known.get(minutes), kind if kind in Unit.Kind.values else "")


@require_safe
def learn(request: HttpRequest) -> HttpResponse:
    page = _page(request, LearnIndexPage, "learn/")
    if not isinstance(page, LearnIndexPage):
        return page
    filters, shelf = filters_of(request), atlas(language=words_language(request))
    modules = [_item(progress, filters) for progress in progress_in_all(who_asks(request), shelf)]
    context = {
        "page": page,
        "modules": modules,
        "filters": filters,
        "drop": drop_of(filters, shelf.modules),
        "paths": [(path, sum(line.minutes for line, _ in shelf.units_of(path))) for path in shelf.paths],
    }
    return render(request, "content/learn.html", context)


def _item(progress: ModuleProgress, filters: Filters) -> dict[str, Any]:
    """A module with those of its units that the filters let through."""
    units = [unit for unit in progress.module.open_units if filters.lets(unit)]
    rows = [{"line": unit, "row": progress.rows[unit.id]} for unit in units]
    return {"module": progress.module, "progress": progress, "units": rows}


def drop_of(filters: Filters, modules: tuple[ModuleLine, ...]) -> str | None:
    """Which filter to drop when nothing matches: the minutes, if the kind alone would; else the kind."""
    units = [unit for module in modules for unit in module.open_units]
    if not units or any(filters.lets(unit) for unit in units):
        return None
    kind_alone = Filters(None, filters.kind)
    return "minutes" if any(kind_alone.lets(unit) for unit in units) else "kind"


@require_safe
def module(request: HttpRequest, module: str) -> HttpResponse:
    page = _page(request, ModulePage, f"learn/{module}/")
    shelf = atlas(language=words_language(request))
    line = shelf.module_at(page.pk) if isinstance(page, ModulePage) else None
    if line is None:
        return page
    context = {
        "page": page,
        "module": line,
        "progress": progress_of(who_asks(request), line),
        "replacements": {unit.id: shelf.replacement_of(unit) for unit in line.units if unit.withdrawn},
        "intro_html": blocks_html(page.intro),
    }
    return render(request, "content/module.html", context)


def _page(request: HttpRequest, model: type[Page], path: str) -> Page | HttpResponse:
    """The plain public page here; else Wagtail's own answer."""
    shelf = atlas()
    site = shelf.site_of(request)
    if site is not None:
        page = _public(model, f"{site.root_in(words_language(request))}{path}", shelf.stamp)
        if page is not None:
            return page
    return serve(request, path)


@lru_cache(maxsize=128)
def _public(model: type[Page], url_path: str, stamp: str) -> Page | None:
    """Read once a process as long as nothing is published: it is the same for everyone."""
    page = model.objects.live().filter(url_path=url_path).annotate(restricted=stands_restricted()).first()
    return None if page is None or page.restricted else page


@act
def minutes(request: HttpRequest) -> HttpResponse:
    """Keeps the minutes that someone has, and leads to the list that fits them."""
    form = MinutesForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Choose 5, 10 or 20 minutes."))
    chosen = form.cleaned_data["minutes"]
    learner = learner_for_writing(request)
    Learner.objects.filter(pk=learner.pk).update(minutes=chosen)
    return back_to(f"{reverse('home')}?minutes={chosen}", "queue")
