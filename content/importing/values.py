"""What was parsed, as the fields of pages; a block's id is made from its key, the same at every import."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import PurePosixPath
from typing import Any
from uuid import UUID, uuid5

from content import parsing
from content.exercises.authored import LISTS, fields_of
from content.parsing.kept import PLACES

CURRICULUM = UUID("6e2c7f3a-3f0e-5d0b-9a53-4f6d0c5b8e11")


@dataclass(frozen=True, slots=True)
class Rows:
    """What files call by name, as pages keep it: pictures and documents by path, films by key."""

    kept: Mapping[str, int] = field(default_factory=dict)
    films: Mapping[str, str | int] = field(default_factory=dict)


NONE = Rows()


def block_id(key: str) -> str:
    return str(uuid5(CURRICULUM, key))


def home_fields(home: parsing.Home) -> dict[str, Any]:
    facts = home.facts
    primary, secondary = facts["primary"], facts.get("secondary", {})
    primer, case = facts.get("primer", {}), facts.get("case", {})
    figures = case.get("figures", [])
    return {
        **{
            name: facts.get(name, "")
            for name in ("title", "lead", "plate_caption", "modules_lead", "five_lead")
        },
        "primary_label": primary["label"],
        "primary_url": primary["url"],
        "secondary_label": secondary.get("label", ""),
        "secondary_url": secondary.get("url", ""),
        "reassurance": facts.get("small", ""),
        "modules_heading": facts.get("modules_title", ""),
        "primer_unit_key": primer.get("unit", ""),
        "primer_heading": primer.get("title", ""),
        "primer_lead": primer.get("line", ""),
        "primer_label": primer.get("link_label", ""),
        "case_unit_key": case.get("unit", ""),
        "case_standfirst": case.get("standfirst", ""),
        "case_figures": [_child("figure", figure, f"home/figures/{n}") for n, figure in enumerate(figures)],
        "five_heading": facts.get("five_title", ""),
        "footer_line": facts.get("footer_line", ""),
    }


def module_fields(module: parsing.Module, rows: Rows = NONE) -> dict[str, Any]:
    facts = module.facts
    return {
        **{name: facts[name] for name in ("title", "question", "lead", "outcomes")},
        "coming": facts.get("coming", ""),
        "review_by": facts.get("review_by"),
        "intro": _blocks(_chosen(module.intro, module.file, rows), module.slug),
    }


def page_fields(page: parsing.TextPage, rows: Rows = NONE) -> dict[str, Any]:
    return {
        "title": page.facts["title"],
        "lead": page.facts.get("lead", ""),
        "body": _blocks(_chosen(page.blocks, page.file, rows), f"pages/{page.slug}"),
    }


def path_fields(path: parsing.LearningPath, units: Mapping[str, int]) -> dict[str, Any]:
    """`units`: primary keys by key; a unit that an editor deleted is left out."""
    steps = [
        _child(
            "step",
            {"unit": units[step["unit"]], "why": step.get("why", "")},
            f"paths/{path.slug}/{step['unit']}",
        )
        for step in path.facts["steps"]
        if step["unit"] in units
    ]
    return {**{name: path.facts[name] for name in ("title", "whom", "lead")}, "steps": steps}


def unit_fields(unit: parsing.Unit, rows: Rows = NONE) -> dict[str, Any]:
    """Without the film, which is a row of its own."""
    facts = unit.facts
    fields: dict[str, Any] = {name: facts[name] for name in ("title", "standfirst", "minutes", "group")}
    fields |= {name: facts.get(name, []) for name in ("outcomes", "topics", "by")}
    fields |= {name: facts.get(name, "") for name in ("basis", "as_of", "sector", "meeting")}
    fields |= {"reviewed": facts["reviewed"], "review_by": facts["review_by"], "keeper": facts["owner"]}
    fields["sources"] = [
        _child("source", source, f"{unit.key}/source/{source['key']}") for source in facts.get("sources", ())
    ]
    fields["body"] = [
        _section(section, _chosen(section.blocks, unit.file, rows), f"{unit.key}#{section.anchor}")
        for section in unit.sections
    ]
    if unit.kind == "decision":
        fields |= exercise_fields(facts["exercise"], unit.key)
    if unit.kind == "check":
        fields |= {"draw": facts["draw"], "pass_mark": facts["pass"]}
        fields["questions"] = [
            _child("question", question.value, f"{unit.key}?{question.key}") for question in unit.questions
        ]
    return fields


def exercise_fields(values: Mapping[str, Any], key: str) -> dict[str, Any]:
    """A decision's exercise as the fields of its page; `key` is that of the unit."""
    fields = fields_of(values)
    for name in LISTS:
        fields[name] = [
            _child(kind, parts, f"{key}!{name}/{parts.get('key') or place}")
            for place, (kind, parts) in enumerate(fields[name])
        ]
    return fields


def _section(section: parsing.Section, blocks: Iterable[parsing.Block], key: str) -> dict[str, Any]:
    value = {"title": section.title, "anchor": section.anchor, "resume": section.resume}
    return {
        "type": "section",
        "id": block_id(key),
        "value": {**value, "content": _blocks(blocks, key)},
    }


def _chosen(blocks: Iterable[parsing.Block], file: parsing.File, rows: Rows) -> Iterator[parsing.Block]:
    """Blocks that name a file, with the row that holds it in place of the name."""
    place = PurePosixPath(file.path).parent
    for block in blocks:
        value = block.value
        if block.kind in PLACES:
            number = rows.kept[f"{place}/{PLACES[block.kind]}/{value['file']}"]
            words = {name: part for name, part in value.items() if name not in ("file", "title")}
            if block.kind == "picture":
                yield parsing.Block(block.kind, {"decorative": False, **words, "image": number})
            else:
                yield parsing.Block(block.kind, {**words, "document": number})
        elif block.kind == "film":
            yield parsing.Block("film", {**value, "film": rows.films.get(value["film"], value["film"])})
        else:
            yield block


def _blocks(blocks: Iterable[parsing.Block], key: str) -> list[dict[str, Any]]:
    """A question is known by its key; other blocks by their kind and their place among their kind."""
    found, seen = [], dict[str, int]()
    for block in blocks:
        seen[block.kind] = number = seen.get(block.kind, 0) + 1
        name = block.value["key"] if block.kind == "question" else str(number)
        found.append(_child(block.kind, block.value, f"{key}/{block.kind}/{name}"))
    return found


def _child(kind: str, value: Any, key: str) -> dict[str, Any]:
    return {"type": kind, "value": _plain(value, key), "id": block_id(key)}


def _plain(value: Any, key: str) -> Any:
    """As Wagtail keeps it: each entry of a list with an id, from its own key where it has one."""
    if isinstance(value, Mapping):
        return {name: _plain(part, f"{key}/{name}") for name, part in value.items()}
    if isinstance(value, list | tuple):
        entries = []
        for number, part in enumerate(value):
            name = part.get("key", number) if isinstance(part, Mapping) else number
            entries.append(_child("item", part, f"{key}/{name}"))
        return entries
    return str(value) if isinstance(value, Decimal) else value
