"""Where in the editor a remark is mended: the one table from the places of the lint to fields of the form."""

from dataclasses import dataclass

from content.lint import Remark
from content.models import Unit

# Facts of the outline, and the field that holds each; the lint calls a few of them as the files do.
FIELDS = {
    "title": "title",
    "standfirst": "standfirst",
    "minutes": "minutes",
    "outcomes": "outcomes",
    "topics": "topics",
    "sources": "sources",
    "reviewed": "reviewed",
    "review_by": "review_by",
    "owner": "keeper",
    "film": "film",
    "body": "body",
    "questions": "questions",
    "draw": "draw",
    "pass": "pass_mark",
    "exercise": "exercise",
}
# Their place is a section's anchor or a question's key, even where that is spelled like a field.
INSIDE = frozenset(
    {
        "sourced-figures",
        "repeated-headings",
        "resume-lines",
        "alternative-text",
        "reasons",
        "passages",
        "broken-link",
    }
)


@dataclass(frozen=True, slots=True)
class Target:
    """`path` is the field, and after a full stop the block in it, as Wagtail writes it for comments."""

    field: str
    path: str
    number: int | None = None  # of the block in its field, counted from 0


def target_of(page: Unit, remark: Remark) -> Target:
    """A place that is neither a field nor a block of this page is looked for in the text."""
    if remark.place in FIELDS and remark.rule not in INSIDE:
        field = FIELDS[remark.place]
        return Target(field, field)
    for field, name in (("body", "anchor"), ("questions", "key")):
        for number, child in enumerate(getattr(page, field, ())):
            if child.value[name] == remark.place:
                return Target(field, f"{field}.{child.id}" if child.id else field, number)
    return Target("body", "body")
