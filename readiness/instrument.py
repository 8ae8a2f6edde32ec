"""The measuring device as plain values that cannot change (SPEC 2)."""

import hashlib
import json
from collections.abc import Collection
from dataclasses import asdict, dataclass, replace
from fractions import Fraction
from functools import cached_property
from typing import Any, Literal

Form = Literal["full", "pulse"]
ONE = Fraction(1)
TOP = 5
# Of an instrument that does not name its language, as the first one did not.
LANGUAGE = "en"


@dataclass(frozen=True, slots=True)
class Item:
    """One question. `anchors` are levels 1 to 5, `steps` lead from each to the next, `show` is evidence.

    `not_applicable` is the condition on which N/A is offered; None where it is not.
    """

    id: str
    head: str
    stem: str
    anchors: tuple[str, ...]
    steps: tuple[str, ...]
    show: str
    ask: tuple[str, ...]
    topic: str
    not_applicable: str | None = None
    pulse: bool = False
    revision: int = 1
    weight: Fraction = ONE


@dataclass(frozen=True, slots=True)
class Dimension:
    """`gate` is the level from which the dimension itself must reach the threshold; None if it never must."""

    id: str
    name: str
    asks: str
    items: tuple[Item, ...]
    gate: int | None = None
    weight: Fraction = ONE


@dataclass(frozen=True, slots=True)
class Pillar:
    id: str
    name: str
    weight: Fraction
    dimensions: tuple[Dimension, ...]


@dataclass(frozen=True, slots=True)
class Level:
    """`start` is the lowest index, 0 to 100, that belongs to the level."""

    name: str
    text: str
    start: Fraction


@dataclass(frozen=True, slots=True)
class Role:
    id: str
    name: str
    who: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    term: str
    text: str


@dataclass(frozen=True)
class Instrument:
    """A version of the framework, or a part: what is in scope, the pulse, the items two versions share.

    `language`: of all its words, each of which knows it (saying.tagged).
    """

    id: str
    title: str
    levels: tuple[Level, ...]
    roles: tuple[Role, ...]
    pillars: tuple[Pillar, ...]
    rules: tuple[str, ...] = ()
    terms: tuple[Term, ...] = ()
    form: Form = "full"
    language: str = LANGUAGE

    @cached_property
    def dimensions(self) -> dict[str, Dimension]:
        """By id, in the instrument's order."""
        return {dimension.id: dimension for pillar in self.pillars for dimension in pillar.dimensions}

    @cached_property
    def items(self) -> dict[str, Item]:
        """By id, in the instrument's order."""
        return {item.id: item for dimension in self.dimensions.values() for item in dimension.items}

    @cached_property
    def dimension_of(self) -> dict[str, str]:
        """The dimension's id by the item's id."""
        return {item.id: dimension.id for dimension in self.dimensions.values() for item in dimension.items}

    @cached_property
    def role_ids(self) -> tuple[str, ...]:
        return tuple(role.id for role in self.roles)

    @cached_property
    def version(self) -> tuple[str, tuple[int, ...]]:
        """("rf", (1, 0)) for rf-1.0: the family, then major, minor and perhaps patch."""
        family, _, numbers = self.id.rpartition("-")
        return family, tuple(int(number) for number in numbers.split("."))

    def values(self) -> dict[str, Any]:
        """Everything it says; its language only where that is not the first one."""
        said = asdict(self)
        if self.language == LANGUAGE:
            del said["language"]
        return said

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 in hex of the content: the same for the same meaning, however the file is laid out."""
        canonical = json.dumps(self.values(), sort_keys=True, separators=(",", ":"), default=str)
        return hashlib.sha256(canonical.encode()).hexdigest()

    def threshold(self, level: int) -> Fraction:
        """T(level) of SPEC 3.5, 0 to 100; T(1) is 0. IndexError for a level beyond the fifth."""
        return self.levels[level - 1].start

    def keeping(self, items: Collection[str]) -> "Instrument":
        """The part that consists of these items; dimensions and pillars left without an item go."""
        kept = (_pillar_keeping(pillar, items) for pillar in self.pillars)
        return replace(self, pillars=tuple(pillar for pillar in kept if pillar.dimensions))

    def without(self, dimensions: Collection[str]) -> "Instrument":
        """The scope of a round that takes these dimensions out (SPEC 3.3). Unknown ids change nothing."""
        gone = {item.id for id in dimensions if id in self.dimensions for item in self.dimensions[id].items}
        return self.keeping(self.items.keys() - gone)

    def pulse(self) -> "Instrument":
        """The short form (SPEC 2.5)."""
        items = {item.id for item in self.items.values() if item.pulse}
        return replace(self.keeping(items), form="pulse")


def _pillar_keeping(pillar: Pillar, items: Collection[str]) -> Pillar:
    dimensions = (
        replace(dimension, items=tuple(item for item in dimension.items if item.id in items))
        for dimension in pillar.dimensions
    )
    return replace(pillar, dimensions=tuple(dimension for dimension in dimensions if dimension.items))
