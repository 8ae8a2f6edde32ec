"""A unit's words as HTML: what is the same for everyone, rendered once for each published revision."""

import hashlib
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.db import transaction
from django.template.loader import get_template
from django.utils import translation
from django.utils.html import strip_tags
from django.utils.safestring import mark_safe

from content import minutes, sentences
from content.models import Rendering, Unit
from content.models.queries import UnitQuerySet

KEPT_IN_MEMORY = 128


@dataclass
class Words:
    """Blocks rendered in their order; notes stand apart, at the side of the text."""

    html: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    sentences: list[str] = field(default_factory=list)
    question: dict[str, Any] | None = None


@dataclass(frozen=True)
class Rendered:
    sections: list[dict[str, Any]]
    sources_html: str


@lru_cache(maxsize=1)
def current_stamp() -> str:
    """Of the templates and the code that turn blocks into HTML; another stamp makes stored HTML stale."""
    here = Path(__file__).resolve().parent
    templates = Path(get_template("blocks/text.html").origin.name).parent
    files = [
        *sorted(templates.glob("*.html")),
        templates.parent / "components" / "icon.html",
        *(here / f"{name}.py" for name in ("rendering", "sentences", "minutes", "grids", "pictures")),
        *sorted((here / "blocks").glob("*.py")),
        *sorted((here.parent / "charts").glob("*.py")),
        *sorted((here / "templatetags").glob("*.py")),
        *sorted((here.parent / "locale").glob("*/LC_MESSAGES/*.mo")),
    ]
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()


def render(unit: Unit, making: bool = False) -> Rendered:
    """From the unit as it is in memory, so that a preview shows the draft; `making` sizes of its pictures.

    What stands around its words ("Source", "Table") is in the unit's own language, whoever publishes it.
    """
    with translation.override(unit.locale.language_code):
        return _rendered(unit, making)


def _rendered(unit: Unit, making: bool) -> Rendered:
    sources = [dict(child.value) for child in unit.sources]
    taken: set[str] = set()
    sections = []
    for child in unit.body:
        words = render_blocks(child.value["content"], sources, taken, making)
        sections.append(
            {
                "key": child.value["anchor"],
                "title": child.value["title"],
                "resume": child.value["resume"] or "",
                "html": "\n".join(words.html),
                "notes_html": "\n".join(words.notes),
                "sentences": words.sentences,
                "question": words.question,
            }
        )
    for section, share in zip(sections, _minutes(unit, sections), strict=True):
        section["minutes"] = share
    return Rendered(sections, _render("sources", {"sources": sources}) if sources else "")


def render_blocks(
    blocks: Iterable[Any], sources: list[dict[str, Any]], taken: set[str], making: bool = False
) -> Words:
    """`blocks` are the children of a StreamValue; `taken` holds the sentence ids already used on the page."""
    words = Words()
    for block in blocks:
        kind, value = block.block_type, block.value
        if kind == "text":
            html, ids = sentences.marked(value.source, taken)
            words.sentences += ids
            # Safe: built from the few elements that content.sentences knows, all text escaped.
            words.html.append(_render("text", {"value": mark_safe(html)}))  # noqa: S308
        elif kind == "question":
            words.question = {
                "key": value["key"],
                "ask": value["ask"],
                "kind": value["kind"],
                "options": [
                    {"key": o["key"], "text": o["text"], "line": o["line"] or ""} for o in value["options"]
                ],
            }
        else:
            target = words.notes if kind == "note" else words.html
            target.append(_render(kind, {"value": value, "sources": sources, "making": making}))
    return words


def keep(unit: Unit) -> Rendering:
    """Renders the unit as it is now and stores the result beside it."""
    rendered = render(unit, making=True)
    row, _created = Rendering.objects.update_or_create(
        unit_id=unit.pk,
        defaults={**asdict(rendered), "stamp": current_stamp(), "outline": outline_of(rendered.sections)},
    )
    return row


def held(pk: int) -> Unit | None:
    """The unit as it is stored now, held until the transaction ends.

    Two who render it at once follow each other, and the second reads anew: whatever either still has in
    memory, what was written last is what readers see.
    """
    found: Unit | None = Unit.objects.select_for_update(no_key=True).filter(pk=pk).first()
    return found


def keep_live(units: UnitQuerySet) -> int:
    """Renders them again as they are public now; how many that were."""
    count = 0
    for pk in units.order_by("pk").values_list("pk", flat=True):
        with transaction.atomic():
            unit = held(pk)
            if unit is not None and unit.live:
                keep(unit)
                count += 1
    return count


def outline_of(sections: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What a list of sections needs, without their words."""
    return [{name: section[name] for name in ("key", "title", "resume", "minutes")} for section in sections]


def rendering_of(unit: Unit) -> Rendering:
    """The stored rendering where it is fresh; else rendered in memory, because a GET never writes."""
    stored: Rendering | None = getattr(unit, "rendering", None)
    if stored is not None and stored.stamp == current_stamp():
        return stored
    return _in_memory(_Asked(unit, current_stamp()))


def render_missing(*, again: bool = False) -> int:
    """Stores what is missing or stale among live units; how many that were."""
    units = Unit.objects.live()
    if not again:
        units = units.exclude(rendering__stamp=current_stamp())
    return keep_live(units)


class _Asked:
    """A unit as a key of the memory: the same revision is the same key."""

    def __init__(self, unit: Unit, stamp: str) -> None:
        self.unit = unit
        self.key = (unit.pk, unit.last_published_at, stamp)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Asked) and self.key == other.key

    def __hash__(self) -> int:
        return hash(self.key)


@lru_cache(maxsize=KEPT_IN_MEMORY)
def _in_memory(asked: _Asked) -> Rendering:
    return unsaved(asked.unit)


def unsaved(unit: Unit) -> Rendering:
    """A rendering of the unit as it is in memory, for previews and before the first one is stored."""
    rendered = render(unit)
    return Rendering(
        unit_id=unit.pk, stamp=current_stamp(), outline=outline_of(rendered.sections), **asdict(rendered)
    )


def _minutes(unit: Unit, sections: list[dict[str, Any]]) -> list[int]:
    words = [len(strip_tags(section["html"]).split()) for section in sections]
    if unit.kind == Unit.Kind.VIDEO:
        return minutes.beside_a_film(words)
    return minutes.shares(unit.minutes or 0, words)


def _render(kind: str, context: dict[str, Any]) -> str:
    return str(get_template(f"blocks/{kind}.html").render(context)).strip()
