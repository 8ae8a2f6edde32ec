"""The atlas read from the database: seven statements, once per process and change."""

from dataclasses import replace
from types import MappingProxyType
from typing import Any

from django.db import connection
from django.db.models import F, Q
from django.urls import reverse
from wagtail.models import Page, Site

from content.models import AtlasStamp, ModulePage, PathPage, Rendering, Unit
from content.models.queries import stands_restricted
from content.plates import FAMILIES
from content.rendering import current_stamp, rendering_of

from .lines import Atlas, ModuleLine, PathLine, Plate, SectionLine, SiteLine, UnitLine

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


def read_atlas(stamp: str) -> Atlas:
    """Read after its stamp, so that a change in between makes the atlas too new, never too old."""
    sites = _sites()
    roots = [site.root for site in sorted(sites, key=lambda site: not site.is_default)]
    modules = _module_rows(roots)
    units = _unit_lines(modules, roots)
    public = {line.id for line, restricted in units if not restricted}
    lines = [_module_line(row, [line for line, _ in units if line.module_id == row["id"]]) for row in modules]
    shown = [
        _only(module, public)
        for module, row in zip(lines, modules, strict=True)
        if row["live"] and not row["restricted"] and (not roots or row["url_path"].startswith(roots[0]))
    ]
    return Atlas(
        stamp,
        tuple(shown),
        tuple(lines),
        MappingProxyType({line.id: line for line, _ in units}),
        MappingProxyType(_page_urls(roots)),
        tuple(sites),
        tuple(_path_lines(roots)),
    )


def _path_lines(roots: list[str]) -> list[PathLine]:
    """Live ones that everyone may see, in the order of the tree."""
    paths = PathPage.objects.live().annotate(restricted=stands_restricted()).order_by("path")
    return [path_line(page, roots) for page in paths if not page.restricted]


def path_line(page: PathPage, roots: list[str]) -> PathLine:
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
    )


def _sites() -> list[SiteLine]:
    home = "root_page__"
    names = ("hostname", "port", "is_default_site", f"{home}url_path", f"{home}locale__language_code")
    rows = list(Site.objects.values_list(*names, f"{home}translation_key"))
    homes = Page.objects.filter(live=True, translation_key__in={row[-1] for row in rows})
    languages: dict[Any, set[str]] = {}
    for key, language in homes.values_list("translation_key", "locale__language_code"):
        languages.setdefault(key, set()).add(language)
    return [SiteLine(*row[:-1], frozenset(languages.get(row[-1], set()) - {row[-2]})) for row in rows]


def _module_rows(roots: list[str]) -> list[dict[str, Any]]:
    """In the order of the tree, the default site's first."""
    modules = ModulePage.objects.annotate(restricted=stands_restricted()).order_by("path")
    rows = modules.values(*MODULE_NAMES, "restricted")
    found = [{**row, "url": address(row["url_path"], roots)} for row in rows]
    return sorted(found, key=lambda row: not (roots and row["url_path"].startswith(roots[0])))


def _unit_lines(modules: list[dict[str, Any]], roots: list[str]) -> list[tuple[UnitLine, bool]]:
    """Every unit that is live, or withdrawn with a replacement, beside whether it is restricted."""
    withdrawn = Q(live=False, first_published_at__isnull=False, replaced_by__isnull=False)
    rows = (
        Unit.objects.filter(Q(live=True) | withdrawn)
        .annotate(
            restricted=stands_restricted(),
            outline=F("rendering__outline"),
            stamp=F("rendering__stamp"),
            duration=F("film__duration"),
        )
        .order_by("path")
        .values(*UNIT_NAMES, "restricted", "outline", "stamp", "duration")
    )
    by_path = {row["path"]: row for row in modules}
    found: list[tuple[UnitLine, bool]] = []
    positions: dict[int, int] = {}
    # A group stands together wherever its units are in the tree; inside it the tree's order holds.
    for row in sorted(rows, key=lambda row: (row["path"][:-STEP], GROUPS.index(row["group"]), row["path"])):
        module = by_path.get(row["path"][:-STEP])
        if module is not None:
            positions[module["id"]] = position = positions.get(module["id"], 0) + 1
            found.append((_unit_line(row, module, position, roots), row["restricted"]))
    return found


def _unit_line(row: dict[str, Any], module: dict[str, Any], position: int, roots: list[str]) -> UnitLine:
    outline = row["outline"]
    if row["stamp"] != current_stamp():
        outline = rendering_of(Unit.objects.select_related("rendering").get(pk=row["id"])).outline
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
        plate=Plate(family(module["slug"]), row["key"].rpartition("/")[2] or row["slug"], row["plate_turn"]),
        duration=row["duration"],
    )


def _module_line(row: dict[str, Any], units: list[UnitLine]) -> ModuleLine:
    return ModuleLine(
        **{name: row[name] for name in ("id", "slug", "title", "question", "lead", "coming", "url", "live")},
        outcomes=tuple(row["outcomes"]),
        units=tuple(units),
        minutes=sum(unit.minutes for unit in units if not unit.withdrawn),
        plate=Plate(family(row["slug"]), row["slug"], row["plate_turn"]),
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
    module = {"id": parent.pk, "slug": parent.slug}
    return _unit_line(row, module, known.position if known else 1, [site.root for site in shelf.sites])


def module_in_memory(page: ModulePage, shelf: Atlas) -> ModuleLine:
    """The line of a module with the words of its draft and the units that are published."""
    known = shelf.module_by_id(page.pk)
    roots = [site.root for site in shelf.sites]
    row = {name: getattr(page, name) for name in MODULE_NAMES} | {"url": address(page.url_path, roots)}
    return _module_line(row, list(known.units) if known else [])


def _only(module: ModuleLine, public: set[int]) -> ModuleLine:
    units = tuple(unit for unit in module.units if unit.id in public)
    minutes = sum(unit.minutes for unit in units if not unit.withdrawn)
    return replace(module, units=units, minutes=minutes)


def _page_urls(roots: list[str]) -> dict[int, str]:
    rows = Page.objects.filter(live=True, depth__gt=1).values_list("id", "url_path")
    return {pk: address(url_path, roots) for pk, url_path in rows}


def address(url_path: str, roots: list[str]) -> str:
    """The path of a page's address; pages outside every site have none."""
    fitting = [root for root in roots if url_path.startswith(root)]
    if not fitting:
        return ""
    return reverse("wagtail_serve", args=[url_path[len(max(fitting, key=len)) :]])


def family(module_slug: str) -> str:
    """The family of a module's drawings; a module that editors add draws like the first."""
    return module_slug if module_slug in FAMILIES else "strategy"
