"""The atlas read from the database: seven statements, once per process and change."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import F, Q
from django.urls import reverse
from django.utils import translation
from wagtail.models import Page, Site

from content.models import AtlasStamp, ModulePage, PathPage, Rendering, Unit
from content.models.queries import stands_restricted
from content.plates import FAMILIES
from content.rendering import current_stamp, rendering_of

from .lines import Atlas, ChangeLine, ModuleLine, PathLine, Plate, SectionLine, SiteLine, UnitLine

STEP = Page.steplen
GROUPS = list(Unit.Group.values)
MODULE_NAMES = (
    "id", "path", "slug", "title", "question", "lead", "outcomes", "coming", "url_path", "live", "plate_turn",
)  # fmt: skip
UNIT_NAMES = (
    "id", "path", "key", "slug", "url_path", "title", "standfirst", "kind", "minutes", "group", "sector",
    "topics", "live", "replaced_by", "plate_turn",
)  # fmt: skip


# Asked by every page, so not compiled anew each time.
STAMP = f"SELECT token FROM {AtlasStamp._meta.db_table} ORDER BY id LIMIT 1"  # noqa: S608 - our own table's name


def read_stamp() -> str:
    with connection.cursor() as cursor:
        cursor.execute(STAMP)
        row = cursor.fetchone()
    return row[0] if row else ""


@dataclass(frozen=True, slots=True)
class Kin:
    """Of pages by id: the first of its translations, tree's and words' languages, live translations."""

    records: Mapping[int, int]
    locales: Mapping[int, str]
    languages: Mapping[int, str]
    twins: Mapping[int, Mapping[str, int]]
    url_paths: Mapping[int, str]


Roots = Sequence[tuple[str, str]]


def read_atlas(stamp: str) -> Atlas:
    """Read after its stamp, so that a change in between makes the atlas too new, never too old."""
    sites, kin = _sites(), _kin()
    roots = [(root, code) for site in sites for code, root in site.homes.items()]
    shown_from = _homes(sites)
    modules = _module_rows(shown_from, roots, kin)
    units = _unit_lines(modules, roots, kin)
    lines = [
        _module_line(row, [line for line in units if line.module_id == row["id"]], kin) for row in modules
    ]
    shown = [
        _only_public(module)
        for module, row in zip(lines, modules, strict=True)
        if row["live"] and not row["restricted"] and _stands_in(row["url_path"], shown_from)
    ]
    return Atlas(
        stamp,
        every_module=tuple(lines),
        every_unit=MappingProxyType({line.id: line for line in units}),
        page_urls=MappingProxyType({pk: address(path, roots) for pk, path in kin.url_paths.items()}),
        sites=tuple(sites),
        shown=_by_language(shown, lambda module: module.locale),
        listed=_by_language(_path_lines(roots, kin), lambda path: kin.locales[path.id]),
        twins=kin.twins,
    )


def _kin() -> Kin:
    names = ("id", "translation_key", "locale__language_code", "alias_of_id", "live", "url_path")
    rows = list(Page.objects.filter(depth__gt=1).order_by("id").values_list(*names))
    first: dict[Any, int] = {}
    together: dict[Any, dict[str, int]] = {}
    for pk, key, code, _alias, live, _path in rows:
        first.setdefault(key, pk)
        if live:
            together.setdefault(key, {})[code] = pk
    locales = {row[0]: row[2] for row in rows}
    return Kin(
        {pk: first[key] for pk, key, *_ in rows},
        locales,
        {row[0]: locales.get(row[3] or row[0], row[2]) for row in rows},
        MappingProxyType({row[0]: together[row[1]] for row in rows if len(together.get(row[1], ())) > 1}),
        {row[0]: row[5] for row in rows if row[4]},
    )


def _by_language(lines: Iterable[Any], language: Any) -> Mapping[str, tuple[Any, ...]]:
    found: dict[str, tuple[Any, ...]] = {}
    for line in lines:
        found[language(line)] = (*found.get(language(line), ()), line)
    return MappingProxyType(found)


def _homes(sites: Sequence[SiteLine]) -> list[str]:
    """Of the default site, in every language; without sites nothing is left out."""
    default = sorted(sites, key=lambda site: not site.is_default)[:1]
    return [root for site in default for root in (site.root, *site.homes.values())]


def _stands_in(url_path: str, homes: Sequence[str]) -> bool:
    return not homes or url_path.startswith(tuple(homes))


def _path_lines(roots: Roots, kin: Kin) -> list[PathLine]:
    """Live ones that everyone may see, in the order of the tree."""
    paths = PathPage.objects.live().annotate(restricted=stands_restricted()).order_by("path")
    return [path_line(page, roots, kin) for page in paths if not page.restricted]


def path_line(page: PathPage, roots: Roots, kin: Kin | None = None) -> PathLine:
    """Also of a draft in memory."""
    steps = ((step["value"]["unit"], step["value"].get("why") or "") for step in page.steps.raw_data)
    return PathLine(
        page.pk,
        page.slug,
        address(page.url_path, roots),
        page.title,
        page.whom,
        page.lead,
        tuple((pk, why) for pk, why in steps if pk),
        kin.records[page.pk] if kin else page.pk,
        kin.languages[page.pk] if kin else language_of(page),
    )


def _sites() -> list[SiteLine]:
    home = "root_page__"
    names = ("hostname", "port", "is_default_site", f"{home}url_path", f"{home}locale__language_code")
    rows = list(Site.objects.values_list(*names, f"{home}translation_key"))
    homes = Page.objects.filter(live=True, translation_key__in={row[-1] for row in rows})
    live: dict[Any, dict[str, str]] = {}
    for key, language, url_path in homes.values_list("translation_key", "locale__language_code", "url_path"):
        live.setdefault(key, {})[language] = url_path
    return [
        SiteLine(*row[:-1], MappingProxyType({**live.get(row[-1], {}), row[-2]: row[-3]})) for row in rows
    ]


def _module_rows(homes: list[str], roots: Roots, kin: Kin) -> list[dict[str, Any]]:
    """In the order of the tree, the default site's first; a translation is drawn like its original."""
    modules = ModulePage.objects.annotate(restricted=stands_restricted()).order_by("path")
    rows = modules.values(*MODULE_NAMES, "restricted")
    found = [{**row, "url": address(row["url_path"], roots)} for row in rows]
    slugs = {row["id"]: row["slug"] for row in found}
    for row in found:
        row["family"] = family(slugs.get(kin.records[row["id"]], row["slug"]))
    return sorted(found, key=lambda row: not (homes and row["url_path"].startswith(homes[0])))


