"""What is wrong inside the blocks of a field, as one error that stands at each of its places in the form."""

from typing import Any

from django.core.exceptions import ValidationError
from django.forms.utils import ErrorList
from wagtail.blocks import ListBlock, StreamBlock, StreamBlockValidationError, StructBlock
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

Found = list[tuple[list[str], str]]  # the way to the place, as in Remark.inside, and what is said there


def error_at(block: Any, value: Any, found: Found) -> ValidationError:
    """A way that the block does not know ends where it is lost."""
    here = ErrorList([message for steps, message in found if not steps or not _knows(block, value, steps[0])])
    deeper: dict[str, Found] = {}
    for steps, message in found:
        if steps and _knows(block, value, steps[0]):
            deeper.setdefault(steps[0], []).append((steps[1:], message))
    if isinstance(block, StructBlock):
        parts = {name: error_at(block.child_blocks[name], value[name], ways) for name, ways in deeper.items()}
        return StructBlockValidationError(block_errors=parts, non_block_errors=here)
    if isinstance(block, StreamBlock | ListBlock):
        children = value if isinstance(block, StreamBlock) else value.bound_blocks
        inner = {
            int(at): error_at(children[int(at)].block, children[int(at)].value, ways)
            for at, ways in deeper.items()
        }
        kind = StreamBlockValidationError if isinstance(block, StreamBlock) else ListBlockValidationError
        return kind(block_errors=inner, non_block_errors=here)
    return ValidationError(list(here))


def _knows(block: Any, value: Any, step: str) -> bool:
    if isinstance(block, StructBlock):
        return step in block.child_blocks
    return isinstance(block, StreamBlock | ListBlock) and step.isdigit() and int(step) < len(value)
