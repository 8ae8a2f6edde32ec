"""YAML checked against a shape, node by node, so that every fault keeps its line."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from .faults import Ledger

NULL = "tag:yaml.org,2002:null"
# libyaml reads the course ten times as fast; where a machine has none, the other says the same.
LOADER = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader


@dataclass(frozen=True)
class Text:
    """Words on one or more lines; numbers and dates are taken as they are written."""

    longest: int = 1000
    pattern: str = ""
    like: str = ""


@dataclass(frozen=True)
class Choice:
    options: tuple[str, ...]


@dataclass(frozen=True)
class Whole:
    least: int
    most: int


class Number:
    """A decimal number without its unit."""


class Date:
    """A day, written 2026-11-23."""


class Flag:
    """true or false."""


@dataclass(frozen=True)
class Many:
    of: "Shape"
    least: int = 0
    most: int = 200


@dataclass(frozen=True)
class Record:
    needed: Mapping[str, "Shape"]
    allowed: Mapping[str, "Shape"] = field(default_factory=dict)


Shape = Text | Choice | Whole | Number | Date | Flag | Many | Record
MISSING = object()


@dataclass
class Reader:
    """Reads one YAML text; `offset` is the number of lines before it in its file."""

    ledger: Ledger
    offset: int = 0

    def read(self, text: str, shape: Shape) -> Any:
        """The checked value, or None when it cannot be read at all; faults are in the ledger."""
        try:
            if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, LOADER)):
                self.ledger.add(
                    self.offset + 1, "Anchors and aliases (& and *) are not used here; repeat the words."
                )
                return None
            node = yaml.compose(text, LOADER)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            line = self.offset + (mark.line + 1 if mark else 1)
            self.ledger.add(line, f"This is not YAML: {error.problem or error.context}.")
            return None
        except yaml.YAMLError as error:
            self.ledger.add(self.offset + 1, f"This is not YAML: {str(error).splitlines()[0]}.")
            return None
        if node is None:
            self.ledger.add(self.offset + 1, "Nothing is written here.")
            return None
        value = self._value(node, shape, "")
        return None if value is MISSING else value

    def line(self, node: Node) -> int:
        return self.offset + int(node.start_mark.line) + 1

    def _fault(self, node: Node, name: str, message: str) -> object:
        self.ledger.add(self.line(node), f"{name}: {message}" if name else message[0].upper() + message[1:])
        return MISSING

    def _value(self, node: Node, shape: Shape, name: str) -> Any:
        if isinstance(shape, Record):
            return self._record(node, shape, name)
        if isinstance(shape, Many):
            return self._many(node, shape, name)
        if not isinstance(node, ScalarNode):
            return self._fault(node, name, "one value is expected here, not a list or a group.")
        return self._scalar(node, shape, name)

    def _record(self, node: Node, shape: Record, name: str) -> Any:
        if not isinstance(node, MappingNode):
            return self._fault(node, name, f"expected names with values: {', '.join(shape.needed)}.")
        known = {**shape.needed, **shape.allowed}
        values: dict[str, Any] = {}
        seen = set()
        for key_node, value_node in node.value:
            key = str(key_node.value)
            if key in seen:
                self._fault(key_node, key, "is given twice.")
            elif key not in known:
                self._fault(key_node, key, f"is not known here. Known: {', '.join(known)}.")
            elif not (_is_empty(value_node) and key in shape.allowed):
                values[key] = self._value(value_node, known[key], key)
            seen.add(key)
        for key in shape.needed:
            if key not in seen:
                self._fault(node, key, f"is missing{f' in {name}' if name else ''}.")
        return {key: value for key, value in values.items() if value is not MISSING}

    def _many(self, node: Node, shape: Many, name: str) -> Any:
        if not isinstance(node, SequenceNode):
            return self._fault(node, name, "expected a list, each entry behind a hyphen.")
        count = len(node.value)
        if not shape.least <= count <= shape.most:
            wanted = str(shape.least) if shape.least == shape.most else f"{shape.least} to {shape.most}"
            self._fault(node, name, f"{count} entries; {wanted} are needed.")
        values = [self._value(entry, shape.of, name) for entry in node.value]
        return [value for value in values if value is not MISSING]

    def _scalar(self, node: ScalarNode, shape: Shape, name: str) -> Any:
        text = str(node.value).strip()
        if isinstance(shape, Text):
            if _is_empty(node):
                return self._fault(node, name, "is empty.")
            if len(text) > shape.longest:
                return self._fault(node, name, f"{len(text)} characters; at most {shape.longest} fit.")
            if shape.pattern and not re.fullmatch(shape.pattern, text):
                return self._fault(node, name, f"“{text}” is not {shape.like}.")
            return text
        if isinstance(shape, Choice):
            if text not in shape.options:
                return self._fault(node, name, f"“{text}” is not one of: {', '.join(shape.options)}.")
            return text
        return self._measured(node, shape, name, text)

    def _measured(self, node: ScalarNode, shape: Shape, name: str, text: str) -> Any:
        if isinstance(shape, Whole):
            if not re.fullmatch(r"-?[0-9]{1,9}", text) or not shape.least <= int(text) <= shape.most:
                return self._fault(
                    node, name, f"“{text}” is not a whole number from {shape.least} to {shape.most}."
                )
            return int(text)
        if isinstance(shape, Flag):
            if text not in ("true", "false"):
                return self._fault(node, name, f"“{text}” is neither true nor false.")
            return text == "true"
        try:
            if isinstance(shape, Date):
                return dt.date.fromisoformat(text)
            number = Decimal(text.replace("_", " "))
        except (ValueError, InvalidOperation):
            wanted = "a day like 2026-11-23" if isinstance(shape, Date) else "a number without its unit"
            return self._fault(node, name, f"“{text}” is not {wanted}.")
        return number if number.is_finite() else self._fault(node, name, f"“{text}” is not a number.")


def _is_empty(node: Node) -> bool:
    return isinstance(node, ScalarNode) and (node.tag == NULL or not str(node.value).strip())
