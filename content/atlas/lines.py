"""The atlas as plain values: what is published, where it stands, and how one thing leads to the next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType

from django.http.request import HttpRequest, split_domain_port


@dataclass(frozen=True, slots=True)
class SectionLine:
    key: str
    title: str
    resume: str
    minutes: int


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """A material change of a published unit; `sections` are anchors, some of which may be gone since."""

    id: int
    at: datetime
    note: str
    sections: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plate:
    """Addresses of a generated drawing, one for each shape; as text it is the card's."""

    family: str
    slug: str
    turn: int

    def __str__(self) -> str:
        return self.card

    @property
    def card(self) -> str:
        return self._url("card")

    @property
    def strip(self) -> str:
        return self._url("strip")

    @property
    def wide(self) -> str:
        return self._url("wide")

    def _url(self, shape: str) -> str:
        return f"/plates/{self.family}/{self.slug}-{self.turn}-{shape}.svg"


HOME_PLATE = Plate("strategy", "home", 0)


@dataclass(frozen=True, slots=True)
class UnitLine:
    """`withdrawn`: no longer published, but it leads on to `replaced_by`, the id of another unit.

    `record`: under which unit's id facts about readers are kept, the same for all its translations;
    `locale`: the language of the tree it stands in; `language`: that of its words, which an alias borrows.
    """

    id: int
    key: str
    slug: str
    url: str
    title: str
    standfirst: str
    kind: str
    minutes: int
    group: str
    sector: str
    position: int
    sections: tuple[SectionLine, ...]
    topics: tuple[str, ...]
    replaced_by: int | None
    withdrawn: bool
    restricted: bool
    module_id: int
    plate: Plate
    duration: float | None
    record: int
    locale: str
    language: str
    changes: tuple[ChangeLine, ...] = ()

    def section(self, key: str) -> SectionLine | None:
        return next((section for section in self.sections if section.key == key), None)


@dataclass(frozen=True, slots=True)
class ModuleLine:
    """`units` in order, withdrawn ones included, restricted ones not; `minutes` of what can be read."""

    id: int
    slug: str
    title: str
    question: str
    lead: str
    outcomes: tuple[str, ...]
    coming: str
    url: str
    units: tuple[UnitLine, ...]
    minutes: int
    plate: Plate
    live: bool
    record: int
    locale: str
    language: str

    @property
    def plate_strip(self) -> str:
        return self.plate.strip

    @property
    def open_units(self) -> tuple[UnitLine, ...]:
        """What can be read now."""
        return tuple(unit for unit in self.units if not unit.withdrawn)


@dataclass(frozen=True, slots=True)
class PathLine:
    """`steps`: (id of a unit, why it is in the path), in reading order, withdrawn ones included."""

    id: int
    slug: str
    url: str
    title: str
    whom: str
    lead: str
    steps: tuple[tuple[int, str], ...]
    record: int
    language: str


@dataclass(frozen=True, slots=True)
class SiteLine:
    """A site's host, its home's url_path and language, and those of its home's live translations."""

    hostname: str
    port: int
    is_default: bool
    root: str
    language: str
    homes: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def root_in(self, language: str) -> str:
        """As Wagtail finds the home: its live translation, else itself."""
        return self.homes.get(language, self.root)


