"""What can only be judged of the course as a whole: topics, links, titles."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date

from content.parsing.outline import Film, Unit

from .remarks import Remark
from .unit import remarks_on_unit

LINK = re.compile(r'href="unit:([^"#]+)(?:#([^"]+))?"')


def remarks_on_course(
    units: Iterable[Unit], films: Mapping[str, Film], topics: Collection[str], today: date
) -> list[Remark]:
    """Every remark, sorted by unit. `films` by key; `topics` is the list that has to be taught."""
    every = list(units)
    found = [
        *(
            remark
            for unit in every
            for remark in remarks_on_unit(unit, films.get(unit.facts.get("film", "")), today)
        ),
        *_untaught(every, topics),
        *_unknown(every, topics),
        *_broken(every),
        *_twins(every),
    ]
    return sorted(found)


def _untaught(units: Iterable[Unit], topics: Collection[str]) -> Iterator[Remark]:
    taught = {topic for unit in units if unit.kind != "check" for topic in unit.facts.get("topics", ())}
    for topic in sorted(set(topics) - taught):
        yield Remark("", topic, "untaught-topic", "error", f"No unit teaches {topic}.")


def _unknown(units: Iterable[Unit], topics: Collection[str]) -> Iterator[Remark]:
    for unit in units:
        for topic in unit.facts.get("topics", ()):
            if topics and topic not in topics:
                yield Remark(
                    unit.key, "topics", "unknown-topic", "error", f"{topic} is no topic of the framework."
                )


def _broken(units: Iterable[Unit]) -> Iterator[Remark]:
    every = list(units)
    anchors = {unit.key: {section.anchor for section in unit.sections} for unit in every}
    for unit in every:
        for place, key, anchor in _links(unit):
            if key not in anchors:
                yield Remark(unit.key, place, "broken-link", "error", f"There is no unit {key}.")
            elif anchor and anchor not in anchors[key]:
                yield Remark(
                    unit.key, place, "broken-link", "error", f"The unit {key} has no section #{anchor}."
                )


def _links(unit: Unit) -> Iterator[tuple[str, str, str]]:
    for section in unit.sections:
        for block in section.blocks:
            if block.kind == "text":
                yield from (
                    (section.anchor, match[1], match[2] or "") for match in LINK.finditer(block.value)
                )
    for question in unit.questions:
        if passage := question.value.get("passage"):
            key, _, anchor = passage.partition("#")
            yield question.key, key, anchor


def _twins(units: Iterable[Unit]) -> Iterator[Remark]:
    seen: dict[str, str] = {}
    for unit in units:
        title = unit.facts.get("title", "").casefold()
        if title in seen:
            yield Remark(unit.key, "title", "repeated-title", "error", f"{seen[title]} has the same title.")
        seen.setdefault(title, unit.key)
