"""What must hold between the parts of an instrument, beyond the shape of each (SPEC 2)."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from saying import _, gettext_noop

Trail = tuple[str | int, ...]
Complaint = tuple[Trail, str]
Record = Mapping[str, Any]
MOST_DECIMALS = 6
NAMES = {
    "role": gettext_noop("role"),
    "pillar": gettext_noop("pillar"),
    "dimension": gettext_noop("dimension"),
    "item": gettext_noop("item"),
}


def complaints(data: Record) -> Iterator[Complaint]:
    """Every broken rule as (where, what). `data` may lack parts whose shape was refused already."""
    yield from _levels(data.get("levels", ()))
    roles = _entries(data, "roles", ())
    yield from _twice("role", roles)
    pillars = _entries(data, "pillars", ())
    dimensions = [pair for trail, pillar in pillars for pair in _entries(pillar, "dimensions", trail)]
    items = [pair for trail, dimension in dimensions for pair in _entries(dimension, "items", trail)]
    for kind, entries in (("pillar", pillars), ("dimension", dimensions), ("item", items)):
        yield from _twice(kind, entries)
        yield from _weights(entries)
    for trail, pillar in pillars:
        yield from _family(pillar, _entries(pillar, "dimensions", trail), "")
    known = {role.get("id") for _, role in roles}
    for trail, dimension in dimensions:
        own = _entries(dimension, "items", trail)
        yield from _family(dimension, own, ".")
        yield from _pulse(dimension, trail, own)
    for trail, item in items:
        yield from _ask(item, trail, known)


def _entries(record: Record, key: str, trail: Trail) -> list[tuple[Trail, Record]]:
    return [((*trail, key, index), entry) for index, entry in enumerate(record.get(key, ()))]


def _levels(levels: Iterable[Record]) -> Iterator[Complaint]:
    before: Decimal | None = None
    for index, level in enumerate(levels):
        start = level.get("from")
        if start is None:
            continue
        if index == 0 and start != 0:
            yield ("levels", 0, "from"), _("the first level begins at 0.")
        elif not 0 <= start < 100 or (before is not None and start <= before) or not _short(start):
            yield (
                ("levels", index, "from"),
                _("%(start)s: levels rise from 0 and stay under 100.") % {"start": start},
            )
        before = start


def _twice(kind: str, entries: Iterable[tuple[Trail, Record]]) -> Iterator[Complaint]:
    seen = set()
    for trail, entry in entries:
        name = entry.get("id")
        if name is not None and name in seen:
            said = _("%(name)s: another %(kind)s has this id already.")
            yield (*trail, "id"), said % {"name": name, "kind": _(NAMES[kind])}
        seen.add(name)


def _weights(entries: Iterable[tuple[Trail, Record]]) -> Iterator[Complaint]:
    for trail, entry in entries:
        weight = entry.get("weight")
        if weight is not None and not (0 < weight <= 1000 and _short(weight)):
            said = _("%(id)s: a weight is over 0, up to 1000, with few decimals.")
            yield (*trail, "weight"), said % {"id": entry.get("id")}


def _short(number: Decimal) -> bool:
    """Not 1e-999999999, which as an exact fraction would fill the memory."""
    return int(number.as_tuple().exponent) >= -MOST_DECIMALS


def _family(parent: Record, children: Iterable[tuple[Trail, Record]], joint: str) -> Iterator[Complaint]:
    """S1 stands in S, S1.1 in S1: the id says where something belongs, so that tables can be read."""
    for trail, child in children:
        if "id" in parent and "id" in child and not child["id"].startswith(parent["id"] + joint):
            said = _("%(child)s stands in %(parent)s, where ids begin otherwise.")
            yield (*trail, "id"), said % {"child": child["id"], "parent": parent["id"]}


def _pulse(dimension: Record, trail: Trail, items: list[tuple[Trail, Record]]) -> Iterator[Complaint]:
    count = sum(bool(item.get("pulse")) for _, item in items)
    if items and count != 1:
        said = _("%(id)s: %(count)s items are marked pulse; one is needed.")
        yield (*trail, "items"), said % {"id": dimension.get("id"), "count": count}


def _ask(item: Record, trail: Trail, roles: set[Any]) -> Iterator[Complaint]:
    counts: Counter[str] = Counter(item.get("ask", ()))
    for role, count in counts.items():
        if role not in roles:
            said = _("%(id)s: “%(role)s” is not one of the roles.")
            yield (*trail, "ask"), said % {"id": item.get("id"), "role": role}
        if count > 1:
            said = _("%(id)s: “%(role)s” is named twice.")
            yield (*trail, "ask"), said % {"id": item.get("id"), "role": role}