@dataclass(frozen=True, eq=False)
class Atlas:
    """`modules` holds what everyone may see; the look-ups also find what is restricted.

    An atlas speaks one language: `modules` and `paths` are in it where they are translated, and `read_as`
    finds the text for a reader of it (content/atlas/spoken.py). `shown` and `listed` hold what is to be seen
    in the tree of each language.
    """

    stamp: str
    modules: tuple[ModuleLine, ...] = ()
    every_module: tuple[ModuleLine, ...] = ()
    every_unit: Mapping[int, UnitLine] = field(default_factory=lambda: MappingProxyType({}))
    page_urls: Mapping[int, str] = field(default_factory=lambda: MappingProxyType({}))
    sites: tuple[SiteLine, ...] = ()
    paths: tuple[PathLine, ...] = ()
    tongue: str = ""
    shown: Mapping[str, tuple[ModuleLine, ...]] = field(default_factory=lambda: MappingProxyType({}))
    listed: Mapping[str, tuple[PathLine, ...]] = field(default_factory=lambda: MappingProxyType({}))
    twins: Mapping[int, Mapping[str, int]] = field(default_factory=lambda: MappingProxyType({}))
    by_record: Mapping[int, ModuleLine] = field(default_factory=lambda: MappingProxyType({}))
    texts: Mapping[int, UnitLine] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def roots(self) -> Sequence[tuple[str, str]]:
        """(url_path of a home, its language), of every site."""
        return [(root, language) for site in self.sites for language, root in site.homes.items()]

    def module(self, slug: str) -> ModuleLine | None:
        return next((module for module in self.every_module if module.slug == slug), None)

    def module_by_id(self, pk: int) -> ModuleLine | None:
        return next((module for module in self.every_module if module.id == pk), None)

    def module_at(self, pk: int) -> ModuleLine | None:
        """The module that this page shows, with every unit once, in the text for the reader."""
        home = self.module_by_id(pk)
        return self.by_record.get(home.record, home) if home else None

    def module_of(self, unit: UnitLine) -> ModuleLine | None:
        """In the atlas's language where there is one."""
        return self.module_at(unit.module_id)

    def unit(self, pk: int) -> UnitLine | None:
        return self.every_unit.get(pk)

    def unit_by_key(self, key: str) -> UnitLine | None:
        found = next((unit for unit in self.every_unit.values() if unit.key == key), None)
        return found and self.read_as(found.record)

    def read_as(self, record: int) -> UnitLine | None:
        """The text for a reader of the atlas's language: in it, else the original, else any that is there."""
        return self.texts.get(record) or self.every_unit.get(record)

    def address_of(self, page: int) -> str:
        """Of its translation for the reader where there is one; empty for a page that is not live."""
        return self.in_language(page, self.tongue) or self.page_urls.get(page, "")

    def in_language(self, page: int, language: str) -> str:
        """The address of a page's live translation; empty where there is none."""
        return self.page_urls.get(self.twins.get(page, {}).get(language, 0), "")

    def next_after(self, unit: UnitLine) -> UnitLine | None:
        """The next unit of the same module that can be read; None after the last."""
        module = self.module_of(unit)
        units = module.units if module else ()
        here = next((u.position for u in units if u.record == unit.record), unit.position)
        return next((u for u in units if not u.withdrawn and u.position > here), None)

    def units_of(self, path: PathLine) -> list[tuple[UnitLine, str]]:
        """What of a path can be read now, each with why; a withdrawn unit gives way to its replacement."""
        found: list[tuple[UnitLine, str]] = []
        taken: set[int] = set()
        for pk, why in path.steps:
            line = self.unit(pk)
            line = line and self.read_as(line.record)
            if line is not None and line.withdrawn:
                line = self.replacement_of(line)
            if line is not None and not line.restricted and line.record not in taken:
                taken.add(line.record)
                found.append((line, why))
        return found

    def replacement_of(self, unit: UnitLine) -> UnitLine | None:
        """Where a withdrawn unit leads, past others that were withdrawn too; None for a circle."""
        seen, found = {unit.id}, self.unit(unit.replaced_by or 0)
        while found is not None and found.withdrawn and found.id not in seen:
            seen.add(found.id)
            found = self.unit(found.replaced_by or 0)
        if found is None:
            return None
        found = self.read_as(found.record) or found
        return None if found.withdrawn else found

    def site_of(self, request: HttpRequest) -> SiteLine | None:
        """The site that answers this request: what Site.find_for_request finds, without a statement."""
        hostname, port = split_domain_port(request._get_raw_host())[0], int(request.get_port())
        named = [site for site in self.sites if site.hostname == hostname]
        default = [site for site in self.sites if site.is_default]
        exact = [site for site in named if site.port == port] or [s for s in named if s.is_default]
        if exact:
            return exact[0]
        if len(named) == 1:
            return named[0]
        return default[0] if default else None
