"""A published unit is published again: what is proposed to its author, and what is kept about it."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.html import strip_tags

from content.comparing import Difference, Part, Version, difference
from content.models import Announced, Change, Rendering, Unit
from content.models.changes import ChangeKind
from content.rendering import held, keep

SENTENCE = re.compile(r"(?<=[.!?…])\s+")
# Of a block or a question: names rather than words.
NAMES = {"id", "type", "anchor", "key"}


def difference_to_live(draft: Unit) -> Difference | None:
    """Between what is public and the draft as it is in memory; None for a unit that is not public."""
    live = Unit.objects.filter(pk=draft.pk, live=True).specific().first() if draft.pk else None
    return difference(_version(live), _version(draft)) if live else None


def sentences(unit: Unit) -> list[str]:
    """What is read of it, without its names: title, standfirst, sections, questions."""
    questions = unit.questions.get_prep_value() if hasattr(unit, "questions") else ()
    told = (block["value"] for blocks in (unit.body.get_prep_value(), questions) for block in blocks)
    return [each for each in _sentences(_strings([unit.title, unit.standfirst, *told])) if " " in each]


def _version(unit: Unit) -> Version:
    parts = []
    for block in unit.body.get_prep_value():
        value = block["value"]
        blocks = value.get("content") or []
        asked = [part["value"] for part in blocks if part["type"] == "question"]
        words = [value.get("title"), *(part["value"] for part in blocks if part["type"] != "question")]
        parts.append(Part(value.get("anchor") or "", tuple(_sentences(_strings(words))), _plain(asked)))
    questions = unit.questions.get_prep_value() if hasattr(unit, "questions") else ()
    return Version(tuple(parts), {block["value"].get("key") or "": _scored(block) for block in questions})


def _scored(block: Mapping[str, Any]) -> str:
    """What is asked and what is right, without the words of verdicts and reasons."""
    value = block["value"]
    options = [
        [option.get("key"), option.get("text"), bool(option.get("right"))]
        for option in (row.get("value", row) for row in value.get("options") or ())
    ]
    names = ("type", "stem", "answer", "tolerance", "unit")
    return _plain([*([value.get(name) or "" for name in names]), *options])


def _plain(value: Any) -> str:
    return json.dumps(_without_names(value), sort_keys=True, default=str) if value else ""


def _without_names(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _without_names(part) for name, part in value.items() if name != "id"}
    return [_without_names(part) for part in value] if isinstance(value, list) else value


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for name, part in value.items():
            if name not in NAMES:
                yield from _strings(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _strings(part)
    elif value not in (None, "", True, False):
        yield str(value)


def _sentences(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        plain = " ".join(strip_tags(text.replace("<", " <")).split())
        yield from filter(None, SENTENCE.split(plain))


def keep_published(pk: int) -> None:
    """Keeps the words of a publication and, where others were public before, how they differ.

    Held, so that two publications at once follow each other; what was announced belongs to the first.
    """
    with transaction.atomic():
        unit = held(pk)
        if unit is None:
            return
        old = Rendering.objects.filter(unit_id=pk).first()
        row = keep(unit)
        if old is None:
            return
        said = Announced.objects.select_for_update().filter(unit_id=pk).first()
        change = _change(unit, said, difference(_rendered(old), _rendered(row)).sections)
        change.save()
        if said:
            said.delete()
        if change.kind == ChangeKind.MATERIAL:
            told = {"id": change.pk, "at": change.at.isoformat(), "note": change.note}
            row.changes = [*old.changes, {**told, "sections": change.sections}]
            row.save(update_fields=["changes"])


def _change(unit: Unit, said: Announced | None, sections: tuple[str, ...]) -> Change:
    """A material change without its line was not said yet, so it is a correction."""
    material = said is not None and said.kind == ChangeKind.MATERIAL and said.note
    return Change(
        unit_id=unit.pk,
        at=timezone.now(),
        kind=ChangeKind.MATERIAL if material else ChangeKind.CORRECTION,
        note=said.note if said and material else "",
        sections=list(sections),
        revision=unit.live_revision_id,
    )


def _rendered(row: Rendering) -> Version:
    return Version(
        tuple(
            Part(
                section["key"],
                tuple(_sentences([section["title"], section["html"], section["notes_html"]])),
                _plain(section["question"]),
            )
            for section in row.sections
        )
    )
