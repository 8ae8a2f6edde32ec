"""A version and what it measures, as the editor's pages show them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from readiness.instrument import Dimension, Instrument, Item, Level
from readiness.instrument_file import shipped, shipped_ids
from readiness.models import Version
from readiness.versions import number
from saying import figure

WRITE, PUBLISH = "readiness.add_version", "readiness.publish_version"
NEEDS = {"publish": PUBLISH, "withdraw": PUBLISH, "delete": WRITE}
VERBS = {"draft": ("publish", "delete"), "published": ("withdraw",), "withdrawn": ("publish",)}


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A row of the list. `state` is "shipped", "draft", "published" or "withdrawn"; `by` a name or empty."""

    id: str
    title: str
    state: str
    used: bool
    at: datetime | None
    by: str
    fingerprint: str
    url: str


def trail(*steps: tuple[str, str]) -> list[dict[str, str]]:
    """The way to a page of the editor: names with addresses, from the editor's home."""
    home = (_("Home"), reverse("wagtailadmin_home"))
    first = (_("Instruments"), reverse("readiness_versions:listing"))
    return [{"label": label, "url": url} for label, url in (home, first, *steps)]


def version_lines(used: Instrument) -> list[VersionLine]:
    """Every version, the highest number first: one statement."""
    rows = Version.objects.select_related("uploaded_by").defer("text")
    lines = [line_of(version, used) for version in rows]
    lines += [shipped_line(id, used) for id in shipped_ids()]
    return sorted(lines, key=_place, reverse=True)


def _place(line: VersionLine) -> tuple[str, tuple[int, ...]]:
    return number(line.id)


def shipped_line(id: str, used: Instrument) -> VersionLine:
    instrument = shipped(id)
    return VersionLine(
        id, instrument.title, "shipped", id == used.id, None, "", instrument.fingerprint, _url(id)
    )


def line_of(version: Version, used: Instrument) -> VersionLine:
    by = str(version.uploaded_by or "")
    at = version.published_at or version.uploaded_at
    mine = version.pk == used.id
    return VersionLine(version.pk, "", version.state, mine, at, by, version.fingerprint, _url(version.pk))


def _url(id: str) -> str:
    return reverse("readiness_versions:version", args=[id])


@dataclass(frozen=True, slots=True)
class DimensionLine:
    """`weight` within its pillar, and `gate` in words, empty where there is none."""

    dimension: Dimension
    weight: str
    gate: str
    items: tuple["ItemLine", ...]


@dataclass(frozen=True, slots=True)
class ItemLine:
    """`marks` are what else holds for the question, in a word each; `rungs` its levels with the way up."""

    item: Item
    asked: str
    marks: tuple[str, ...]
    rungs: tuple[tuple[int, str, str], ...]


@dataclass(frozen=True, slots=True)
class PillarLine:
    name: str
    weight: str
    dimensions: tuple[DimensionLine, ...]


def pillar_lines(instrument: Instrument) -> list[PillarLine]:
    """Everything that the version asks."""
    return [
        PillarLine(
            pillar.name,
            figure(f"{float(pillar.weight):g}"),
            tuple(_dimension(dimension, instrument) for dimension in pillar.dimensions),
        )
        for pillar in instrument.pillars
    ]


def level_lines(instrument: Instrument) -> list[tuple[Level, str]]:
    return [(level, figure(f"{float(level.start):g}")) for level in instrument.levels]


def _dimension(dimension: Dimension, instrument: Instrument) -> DimensionLine:
    gate = _("gate from level %(level)s") % {"level": dimension.gate} if dimension.gate else ""
    items = tuple(_item(item, instrument) for item in dimension.items)
    return DimensionLine(dimension, figure(f"{float(dimension.weight):g}"), gate, items)


def _item(item: Item, instrument: Instrument) -> ItemLine:
    names = {role.id: role.name for role in instrument.roles}
    steps = (*item.steps, "")
    return ItemLine(
        item,
        ", ".join(names[role] for role in item.ask),
        tuple(_marks(item)),
        tuple((n, anchor, step) for n, (anchor, step) in enumerate(zip(item.anchors, steps, strict=True), 1)),
    )


def _marks(item: Item) -> Iterator[str]:
    if item.pulse:
        yield _("quick form")
    if item.weight != 1:
        yield _("weight %(weight)s") % {"weight": figure(f"{float(item.weight):g}")}
    if item.revision > 1:
        yield _("revision %(number)s") % {"number": item.revision}