def _unit_lines(modules: list[dict[str, Any]], roots: Roots, kin: Kin) -> list[UnitLine]:
    """Every unit that is live, or withdrawn with a replacement."""
    withdrawn = Q(live=False, first_published_at__isnull=False, replaced_by__isnull=False)
    rows = (
        Unit.objects.filter(Q(live=True) | withdrawn)
        .annotate(
            restricted=stands_restricted(),
            outline=F("rendering__outline"),
            stamp=F("rendering__stamp"),
            changes=F("rendering__changes"),
            duration=F("film__duration"),
        )
        .order_by("path")
        .values(*UNIT_NAMES, "restricted", "outline", "stamp", "changes", "duration")
    )
    by_path = {row["path"]: row for row in modules}
    found: list[UnitLine] = []
    positions: dict[int, int] = {}
    # A group stands together wherever its units are in the tree; inside it the tree's order holds.
    for row in sorted(rows, key=lambda row: (row["path"][:-STEP], GROUPS.index(row["group"]), row["path"])):
        module = by_path.get(row["path"][:-STEP])
        if module is not None:
            positions[module["id"]] = position = positions.get(module["id"], 0) + 1
            found.append(_unit_line(row, module, position, roots, kin))
    return found


def _unit_line(
    row: dict[str, Any], module: dict[str, Any], position: int, roots: Roots, kin: Kin
) -> UnitLine:
    outline, pk = row["outline"], row["id"]
    if row["stamp"] != current_stamp():
        outline = rendering_of(Unit.objects.select_related("rendering").get(pk=pk)).outline
    return UnitLine(
        **{
            name: row[name]
            for name in ("id", "key", "slug", "title", "standfirst", "kind", "minutes", "group")
        },
        sector=row["sector"],
        url=address(row["url_path"], roots),
        position=position,
        sections=tuple(SectionLine(**section) for section in outline),
        topics=tuple(row["topics"]),
        replaced_by=row["replaced_by"],
        withdrawn=not row["live"],
        restricted=row["restricted"],
        module_id=module["id"],
        plate=Plate(module["family"], row["key"].rpartition("/")[2] or row["slug"], row["plate_turn"]),
        duration=row["duration"],
        record=kin.records.get(pk, pk),
        locale=kin.locales.get(pk, settings.LANGUAGE_CODE),
        language=kin.languages.get(pk, settings.LANGUAGE_CODE),
        changes=tuple(_change_line(change) for change in row.get("changes") or ()),
    )


