"""What the form would not take inside a block, in sentences by the labels that stand in the form."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import Field
from django.utils.translation import gettext as _
from wagtail.blocks import StreamValue
from wagtail.blocks.list_block import ListValue


@dataclass(frozen=True, slots=True)
class Leaf:
    """One end of an error: the way there, what the form calls each step, and what is said."""

    steps: tuple[str, ...]
    labels: tuple[str, ...]
    words: str


def gaps(problem: ValidationError, block: Any, value: Any) -> Iterator[tuple[str, str]]:
    """(sentence, way inside): what is empty together for each block, what is wrong one by one."""
    empty: dict[tuple[str, ...], list[Leaf]] = {}
    for leaf in _leaves(problem, block, value, (), ()):
        if leaf.labels and leaf.words == str(Field.default_error_messages["required"]):
            empty.setdefault(leaf.steps[:-1], []).append(leaf)
        else:
            yield ": ".join(filter(None, (", ".join(leaf.labels), leaf.words))), ".".join(leaf.steps)
    for leaves in empty.values():
        first = leaves[0]
        where = (", ".join(first.labels[:-1]), ", ".join(leaf.labels[-1] for leaf in leaves))
        said = _("Fill in what is empty: %(where)s.") % {"where": ": ".join(filter(None, where))}
        yield said, ".".join(first.steps)


def _leaves(
    problem: ValidationError, block: Any, value: Any, steps: tuple[str, ...], labels: tuple[str, ...]
) -> Iterator[Leaf]:
    inner = getattr(problem, "block_errors", None) or {}
    general = getattr(problem, "non_block_errors", () if inner else problem.messages)
    here = (*labels, str(block.label)) if steps and isinstance(value, StreamValue) else labels
    yield from (Leaf(steps, here, str(message)) for message in general)
    for step, error in inner.items():
        label, next_block, next_value = _step(step, block, value)
        further = (*labels, label) if label else labels
        yield from _leaves(error, next_block, next_value, (*steps, str(step)), further)


def _step(step: int | str, block: Any, value: Any) -> tuple[str, Any, Any]:
    """One step inwards, by what the form calls it: in a list the number of the entry, else a label."""
    if isinstance(value, StreamValue):
        return str(value[step].block.label), value[step].block, value[step].value
    if isinstance(value, ListValue):
        return str(int(step) + 1), block.child_block, value[step]
    inner, held = block.child_blocks[step], value.get(step)
    return "" if isinstance(held, StreamValue) else str(inner.label), inner, held
