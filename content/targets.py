"""Where in the editor a remark is mended: the one table from the places of the lint to fields of the form."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from wagtail.blocks import StreamValue
from wagtail.blocks.list_block import ListValue

from content.lint import Remark
from content.models import Unit

# Facts of the outline and the field that holds each, in the order of the form; the lint calls a few as the
# files do.
FIELDS = {
    "title": "title",
    "standfirst": "standfirst",
    "minutes": "minutes",
    "outcomes": "outcomes",
    "topics": "topics",
    "basis": "basis",
    "film": "film",
    "draw": "draw",
    "pass": "pass_mark",
    "pass_mark": "pass_mark",
    "questions": "questions",
    "role": "role",
    "limit": "limit",
    "inputs": "inputs",
    "rows_title": "rows_title",
    "picks": "picks",
    "columns": "columns",
    "rows": "rows",
    "results": "results",
    "limits": "limits",
    "findings": "findings",
    "body": "body",
    "sources": "sources",
    "reviewed": "reviewed",
    "review_by": "review_by",
    "owner": "keeper",
    "keeper": "keeper",
    "slug": "slug",
}
ORDER = list(dict.fromkeys(FIELDS.values()))
# Their place is a section's anchor or a question's key, even where that is spelled like a field; and the part
# of that block in which the author has something to do, if it is one and the remark does not say it itself.
INSIDE = {
    "sourced-figures": "content",
    "repeated-headings": "",
    "resume-lines": "resume",
    "alternative-text": "content",
    "film-ready": "content",
    "broken-link": "",
    "reasons": "options",
    "passages": "passage",
    "question-types": "",
    "wide-tolerance": "tolerance",
    "incomplete": "",
}


@dataclass(frozen=True, slots=True)
class Target:
    """`path` is the field, the block in it and its part, with full stops between, as comments are kept."""

    field: str
    path: str
    number: int | None = None  # of the block in its field, counted from 0
    part: str = ""  # the way on from that block to the field that the sentence is about


def target_of(page: Unit, remark: Remark) -> Target:
    """A place that is neither a field nor a block of this page is looked for in the text."""
    if "." in remark.place:
        return _of_path(page, remark.place)
    if remark.place in FIELDS and remark.rule not in INSIDE:
        return Target(FIELDS[remark.place], FIELDS[remark.place])
    for field, name in (("body", "anchor"), ("questions", "key")):
        for number, child in enumerate(getattr(page, field, ())):
            if child.value[name] == remark.place:
                part = remark.inside or INSIDE.get(remark.rule, "")
                way = (field, child.id, *_ids(child.value, part)) if child.id else (field,)
                return Target(field, ".".join(step for step in way if step), number, part)
    field = FIELDS.get(remark.place, "body")
    return Target(field, field)


def _ids(value: Any, part: str) -> Iterator[str]:
    """Names as they are, blocks by their id: as far as the form knows them."""
    for step in part.split("."):
        if not isinstance(value, StreamValue | ListValue):
            yield step
            value = value.get(step) if hasattr(value, "get") else None
            continue
        child = value[int(step)] if isinstance(value, StreamValue) else value.bound_blocks[int(step)]
        if not child.id:
            return
        yield child.id
        value = child.value


def _of_path(page: Unit, path: str) -> Target:
    """A place that is a path already: field, block and its part."""
    field, block, *parts = path.split(".")
    ids = [child.id for child in getattr(page, field)]
    return Target(field, path, ids.index(block) if block in ids else None, ".".join(parts))
