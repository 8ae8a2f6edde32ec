"""The words of an instrument, read from a file or from what was frozen, get to know their language."""

from collections.abc import Mapping
from typing import Any

from saying.tagged import Tagged

# What people read; the rest are keys.
SAID = frozenset(("title", "name", "text", "head", "stem", "anchors", "steps", "show")) | {
    "not_applicable",
    "asks",
    "who",
    "term",
    "rules",
}


def tagged(values: Any, language: str, said: bool = False) -> Any:
    """The same values; those under the names above are Tagged."""
    if isinstance(values, Mapping):
        return {key: tagged(value, language, key in SAID) for key, value in values.items()}
    if isinstance(values, list):
        return [tagged(value, language, said) for value in values]
    return Tagged(values, language) if said and isinstance(values, str) else values
