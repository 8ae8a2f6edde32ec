"""Values as the YAML of the curriculum: keys in the order of the shapes, one thing a line. No Django here."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import yaml

from content.parsing.schema import Many, Record, Shape


class _Dumper(yaml.SafeDumper):
    """Knows decimal numbers, writes several lines as several lines, and has no anchors."""

    def ignore_aliases(self, data: Any) -> bool:
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> Any:
        # A list stands a little to the right of its name, as in files written by hand.
        return super().increase_indent(flow, False)


def _number(dumper: yaml.SafeDumper, value: Decimal) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:float", format(value, "f"))


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style="|" if "\n" in value else None)


_Dumper.add_representer(Decimal, _number)
_Dumper.add_representer(str, _text)


def yaml_text(value: Any, shape: Shape) -> str:
    """The text that `Reader.read` turns into the same value; what is empty and not needed is left out."""
    # As wide as the longest line, so that a changed word changes one line and no other.
    dumped = yaml.dump(shaped(value, shape), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=10**6)
    return str(dumped)


def shaped(value: Any, shape: Shape) -> Any:
    """Plain values in the order of the shape; keys that the shape does not know are left out."""
    if isinstance(shape, Record) and isinstance(value, Mapping):
        known = {**shape.needed, **shape.allowed}
        kept = {name: shaped(value[name], part) for name, part in known.items() if name in value}
        return {name: part for name, part in kept.items() if name in shape.needed or not _empty(part)}
    if isinstance(shape, Many) and isinstance(value, Sequence) and not isinstance(value, str):
        return [shaped(entry, shape.of) for entry in value]
    return value if isinstance(value, date | Decimal | bool | int) else _clean(value)


def _clean(value: Any) -> Any:
    """Line ends of one kind: a browser sends others than a file holds."""
    return value.replace("\r\n", "\n").strip() if isinstance(value, str) else value


def _empty(value: Any) -> bool:
    return value is None or value in ("", [], {})
