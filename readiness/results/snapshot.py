"""An instrument as plain JSON values, frozen with a result, and read back from them (SPEC 3.13)."""

import hashlib
import json
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from readiness.instrument import LANGUAGE, Dimension, Instrument, Item, Level, Pillar, Role, Term
from readiness.tagging import tagged

Values = Mapping[str, Any]


def canonical(values: object) -> str:
    """One text for the same values, however they are laid out."""
    return json.dumps(values, sort_keys=True, separators=(",", ":"), default=str)


def digest(values: object) -> str:
    """SHA-256 in hex. Of a snapshot it is the fingerprint of its instrument."""
    return hashlib.sha256(canonical(values).encode()).hexdigest()


def frozen(instrument: Instrument) -> dict[str, Any]:
    """Everything the instrument says; fractions as text."""
    values: dict[str, Any] = json.loads(canonical(instrument.values()))
    return values


def thawed(values: Values) -> Instrument:
    """The instrument of a snapshot. KeyError or TypeError for what `frozen` has not made."""
    values = tagged(values, values.get("language", LANGUAGE))
    parts = {
        "levels": tuple(
            Level(level["name"], level["text"], Fraction(level["start"])) for level in values["levels"]
        ),
        "roles": tuple(Role(**role) for role in values["roles"]),
        "pillars": tuple(_pillar(pillar) for pillar in values["pillars"]),
        "rules": tuple(values["rules"]),
        "terms": tuple(Term(**term) for term in values["terms"]),
    }
    return Instrument(**{**values, **parts})


def _pillar(values: Values) -> Pillar:
    dimensions = tuple(_dimension(dimension) for dimension in values["dimensions"])
    return Pillar(**{**values, "weight": Fraction(values["weight"]), "dimensions": dimensions})


def _dimension(values: Values) -> Dimension:
    items = tuple(_item(item) for item in values["items"])
    return Dimension(**{**values, "weight": Fraction(values["weight"]), "items": items})


def _item(values: Values) -> Item:
    lists = {name: tuple(values[name]) for name in ("anchors", "steps", "ask")}
    return Item(**{**values, **lists, "weight": Fraction(values["weight"])})
