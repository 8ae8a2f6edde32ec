"""What a draft may hold unfinished: Wagtail judges it in its form only, a list or a schedule must as well."""

from collections.abc import Collection, Iterator
from typing import Any

from django.core.exceptions import ValidationError
from wagtail.blocks import StreamBlockValidationError, StreamValue

from content.block_gaps import gaps
from content.exercises.authored import LISTS
from content.lint import Remark
from content.models import Unit
from content.targets import FIELDS

# A stream and the part of its blocks by which a remark names one; without it a remark leads by their ids.
STREAMS = {"body": "anchor", "questions": "key", "sources": "", **dict.fromkeys(LISTS, "")}

Found = Iterator[tuple[str, str, str]]  # the place, the sentence and the way on, as in a remark


def unfinished(page: Unit, errors: Collection[Remark] = ()) -> Iterator[Remark]:
    """Each field and each part of a block that the form would not take, but for what `errors` say already."""
    places = {remark.place for remark in errors}
    yield from (remark for remark in _fields(page) if remark.place not in places)
    for field, name in STREAMS.items():
        stream = getattr(page, field, None)
        if not isinstance(stream, StreamValue) or not stream:
            continue
        try:
            stream.stream_block.clean(stream)
        except StreamBlockValidationError as problem:
            found = _named(field, name, stream, problem) if name else _led(field, stream, problem)
            told = {
                (remark.place, way) for remark in errors for way in (remark.inside or None, remark.message)
            }
            for place, said, inside in found:
                if not told & {(place, inside), (place, said)} and (name or place not in places):
                    yield Remark(page.key, place, "incomplete", "error", said, inside)


def _named(field: str, name: str, stream: Any, problem: StreamBlockValidationError) -> Found:
    """Of sections and questions everything, also what is wrong between them, which cleaning comes to last."""
    between = list(stream.stream_block.faults(stream))
    if problem.block_errors or not between:
        yield from ((field, str(message), "") for message in problem.non_block_errors)
    for number, error in problem.block_errors.items():
        place = stream[number].value[name] or field
        yield from (
            (place, said, inside) for said, inside in gaps(error, stream[number].block, stream[number].value)
        )
    for number, said in between:
        yield stream[number].value[name] or field, said, ""


def _led(field: str, stream: Any, problem: StreamBlockValidationError) -> Found:
    """Sources are told by their field; entries of a decision lead by their ids to the first part at fault."""
    yield from ((field, str(message), "") for message in problem.non_block_errors)
    for number, error in problem.block_errors.items():
        child = stream[number]
        part = next(iter(getattr(error, "block_errors", None) or ()), "")
        place = f"{field}.{child.id}.{part}" if field in LISTS and child.id else field
        said, inside = next(gaps(error, child.block, child.value))
        yield place, said, inside


def _fields(page: Unit) -> Iterator[Remark]:
    own = set(FIELDS.values()) - STREAMS.keys() - {"film"}
    found: dict[str, list[str]] = {}
    other = {field.name for field in page._meta.fields} - own
    for judge in (lambda: page.clean_fields(other), page.clean, page.clean_whole):
        try:
            judge()
        except ValidationError as problem:
            found |= problem.message_dict
    for field, messages in found.items():
        yield Remark(page.key, field, "field", "error", " ".join(messages))
