"""The map of what is published: modules, units, sections; kept per process until its stamp changes."""

from dataclasses import dataclass

from django.http import HttpRequest


@dataclass(frozen=True, slots=True)
class SectionLine:
    key: str
    title: str
    resume: str
    minutes: int


@dataclass(frozen=True, slots=True)
class UnitLine:
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
    module_id: int


@dataclass(frozen=True, slots=True)
class ModuleLine:
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
    plate_turn: int


@dataclass(frozen=True)
class Atlas:
    stamp: str
    modules: tuple[ModuleLine, ...]

    def module(self, slug: str) -> ModuleLine | None:
        raise NotImplementedError

    def unit(self, pk: int) -> UnitLine | None:
        raise NotImplementedError

    def unit_by_key(self, key: str) -> UnitLine | None:
        raise NotImplementedError

    def next_after(self, unit: UnitLine) -> UnitLine | None:
        """The next unit of the same module that is not withdrawn; None after the last."""
        raise NotImplementedError


def atlas(stamp: str | None = None) -> Atlas:
    """The atlas; with the stamp that a unit query brought, it costs no statement when nothing changed."""
    return Atlas(stamp or "", ())


def atlas_for(request: HttpRequest) -> Atlas:
    """The atlas of this request: one statement at most, none after published_unit."""
    return atlas()
