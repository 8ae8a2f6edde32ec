"""The published site written into a folder of curriculum files, with what its texts show beside them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from wagtail.models import Page

from content.models import Film, HomePage, Imported, ModulePage, PathPage, TextPage, Unit
from content.parsing.outline import Module as ModuleOutline
from content.parsing.outline import TextPage as PageOutline
from content.parsing.outline import Unit as UnitOutline

from . import files, outlines
from .films import film_files, key_of, storyboard
from .kept import with_names
from .words import Unwritable


@dataclass
class Written:
    """Texts and copied files by their paths, in `kept` pictures and documents beside the texts.

    `left` says what could not be written, and why.
    """

    texts: dict[str, str] = field(default_factory=dict)
    films: dict[str, bytes] = field(default_factory=dict)
    kept: dict[str, bytes] = field(default_factory=dict)
    left: list[str] = field(default_factory=list)


class Links:
    """Addresses inside the site by its pages' numbers, as files name them."""

    def __init__(self) -> None:
        units = Unit.objects.live().values_list("pk", "key")
        self.keys: dict[int, str] = dict(units)

    def written(self, href: str) -> str:
        """page:12 as unit:module/unit, or as the page's address; everything else as it is."""
        if not href.startswith("page:") or not href[5:].isdigit():
            return href
        pk = int(href[5:])
        if pk in self.keys:
            return f"unit:{self.keys[pk]}"
        page = Page.objects.filter(pk=pk).live().first()
        return (page.url if page is not None else None) or "/"


def written_site(home: HomePage) -> Written:
    """Everything under this home that is published, in the language of the home."""
    found, links = Written(), Links()
    found.texts["home.yaml"] = files.home_text(outlines.home(home))
    modules = ModulePage.objects.descendant_of(home).live().order_by("path")
    for order, module in enumerate(modules, 1):
        write_module(module, order, links, found)
    for page in TextPage.objects.child_of(home).live().order_by("path"):
        outline = outlines.text_page(page)
        _keep(
            found,
            outline.file.path,
            lambda kept, o=outline: files.page_text(_page(o, kept), links.written),
        )
    paths = list(PathPage.objects.descendant_of(home).live().order_by("path"))
    for number, path in zip(_numbers(f"paths/{p.slug}" for p in paths), paths, strict=True):
        learning_path = outlines.path(path, number, links.keys)
        _keep(found, learning_path.file.path, lambda _, o=learning_path: files.path_text(o))
    return found


def write_module(module: ModulePage, order: int, links: Links, found: Written) -> None:
    """One module: its own words, its units, and the films that these show."""
    units = list(Unit.objects.child_of(module).live().select_related("film").order_by("path").specific())
    numbered = zip(_numbers(unit.key for unit in units), units, strict=True)
    written = [(outlines.unit(unit, number), unit) for number, unit in numbered]
    own = outlines.module(module, order, [outline for outline, _ in written])
    _keep(found, own.file.path, lambda kept: files.module_text(_intro(own, kept), links.written))
    for outline, unit in written:
        _keep(
            found,
            outline.file.path,
            lambda kept, o=outline, u=unit: files.unit_text(_unit(o, u, kept), links.written),
        )
        for film in films_of(outline, unit):
            _keep_film(found, outline.module, film)


def films_of(outline: UnitOutline, unit: Unit) -> Iterator[Film]:
    """The film of the unit, and films that stand inside its text."""
    if unit.film is not None:
        yield unit.film
    named = {b.value.get("film") for s in outline.sections for b in s.blocks if b.kind == "film"}
    yield from Film.objects.filter(key__in={name for name in named if isinstance(name, str)})
    yield from Film.objects.filter(pk__in={name for name in named if isinstance(name, int)}, key=None)


def _unit(outline: UnitOutline, unit: Unit, kept: dict[str, bytes]) -> UnitOutline:
    """As its file says it: what it shows by name."""
    facts = {**outline.facts, "film": key_of(unit.film)} if unit.film is not None else outline.facts
    sections = tuple(
        replace(section, blocks=with_names(section.blocks, outline.module, kept))
        for section in outline.sections
    )
    return replace(outline, facts=facts, sections=sections)


def _intro(outline: ModuleOutline, kept: dict[str, bytes]) -> ModuleOutline:
    return replace(outline, intro=with_names(outline.intro, outline.slug, kept))


def _page(outline: PageOutline, kept: dict[str, bytes]) -> PageOutline:
    return replace(outline, blocks=with_names(outline.blocks, "pages", kept))


def _keep(found: Written, path: str, text: Callable[[dict[str, bytes]], str]) -> None:
    """The text with what it names; nothing of either where one of them cannot be written."""
    kept: dict[str, bytes] = {}
    try:
        found.texts[path] = text(kept)
        found.kept |= kept
    except Unwritable as fault:
        found.left.append(f"{path}: {fault}")


def _keep_film(found: Written, module: str, film: Film) -> None:
    name = f"{module}/films/{film.key or film.pk}.yaml"
    try:
        key = key_of(film)
        found.films |= film_files(film, key)
        found.texts[f"{module}/films/{key}.yaml"] = storyboard(film, key)
    except Unwritable as fault:
        found.left.append(f"{name}: {fault}")


def _numbers(keys: Iterable[str]) -> list[int]:
    """The numbers that the files had from which these were imported, as far as the order allows it."""
    wanted = list(keys)
    paths = dict(Imported.objects.filter(key__in=wanted).values_list("key", "source_path"))
    names = [Path(paths.get(key, "")).name for key in wanted]
    return outlines.numbers(int(name[:2]) if name[:2].isdigit() else None for name in names)
