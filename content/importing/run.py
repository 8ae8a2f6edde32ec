"""The import: read and judge everything first, then change the database in one transaction or not at all."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import Page

from content import parsing
from content.models import (
    CasePage,
    CheckPage,
    DecisionPage,
    Film,
    GuidePage,
    HomePage,
    Imported,
    ImportStamp,
    LearnIndexPage,
    ModulePage,
    PathPage,
    PathsPage,
    TextPage,
    Unit,
    VideoPage,
)
from content.parsing.folder import Part, kept_of
from content.parsing.outline import Kept
from content.publishing import together
from content.rendering import render_missing

from . import values
from .films import put_film, value_of
from .kept import judge, put_kept
from .pages import Wanted, put_page
from .places import first_home, home_page, learn_index, paths_index
from .report import ImportRefused, Report
from .stamps import CURRICULUM, FILMS, folder_digest
from .undoing import all_or_nothing

UNIT_MODELS: dict[str, type[Unit]] = {
    "case": CasePage,
    "guide": GuidePage,
    "video": VideoPage,
    "check": CheckPage,
    "decision": DecisionPage,
}


@dataclass(frozen=True, slots=True)
class _Brought:
    """What stands in the libraries before the pages that show it; no film where it is not made yet."""

    films: dict[str, Film | None]
    rows: values.Rows


def import_folder(
    folder: Path = CURRICULUM, films: Path = FILMS, overwrite: Iterable[str] = (), if_changed: bool = False
) -> Report | None:
    """What was done, or None when nothing had to be looked at.

    Raises parsing.FaultsFound or ImportRefused; then nothing was changed.
    """
    digest = folder_digest(folder, films)
    if if_changed and ImportStamp.objects.filter(digest=digest).exists():
        render_missing()
        return None
    curriculum = parsing.read_curriculum(folder, films)
    judge(kept_of((*curriculum.modules, *curriculum.pages)))
    chosen = frozenset(overwrite)
    if unknown := chosen - set(_keys(curriculum)):
        raise ImportRefused(
            _("Nothing is called %(names)s in this folder.") % {"names": ", ".join(sorted(unknown))}
        )
    report = Report()
    arriving = (unit for module in curriculum.modules for unit in module.units)
    with all_or_nothing(report), together(arriving):
        _put_all(curriculum, chosen, report)
        render_missing()
        ImportStamp.objects.update_or_create(pk=1, defaults={"digest": digest})
    return report


def import_part(part: Part, report: Report) -> None:
    """Modules into the course that is here; call it in all_or_nothing.

    Raises parsing.FaultsFound or ImportRefused.
    """
    judge(part.kept)
    home = home_page()
    if home is None:
        raise ImportRefused(_("There is no course here to bring a module into."))
    for film in part.films:
        _refuse_foreign(film, {module.slug for module in part.modules})
    arriving = [unit for module in part.modules for unit in module.units]
    with together(arriving):
        _put_modules(part.modules, part.films, home, frozenset(), report)
        render_missing()


def _refuse_foreign(film: parsing.Film, modules: set[str]) -> None:
    """A film of this name that units of other modules show is not replaced by another one."""
    row = Film.objects.filter(key=film.key).first()
    if row is None or film.made is None or film.made.file_digest[:12] in row.file.name:
        return
    for key in Unit.objects.filter(film=row).values_list("key", flat=True):
        if key.partition("/")[0] not in modules:
            raise ImportRefused(
                _("Another film is called %(film)s here already, and %(unit)s shows it.")
                % {"film": film.key, "unit": key}
            )


def _keys(curriculum: parsing.Curriculum) -> list[str]:
    units = [unit.key for module in curriculum.modules for unit in module.units]
    modules = [module.slug for module in curriculum.modules]
    pages = [f"pages/{page.slug}" for page in curriculum.pages]
    paths = [f"paths/{path.slug}" for path in curriculum.paths]
    return ["home", *modules, *units, *pages, *paths, *(f"films/{film.key}" for film in curriculum.films)]


def _put_all(curriculum: parsing.Curriculum, overwrite: frozenset[str], report: Report) -> None:
    home = _put_home(curriculum.home, overwrite, report)
    _put_modules(curriculum.modules, curriculum.films, home, overwrite, report)
    for text in curriculum.pages:
        _put_text(text, home, _kept_rows(text.kept, report), overwrite, report)
    if curriculum.paths:
        index = paths_index(home)
        for path in curriculum.paths:
            _put_path(path, index, curriculum.paths, overwrite, report)
    known = _keys(curriculum)
    for row in Imported.objects.exclude(key__in=known).filter(page__isnull=False):
        report.add("gone", row.key, f"{row.source_path} is no longer there; the page is left as it is")


def _put_modules(
    modules: tuple[parsing.Module, ...],
    films: tuple[parsing.Film, ...],
    home: HomePage,
    overwrite: frozenset[str],
    report: Report,
) -> None:
    found = {film.key: put_film(film, overwrite, report) for film in films}
    values_of = {key: value_of(film) for key, film in found.items() if film is not None}
    brought = _Brought(found, values.Rows(_kept_rows(kept_of(modules), report).kept, values_of))
    learn = learn_index(home)
    for module in modules:
        page = _put_module(module, learn, modules, brought.rows, overwrite, report)
        for unit in module.units if page is not None else ():
            _put_unit(unit, page, module.units, brought, overwrite, report)


def _kept_rows(kept: tuple[Kept, ...], report: Report) -> values.Rows:
    return values.Rows({each.path: put_kept(each, report) for each in kept})


def _digest(text: parsing.Unit | parsing.Module | parsing.TextPage) -> str:
    """Of a text with what it names: another picture under the same name is a change of it."""
    whole = "".join([text.file.digest, *(kept.digest for kept in text.kept)])
    return hashlib.sha256(whole.encode()).hexdigest() if text.kept else text.file.digest


def _put_home(source: parsing.Home, overwrite: frozenset[str], report: Report) -> HomePage:
    wanted = Wanted(
        key="home",
        path=source.file.path,
        source_digest=source.file.digest,
        fields=values.home_fields(source),
        model=HomePage,
        place=first_home,
        present=home_page(),
    )
    page = put_page(wanted, overwrite, report)
    if page is None:
        raise ImportRefused(_("The home page was deleted. --overwrite home makes it again."))
    return page


def _put_module(
    source: parsing.Module,
    learn: LearnIndexPage,
    all_modules: tuple[parsing.Module, ...],
    rows: values.Rows,
    overwrite: frozenset[str],
    report: Report,
) -> ModulePage | None:
    wanted = Wanted(
        key=source.slug,
        path=source.file.path,
        source_digest=_digest(source),
        fields=values.module_fields(source, rows),
        model=ModulePage,
        place=_placed(learn, source.slug, [module.slug for module in all_modules]),
        present=ModulePage.objects.child_of(learn).filter(slug=source.slug).first(),
    )
    return put_page(wanted, overwrite, report)


def _put_unit(
    source: parsing.Unit,
    module: ModulePage,
    siblings: tuple[parsing.Unit, ...],
    brought: _Brought,
    overwrite: frozenset[str],
    report: Report,
) -> None:
    model = UNIT_MODELS[source.kind]
    fields = values.unit_fields(source, brought.rows)
    film = brought.films.get(source.facts.get("film", ""))
    if source.kind == "video" and film is None:
        report.add("waiting", source.key, "its film is not made yet")
        return
    wanted = Wanted(
        key=source.key,
        path=source.file.path,
        # A film that was made since is a change of its unit.
        source_digest=f"{_digest(source)[:55]}{f'/{film.pk}' if film else ''}",
        fields={**fields, "film": film, "key": source.key},
        model=model,
        place=_placed(module, source.slug, [unit.key for unit in siblings]),
        present=_specific(Unit.objects.filter(key=source.key, locale=module.locale).first()),
    )
    put_page(wanted, overwrite, report)


def _specific(unit: Unit | None) -> Unit | None:
    return unit.specific if unit is not None else None


def _put_text(
    source: parsing.TextPage, home: HomePage, rows: values.Rows, overwrite: frozenset[str], report: Report
) -> None:
    wanted = Wanted(
        key=f"pages/{source.slug}",
        path=source.file.path,
        source_digest=_digest(source),
        fields=values.page_fields(source, rows),
        model=TextPage,
        place=_placed(home, source.slug, []),
        present=TextPage.objects.child_of(home).filter(slug=source.slug).first(),
    )
    put_page(wanted, overwrite, report)


def _put_path(
    source: parsing.LearningPath,
    index: PathsPage,
    siblings: tuple[parsing.LearningPath, ...],
    overwrite: frozenset[str],
    report: Report,
) -> None:
    keys = [step["unit"] for step in source.facts["steps"]]
    units = dict(Unit.objects.filter(key__in=keys, locale=index.locale).values_list("key", "pk"))
    wanted = Wanted(
        key=f"paths/{source.slug}",
        path=source.file.path,
        source_digest=source.file.digest,
        fields=values.path_fields(source, units),
        model=PathPage,
        place=_placed(index, source.slug, [f"paths/{path.slug}" for path in siblings]),
        present=PathPage.objects.child_of(index).filter(slug=source.slug).first(),
    )
    put_page(wanted, overwrite, report)


def _placed(parent: Page, slug: str, order: list[str]) -> Any:
    """A function that puts a new page under its parent, before the next one that is there already."""

    def place(page: Page) -> None:
        page.slug = slug
        Page.objects.get(pk=parent.pk).add_child(instance=page)
        key = getattr(page, "key", "") or slug
        later = order[order.index(key) + 1 :] if key in order else []
        here = Imported.objects.filter(key__in=later, page__isnull=False).select_related("page")
        following = [row.page for row in here if row.page.path.startswith(parent.path)]
        if following:
            page.move(min(following, key=lambda other: other.path), pos="left")
            page.refresh_from_db(fields=["path", "depth", "numchild", "url_path"])

    return place
