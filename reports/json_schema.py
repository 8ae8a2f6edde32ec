"""The schema of the JSON report, read from the briefing's own shape; what is committed is what this says."""

import json
from dataclasses import fields, is_dataclass
from datetime import date
from types import UnionType
from typing import Any, Literal, get_args, get_origin, get_type_hints

from .briefing.pages import Briefing
from .briefing.shape import Figure, Words
from .json_file import FORMAT, VERSION

ADDRESS = f"urn:soundings:schema:report-{VERSION}"
PLAIN = {str: {"type": "string"}, int: {"type": "integer"}, bool: {"type": "boolean"}}
FIGURE = {
    "description": "A number: `value` to compute with, in full precision; `text` as every file prints it.",
    "type": "object",
    "properties": {"value": {"type": "number"}, "text": {"type": "string"}},
    "required": ["value", "text"],
    "additionalProperties": False,
}
WORDS = {
    "description": "Words that the owner of the report may edit: as they stand, and as they were drafted.",
    "type": "object",
    "properties": {
        "text": {"type": "string"},
        "drafted": {"type": "string"},
        "edited": {"type": "boolean"},
    },
    "required": ["text", "drafted", "edited"],
    "additionalProperties": False,
}


def schema() -> dict[str, Any]:
    """JSON Schema 2020-12."""
    parts: dict[str, Any] = {"Figure": FIGURE, "Words": WORDS}
    whole = _object(Briefing, parts)
    whole["properties"] = {"format": {"const": FORMAT}, "version": {"const": VERSION}, **whole["properties"]}
    whole["required"] = ["format", "version", *whole["required"]]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": ADDRESS,
        "title": "Readiness report",
        **whole,
        "$defs": dict(sorted(parts.items())),
    }


def as_text() -> str:
    return json.dumps(schema(), indent=1, ensure_ascii=False) + "\n"


def _object(shape: type, parts: dict[str, Any]) -> dict[str, Any]:
    hints = get_type_hints(shape)
    names = [field.name for field in fields(shape)]
    return {
        "description": " ".join((shape.__doc__ or "").split()),
        "type": "object",
        "properties": {name: _type(hints[name], parts) for name in names},
        "required": names,
        "additionalProperties": False,
    }


def _type(hint: Any, parts: dict[str, Any]) -> dict[str, Any]:
    if hint in PLAIN:
        return dict(PLAIN[hint])
    if hint is date:
        return {"type": "string", "format": "date"}
    if get_origin(hint) is Literal:
        return {"enum": list(get_args(hint))}
    if get_origin(hint) is UnionType:
        kinds = [each for each in get_args(hint) if each is not type(None)]
        return {"anyOf": [*(_type(each, parts) for each in kinds), {"type": "null"}]}
    if get_origin(hint) is tuple:
        return _list(get_args(hint), parts)
    return _reference(hint, parts)


def _list(kinds: tuple[Any, ...], parts: dict[str, Any]) -> dict[str, Any]:
    if kinds[-1] is Ellipsis:
        return {"type": "array", "items": _type(kinds[0], parts)}
    held = [_type(each, parts) for each in kinds]
    return {"type": "array", "prefixItems": held, "items": False, "minItems": len(held)}


def _reference(hint: Any, parts: dict[str, Any]) -> dict[str, Any]:
    if hint in (Figure, Words):
        return {"$ref": f"#/$defs/{hint.__name__}"}
    if not is_dataclass(hint) or not isinstance(hint, type):
        raise TypeError(f"{hint} has no place in the schema yet.")
    if hint.__name__ not in parts:
        parts[hint.__name__] = {}  # taken, should it hold itself
        parts[hint.__name__] = _object(hint, parts)
    return {"$ref": f"#/$defs/{hint.__name__}"}
