"""What a draft may hold unfinished: Wagtail judges it in its form only, a list or a schedule must as well."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.blocks import StreamBlockValidationError, StreamValue
from wagtail.blocks.list_block import ListValue

from content.exercises.authored import LISTS
from content.lint import Remark
from content.models import Unit
from content.targets import FIELDS

# A stream and the part of its blocks by which a remark names one; without it a remark leads by their ids.
STREAMS = {"body": "anchor", "questions": "key", "sources": "", **dict.fromkeys(LISTS, "")}


def unfinished(page: Unit) -> Iterator[Remark]:
    """One remark for each field and block that the form would not take."""
    yield from _fields(page)
    for field, name in STREAMS.items():
        stream = getattr(page, field, None)
        if not isinstance(stream, StreamValue) or not stream:
            continue
        try:
            stream.stream_block.clean(stream)
        except StreamBlockValidationError as problem:
            for message in problem.non_block_errors:
                yield Remark(page.key, field, "incomplete", "error", str(message))
            for number, error in problem.block_errors.items():
                child = stream[number]
                place = child.value[name] if name else _way(field, child, error)
                said = _said(error, child.block, child.value)
                yield Remark(page.key, place or field, "incomplete", "error", said, _inside(error))


def _way(field: str, child: Any, error: ValidationError) -> str:
    """To the first part of the block that is at fault; sources are told by their field alone."""
    part = next(iter(getattr(error, "block_errors", None) or ()), "")
    return f"{field}.{child.id}.{part}" if field in LISTS and child.id else ""


def _inside(problem: ValidationError) -> str:
    """The same way that the labels tell, for whoever follows it."""
    steps: list[str] = []
    while inner := getattr(problem, "block_errors", None):
        step, problem = next(iter(inner.items()))
        steps.append(str(step))
    return ".".join(steps)


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


def _said(problem: ValidationError, block: Any, value: Any) -> str:
    """The first thing that is wrong in a block, behind the labels that lead to it."""
    steps: list[str] = []
    while inner := getattr(problem, "block_errors", None):
        step, problem = next(iter(inner.items()))
        label, block, value = _step(step, block, value)
        if label:
            steps.append(label)
    general = getattr(problem, "non_block_errors", None)
    words = " ".join(str(message) for message in general) if general else " ".join(problem.messages)
    if not steps:
        return words
    if any(one.code == "required" for one in problem.error_list):
        return _("Fill in what is empty: %(where)s.") % {"where": ", ".join(steps)}
    return f"{', '.join(steps)}: {words}"


def _step(step: int | str, block: Any, value: Any) -> tuple[str, Any, Any]:
    """One step inwards, by what the form calls it: in a list the number of the entry, else a label."""
    if isinstance(value, StreamValue):
        return str(value[step].block.label), value[step].block, value[step].value
    if isinstance(value, ListValue):
        return str(int(step) + 1), block.child_block, value[step]
    inner, held = block.child_blocks[step], value.get(step)
    return "" if isinstance(held, StreamValue) else str(inner.label), inner, held