def _change_line(told: dict[str, Any]) -> ChangeLine:
    at = datetime.fromisoformat(told["at"])
    return ChangeLine(told["id"], at, told["note"], tuple(told["sections"]))


def _module_line(row: dict[str, Any], units: list[UnitLine], kin: Kin) -> ModuleLine:
    pk = row["id"]
    return ModuleLine(
        **{name: row[name] for name in ("id", "slug", "title", "question", "lead", "coming", "url", "live")},
        outcomes=tuple(row["outcomes"]),
        units=tuple(units),
        minutes=sum(unit.minutes for unit in units if not unit.withdrawn),
        plate=Plate(row["family"], row["slug"], row["plate_turn"]),
        record=kin.records.get(pk, pk),
        locale=kin.locales.get(pk, settings.LANGUAGE_CODE),
        language=kin.languages.get(pk, settings.LANGUAGE_CODE),
    )


def line_in_memory(unit: Unit, rendering: Rendering | None, shelf: Atlas) -> UnitLine:
    """The line of a unit that is not published as it stands here: for previews of drafts."""
    known, parent = shelf.unit(unit.pk), unit.get_parent()
    rendering = rendering or rendering_of(unit)
    row = {name: getattr(unit, name) for name in UNIT_NAMES if name != "replaced_by"} | {
        "replaced_by": unit.replaced_by_id,
        "outline": rendering.outline,
        "stamp": current_stamp(),
        "restricted": known.restricted if known else False,
        "duration": unit.film.duration if unit.film else None,
        "live": True,
    }
    home = shelf.module_by_id(parent.pk)
    module = {"id": parent.pk, "family": home.plate.family if home else family(parent.slug)}
    return _unit_line(row, module, known.position if known else 1, shelf.roots, _kin_of(unit, known))


def module_in_memory(page: ModulePage, shelf: Atlas) -> ModuleLine:
    """The line of a module with the words of its draft and the units that are published."""
    known = shelf.module_by_id(page.pk)
    row = {name: getattr(page, name) for name in MODULE_NAMES} | {
        "url": address(page.url_path, shelf.roots),
        "family": known.plate.family if known else family(page.slug),
    }
    return _module_line(row, list(known.units) if known else [], _kin_of(page, known))


def _kin_of(page: Page, known: UnitLine | ModuleLine | None) -> Kin:
    """Of one page in memory."""
    code = language_of(page)
    return Kin({page.pk: known.record if known else page.pk}, {page.pk: code}, {page.pk: code}, {}, {})


def language_of(page: Page) -> str:
    """Of the tree it stands in."""
    return str(page.locale.language_code)


def _only_public(module: ModuleLine) -> ModuleLine:
    units = tuple(unit for unit in module.units if not unit.restricted)
    minutes = sum(unit.minutes for unit in units if not unit.withdrawn)
    return replace(module, units=units, minutes=minutes)


def address(url_path: str, roots: Roots) -> str:
    """The path of a page's address; pages outside every site have none."""
    fitting = [root for root in roots if url_path.startswith(root[0])]
    if not fitting:
        return ""
    root, language = max(fitting, key=lambda each: len(each[0]))
    with translation.override(language):
        return reverse("wagtail_serve", args=[url_path[len(root) :]])


def family(module_slug: str) -> str:
    """The family of a module's drawings; a module that editors add draws like the first."""
    return module_slug if module_slug in FAMILIES else "strategy"
