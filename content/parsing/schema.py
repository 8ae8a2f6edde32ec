"""YAML checked against a shape, node by node, so that every fault keeps its line."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from saying import _

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


@dataclass(frozen=True)
class Number:
    """A decimal number without its unit; with `most`, no further from zero."""

    most: Decimal | None = None


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
                    self.offset + 1, _("Anchors and aliases (& and *) are not used here; repeat the words.")
                )
                return None
            node = yaml.compose(text, LOADER)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            line = self.offset + (mark.line + 1 if mark else 1)
            self.ledger.add(line, _("This is not YAML: %(what)s."), what=error.problem or error.context)
            return None
        except yaml.YAMLError as error:
            self.ledger.add(
                self.offset + 1, _("This is not YAML: %(what)s."), what=str(error).splitlines()[0]
            )
            return None
        if node is None:
            self.ledger.add(self.offset + 1, _("Nothing is written here."))
            return None
        value = self._value(node, shape, "")
        return None if value is MISSING else value

    def line(self, node: Node) -> int:
        return self.offset + int(node.start_mark.line) + 1

    def _fault(self, node: Node, field: str, message: str, /, **parts: object) -> object:
        said = message % parts if parts else message
        self.ledger.add(self.line(node), f"{field}: {said}" if field else said[0].upper() + said[1:])
        return MISSING

    def _value(self, node: Node, shape: Shape, name: str) -> Any:
        if isinstance(shape, Record):
            return self._record(node, shape, name)
        if isinstance(shape, Many):
            return self._many(node, shape, name)
        if not isinstance(node, ScalarNode):
            return self._fault(node, name, _("one value is expected here, not a list or a group."))
        return self._scalar(node, shape, name)

    def _record(self, node: Node, shape: Record, name: str) -> Any:
        if not isinstance(node, MappingNode):
            return self._fault(
                node, name, _("expected names with values: %(names)s."), names=", ".join(shape.needed)
            )
        known = {**shape.needed, **shape.allowed}
        values: dict[str, Any] = {}
        seen = set()
        for key_node, value_node in node.value:
            key = str(key_node.value)
            if key in seen:
                self._fault(key_node, key, _("is given twice."))
            elif key not in known:
                self._fault(key_node, key, _("is not known here. Known: %(names)s."), names=", ".join(known))
            elif not (_is_empty(value_node) and key in shape.allowed):
                values[key] = self._value(value_node, known[key], key)
            seen.add(key)
        for key in shape.needed:
            if key not in seen:
                said = _("is missing in %(name)s.") % {"name": name} if name else _("is missing.")
                self._fault(node, key, said)
        return {key: value for key, value in values.items() if value is not MISSING}

    def _many(self, node: Node, shape: Many, name: str) -> Any:
        if not isinstance(node, SequenceNode):
            return self._fault(node, name, _("expected a list, each entry behind a hyphen."))
        count = len(node.value)
        if not shape.least <= count <= shape.most:
            wanted = (
                str(shape.least)
                if shape.least == shape.most
                else _("%(least)s to %(most)s") % {"least": shape.least, "most": shape.most}
            )
            self._fault(
                node, name, _("%(count)s entries; %(wanted)s are needed."), count=count, wanted=wanted
            )
        values = [self._value(entry, shape.of, name) for entry in node.value]
        return [value for value in values if value is not MISSING]

    def _scalar(self, node: ScalarNode, shape: Shape, name: str) -> Any:
        text = str(node.value).strip()
        if isinstance(shape, Text):
            if _is_empty(node):
                return self._fault(node, name, _("is empty."))
            if len(text) > shape.longest:
                return self._fault(
                    node,
                    name,
                    _("%(n)s characters; at most %(longest)s fit."),
                    n=len(text),
                    longest=shape.longest,
                )
            if shape.pattern and not re.fullmatch(shape.pattern, text):
                return self._fault(
                    node, name, _("“%(text)s” is not %(like)s."), text=text, like=_(shape.like)
                )
            return text
        if isinstance(shape, Choice):
            if text not in shape.options:
                return self._fault(
                    node,
                    name,
                    _("“%(text)s” is not one of: %(names)s."),
                    text=text,
                    names=", ".join(shape.options),
                )
            return text
        return self._measured(node, shape, name, text)

    def _measured(self, node: ScalarNode, shape: Shape, name: str, text: str) -> Any:
        if isinstance(shape, Whole):
            if not re.fullmatch(r"-?[0-9]{1,9}", text) or not shape.least <= int(text) <= shape.most:
                return self._fault(
                    node,
                    name,
                    _("“%(text)s” is not a whole number from %(least)s to %(most)s."),
                    text=text,
                    least=shape.least,
                    most=shape.most,
                )
            return int(text)
        if isinstance(shape, Flag):
            if text not in ("true", "false"):
                return self._fault(node, name, _("“%(text)s” is neither true nor false."), text=text)
            return text == "true"
        try:
            if isinstance(shape, Date):
                return dt.date.fromisoformat(text)
            number = Decimal(text.replace("_", " "))
        except (ValueError, InvalidOperation):
            wanted = _("a day like 2026-11-23") if isinstance(shape, Date) else _("a number without its unit")
            return self._fault(node, name, _("“%(text)s” is not %(like)s."), text=text, like=wanted)
        if not number.is_finite():
            return self._fault(node, name, _("“%(text)s” is not a number."), text=text)
        if isinstance(shape, Number) and shape.most is not None and number.copy_abs() > shape.most:
            return self._fault(node, name, _("“%(text)s” is too large for a chart."), text=text)
        return number


def _is_empty(node: Node) -> bool:
    return isinstance(node, ScalarNode) and (node.tag == NULL or not str(node.value).strip())
