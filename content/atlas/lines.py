"""The atlas as plain values: what is published, where it stands, and how one thing leads to the next."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from django.http.request import HttpRequest, split_domain_port


@dataclass(frozen=True, slots=True)
class SectionLine:
    key: str
    title: str
    resume: str
    minutes: int


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
    """`withdrawn`: no longer published, but it leads on to `replaced_by`, the id of another unit."""

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


@dataclass(frozen=True, slots=True)
class SiteLine:
    """A site's host, its home's url_path and language, and the other languages its home is live in."""

    hostname: str
    port: int
    is_default: bool
    root: str
    language: str
    translations: frozenset[str] = frozenset()


@dataclass(frozen=True, eq=False)
class Atlas:
    """`modules` holds what everyone may see; the look-ups also find what is restricted."""

    stamp: str
    modules: tuple[ModuleLine, ...]
    every_module: tuple[ModuleLine, ...] = ()
    every_unit: Mapping[int, UnitLine] = field(default_factory=lambda: MappingProxyType({}))
    page_urls: Mapping[int, str] = field(default_factory=lambda: MappingProxyType({}))
    sites: tuple[SiteLine, ...] = ()
    paths: tuple[PathLine, ...] = ()

    def module(self, slug: str) -> ModuleLine | None:
        return next((module for module in self.every_module if module.slug == slug), None)

    def module_by_id(self, pk: int) -> ModuleLine | None:
        return next((module for module in self.every_module if module.id == pk), None)

    def module_of(self, unit: UnitLine) -> ModuleLine | None:
        return self.module_by_id(unit.module_id)

    def unit(self, pk: int) -> UnitLine | None:
        return self.every_unit.get(pk)

    def unit_by_key(self, key: str) -> UnitLine | None:
        return next((unit for unit in self.every_unit.values() if unit.key == key), None)

    def next_after(self, unit: UnitLine) -> UnitLine | None:
        """The next unit of the same module that can be read; None after the last."""
        module = self.module_of(unit)
        later = (u for u in (module.open_units if module else ()) if u.position > unit.position)
        return next(later, None)

    def units_of(self, path: PathLine) -> list[tuple[UnitLine, str]]:
        """What of a path can be read now, each with why; a withdrawn unit gives way to its replacement."""
        found = []
        for pk, why in path.steps:
            line = self.unit(pk)
            if line is not None and line.withdrawn:
                line = self.replacement_of(line)
            if line is not None and not line.restricted:
                found.append((line, why))
        return found

    def replacement_of(self, unit: UnitLine) -> UnitLine | None:
        """Where a withdrawn unit leads, past others that were withdrawn too; None for a circle."""
        seen, found = {unit.id}, self.unit(unit.replaced_by or 0)
        while found is not None and found.withdrawn and found.id not in seen:
            seen.add(found.id)
            found = self.unit(found.replaced_by or 0)
        return None if found is None or found.withdrawn else found

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
