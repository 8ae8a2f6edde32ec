"""Reads an instrument from its YAML file, and names every fault with its line (ARCHITECTURE, "files")."""

from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from yaml.nodes import MappingNode, Node

from content.parsing.faults import FaultsFound, Ledger
from content.parsing.schema import Reader
from saying import _

from .instrument import LANGUAGE, Dimension, Instrument, Item, Level, Pillar, Role, Term
from .instrument_rules import Trail, complaints
from .instrument_shape import INSTRUMENT
from .tagging import tagged

SHIPPED = Path(__file__).parent / "instruments"
BIGGEST = 1_000_000
DEEPEST = 20
MOST = 20_000  # values, ten times those of the shipped version: more would only cost time
Record = Mapping[str, Any]


def shipped_ids() -> tuple[str, ...]:
    """The versions that come with the product, sorted."""
    return tuple(sorted(path.stem for path in SHIPPED.glob("*.yaml")))


@cache
def shipped(id: str) -> Instrument:
    """The version that comes with the product. KeyError for an unknown id, FaultsFound for a broken file."""
    if id not in shipped_ids():
        raise KeyError(id)
    return load(SHIPPED / f"{id}.yaml")


def load(path: Path) -> Instrument:
    """The instrument in a file. FaultsFound names every fault at once; OSError if there is no such file."""
    return read(path.read_bytes(), path.name)


def read(content: bytes, name: str) -> Instrument:
    """The instrument in these bytes; `name` stands in the faults. FaultsFound names every fault at once."""
    ledger = Ledger(name)
    text = _text(content, ledger)
    values = Reader(ledger).read(text, INSTRUMENT) if text is not None and _is_modest(text, ledger) else None
    if isinstance(values, dict):
        root = yaml.compose(text or "", yaml.SafeLoader)
        for trail, message in complaints(values):
            ledger.add(_line(root, trail) if root else 1, message)
    if ledger.faults or values is None:
        raise FaultsFound(ledger.faults)
    return _instrument(tagged(values, values.get("language", LANGUAGE)))


def _text(content: bytes, ledger: Ledger) -> str | None:
    if len(content) > BIGGEST:
        ledger.add(
            1, _("%(n)s bytes; an instrument holds at most %(biggest)s."), n=len(content), biggest=BIGGEST
        )
        return None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        ledger.add(content[: error.start].count(b"\n") + 1, _("This is not UTF-8 text."))
        return None


def _is_modest(text: str, ledger: Ledger) -> bool:
    """False with a fault when composing it would exhaust the stack, or the patience."""
    depth = 0
    try:
        for number, event in enumerate(yaml.parse(text, yaml.SafeLoader)):
            if number > MOST:
                ledger.add(
                    _row(event), _("More than %(most)s values; an instrument has far fewer."), most=MOST
                )
                return False
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
            if depth > DEEPEST:
                ledger.add(
                    _row(event), _("More than %(deepest)s groups stand inside each other."), deepest=DEEPEST
                )
                return False
    except yaml.YAMLError:
        pass  # the reader says what is wrong, and where
    return True


def _line(node: Node, trail: Trail) -> int:
    """The line of the value at the trail, or of the nearest thing around it."""
    line = _row(node)
    for part in trail:
        if isinstance(node, MappingNode):
            keys = [(key, value) for key, value in node.value if key.value == part]
            if not keys:
                return line
            line, node = _row(keys[0][0]), keys[0][1]
        else:
            node = node.value[part]
            line = _row(node)
    return line


def _row(mark: Node | yaml.Event) -> int:
    return int(mark.start_mark.line) + 1 if mark.start_mark else 1


def _instrument(values: Record) -> Instrument:
    levels = (Level(level["name"], level["text"], Fraction(level["from"])) for level in values["levels"])
    return Instrument(
        id=values["id"],
        title=values["title"],
        levels=tuple(levels),
        roles=tuple(Role(**role) for role in values["roles"]),
        pillars=tuple(_pillar(pillar) for pillar in values["pillars"]),
        rules=tuple(values.get("rules", ())),
        terms=tuple(Term(**term) for term in values.get("terms", ())),
        language=values.get("language", LANGUAGE),
    )


def _pillar(values: Record) -> Pillar:
    dimensions = tuple(_dimension(dimension) for dimension in values["dimensions"])
    return Pillar(values["id"], values["name"], Fraction(values["weight"]), dimensions)


def _dimension(values: Record) -> Dimension:
    items = tuple(_item(item) for item in values["items"])
    weight = Fraction(values.get("weight", 1))
    return Dimension(values["id"], values["name"], values["asks"], items, values.get("gate"), weight)


def _item(values: Record) -> Item:
    lists = {key: tuple(values[key]) for key in ("anchors", "steps", "ask")}
    return Item(**{**values, **lists, "weight": Fraction(values.get("weight", 1))})
