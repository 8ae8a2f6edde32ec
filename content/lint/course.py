"""What can only be judged beside other units: topics, links, titles."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from content.parsing.outline import Film, Unit
from saying import _

from .remarks import Remark
from .unit import remarks_on_unit

LINK = re.compile(r'href="unit:([^"#]+)(?:#([^"]+))?"')
# The sections that a unit can be linked to by; None for a unit that exists and is not published yet.
Anchors = Mapping[str, Collection[str] | None]


@dataclass(frozen=True, slots=True)
class Others:
    """What one unit is judged beside: anchors by key, and titles in small letters with their unit."""

    anchors: Anchors
    titles: Mapping[str, str]
    topics: Collection[str]


def remarks_on_course(
    units: Iterable[Unit], films: Mapping[str, Film], topics: Collection[str], today: date
) -> list[Remark]:
    """Every remark, sorted by unit. `films` by key; `topics` is the list that has to be taught."""
    every = list(units)
    anchors: Anchors = {unit.key: {section.anchor for section in unit.sections} for unit in every}
    found = [*_untaught(every, topics), *_twins(every)]
    for unit in every:
        found += remarks_on_unit(unit, films.get(unit.facts.get("film", "")), today)
        found += [*_unknown(unit, topics), *_broken(unit, anchors)]
    return sorted(found)


def remarks_beside(unit: Unit, film: Film | None, others: Others, today: date) -> list[Remark]:
    """Every remark on one unit that is to stand among the others."""
    anchors = {**others.anchors, unit.key: {section.anchor for section in unit.sections}}
    found = [*remarks_on_unit(unit, film, today), *_unknown(unit, others.topics), *_broken(unit, anchors)]
    if twin := others.titles.get(unit.facts.get("title", "").casefold()):
        found.append(_twin(unit, twin))
    return found


def _untaught(units: Iterable[Unit], topics: Collection[str]) -> Iterator[Remark]:
    taught = {topic for unit in units if unit.kind != "check" for topic in unit.facts.get("topics", ())}
    for topic in sorted(set(topics) - taught):
        yield Remark("", topic, "untaught-topic", "error", _("No unit teaches %(topic)s.") % {"topic": topic})


def _unknown(unit: Unit, topics: Collection[str]) -> Iterator[Remark]:
    for topic in unit.facts.get("topics", ()):
        if topics and topic not in topics:
            message = _("%(topic)s is no topic of the framework.") % {"topic": topic}
            yield Remark(unit.key, "topics", "unknown-topic", "error", message)


def _broken(unit: Unit, anchors: Anchors) -> Iterator[Remark]:
    for place, key, anchor, inside in links(unit):
        there = anchors.get(key)
        if key not in anchors:
            message = _("There is no unit %(unit)s.") % {"unit": key}
            yield Remark(unit.key, place, "broken-link", "error", message, inside)
        elif there is None:
            said = _("The unit %(unit)s is not published; readers see the words without a link.")
            message = said % {"unit": key}
            yield Remark(unit.key, place, "broken-link", "warning", message, inside)
        elif anchor and anchor not in there:
            message = _("The unit %(unit)s has no section #%(section)s.") % {"unit": key, "section": anchor}
            yield Remark(unit.key, place, "broken-link", "error", message, inside)


def links(unit: Unit) -> Iterator[tuple[str, str, str, str]]:
    """(place, key, anchor, way inside the place) of every link to a unit and of every answer's passage."""
    for section in unit.sections:
        for at, block in enumerate(section.blocks):
            if block.kind == "text":
                for match in LINK.finditer(block.value):
                    yield section.anchor, match[1], match[2] or "", f"content.{at}"
            if block.kind == "decision" and block.value.get("unit"):
                yield section.anchor, str(block.value["unit"]), "", f"content.{at}.unit"
    for question in unit.questions:
        if passage := question.value.get("passage"):
            key, _, anchor = passage.partition("#")
            yield question.key, key, anchor, "passage"


def _twins(units: Iterable[Unit]) -> Iterator[Remark]:
    seen: dict[str, str] = {}
    for unit in units:
        title = unit.facts.get("title", "").casefold()
        if title in seen:
            yield _twin(unit, seen[title])
        seen.setdefault(title, unit.key)


def _twin(unit: Unit, other: str) -> Remark:
    message = _("%(unit)s has the same title.") % {"unit": other}
    return Remark(unit.key, "title", "repeated-title", "error", message)
