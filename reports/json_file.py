"""The report as JSON: the whole briefing, field by field, as schemas/report-1.0.json describes it."""

import json
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from .briefing.pages import Briefing
from .briefing.shape import Figure, Words
from .formats import Paper
from .words import plain

FORMAT, VERSION = "soundings-report", "1.0"


def made(briefing: Briefing, paper: Paper = "a4") -> bytes:
    """UTF-8, keys in the schema's order; paper means nothing here."""
    return (json.dumps(document(briefing), ensure_ascii=False, indent=1) + "\n").encode()


def document(briefing: Briefing) -> dict[str, Any]:
    return {"format": FORMAT, "version": VERSION, **_fields(briefing)}


def _fields(held: Any) -> dict[str, Any]:
    return {field.name: _value(getattr(held, field.name)) for field in fields(held)}


def _value(value: Any) -> Any:
    if isinstance(value, Figure):
        return {"value": value.number, "text": value.text}
    if isinstance(value, Words):
        return {"text": plain(value.text), "drafted": plain(value.drafted), "edited": value.edited}
    if is_dataclass(value):
        return _fields(value)
    if isinstance(value, tuple):
        return [_value(each) for each in value]
    if isinstance(value, date):
        return value.isoformat()
    return plain(value) if isinstance(value, str) else value
