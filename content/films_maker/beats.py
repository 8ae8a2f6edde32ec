"""The moments of a scene: `a`, `a.mark`, `start`, `end`, each with an optional offset such as `+0.5`."""

import re
from dataclasses import dataclass

_BEAT = re.compile(r"(?P<name>[a-z][a-z0-9_]*)(?:\.(?P<mark>[a-z][a-z0-9_]*))?(?P<offset>[+-]\d+(?:\.\d+)?)?")
_MARK = re.compile(r"\{([a-z][a-z0-9_]*)\}")


@dataclass(frozen=True)
class Beat:
    """A moment by name; the offset is in seconds."""

    name: str
    offset: float


def parse_beat(text: str) -> Beat | None:
    """The beat that a text names, or None where it is not of the form."""
    found = _BEAT.fullmatch(text)
    if not found:
        return None
    name = found["name"] if found["mark"] is None else f"{found['name']}.{found['mark']}"
    return Beat(name, float(found["offset"] or 0))


def written(text: str) -> str:
    """A sentence as captions and transcript show it, without its marks."""
    return _MARK.sub("", text)


def marks(text: str) -> dict[str, str]:
    """Each mark of a sentence with the written words before it."""
    return {found[1]: written(text[: found.start()]) for found in _MARK.finditer(text)}


def beat_names(sentences: list[dict]) -> set[str]:
    """Every beat that a scene with these sentences knows."""
    names = {"start", "end"}
    for sentence in sentences:
        names.add(sentence["id"])
        names.update(f"{sentence['id']}.{mark}" for mark in marks(sentence["text"]))
    return names
