"""The atlas for readers of one language: its own pages where they are live, else the original's."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from content.models import Unit

from .lines import Atlas, ModuleLine, PathLine, SiteLine, UnitLine

GROUPS = list(Unit.Group.values)


def tongue_of(whole: Atlas, language: str) -> str:
    """The language itself where the home is live in it, else that of the home."""
    site = _site(whole)
    if site is None:
        return next(iter(whole.shown), language)
    return language if language in site.homes else site.language


def spoken(whole: Atlas, tongue: str) -> Atlas:
    """Every unit once, whichever of its translations is shown: facts about readers hang on its record."""
    site = _site(whole)
    source = site.language if site else tongue
    texts = _texts(whole, tongue, source)
    base = {module.record: module for module in whole.every_module if module.locale == source}
    listed = {module.record: module for module in whole.shown.get(source, ())}
    own = {module.record: module for module in whole.shown.get(tongue, ())} if tongue != source else {}
    placed = {unit.record for module in base.values() for unit in module.units}
    own = {pk: replace(each, units=_apart(each, placed)) for pk, each in own.items()}
    merged = base | own | {pk: _merged(module, own.get(pk), texts) for pk, module in base.items()}
    return replace(
        whole,
        tongue=tongue,
        modules=tuple(_public(merged[pk]) for pk in {**listed, **own}),
        paths=_paths(whole.listed, tongue, source),
        by_record=MappingProxyType(merged),
        texts=MappingProxyType(texts),
    )


def _apart(module: ModuleLine, placed: set[int]) -> tuple[UnitLine, ...]:
    """What only this language has."""
    return tuple(unit for unit in module.units if unit.record not in placed)


def _site(whole: Atlas) -> SiteLine | None:
    return next((site for site in whole.sites if site.is_default), next(iter(whole.sites), None))


def _texts(whole: Atlas, tongue: str, source: str) -> dict[int, UnitLine]:
    """By record: the text in the language, else the source's; only what everyone can read now."""
    found: dict[int, UnitLine] = {}
    for language in dict.fromkeys((tongue, source)):
        for line in whole.every_unit.values():
            if line.locale == language and not line.withdrawn and not line.restricted:
                found.setdefault(line.record, line)
    return found


def _merged(base: ModuleLine, own: ModuleLine | None, texts: Mapping[int, UnitLine]) -> ModuleLine:
    """The original's units in its order, each in the text for the reader, and those of the language alone.

    Slug and drawing stay the original's: styles and drawings are named after them.
    """
    units = [texts.get(unit.record, unit) for unit in base.units]
    units += own.units if own else ()
    if own is None and units == list(base.units):
        return base
    units.sort(key=lambda unit: GROUPS.index(unit.group))
    units = [replace(unit, position=place) for place, unit in enumerate(units, 1)]
    return replace(own or base, slug=base.slug, plate=base.plate, units=tuple(units), minutes=_minutes(units))


def _public(module: ModuleLine) -> ModuleLine:
    units = [unit for unit in module.units if not unit.restricted]
    if len(units) == len(module.units):
        return module
    return replace(module, units=tuple(units), minutes=_minutes(units))


def _minutes(units: list[UnitLine]) -> int:
    return sum(unit.minutes for unit in units if not unit.withdrawn)


def _paths(listed: Mapping[str, tuple[PathLine, ...]], tongue: str, source: str) -> tuple[PathLine, ...]:
    own = {path.record: path for path in listed.get(tongue, ())}
    first = {path.record: path for path in listed.get(source, ())}
    return tuple({**first, **own}.values())
