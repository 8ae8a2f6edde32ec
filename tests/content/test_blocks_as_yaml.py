"""What an editor leaves empty in a block is left out of its file, and the file is read as the same block."""

import re
from decimal import Decimal
from typing import Any

import pytest

from content.exporting.files import _block
from content.exporting.yaml_text import yaml_text
from content.parsing.faults import Ledger
from content.parsing.outline import Block
from content.parsing.schema import Choice, Flag, Many, Number, Reader, Record, Shape, Text, Whole
from content.parsing.shapes import BLOCKS

EMPTY: tuple[Any, ...] = (None, "", [], "  ")
WORDS = ("a", "a/b", "https://a.example", "a.png", "a.pdf", "1")


def least(shape: Shape) -> Any:
    """The smallest value that the shape takes."""
    match shape:
        case Record():
            return {name: least(part) for name, part in shape.needed.items()}
        case Many():
            return [least(shape.of)] * max(shape.least, 1)
        case Choice():
            return shape.options[0]
        case Whole():
            return shape.least
        case Number():
            return Decimal(1)
        case Flag():
            return True
        case Text():
            return next(word for word in WORDS if re.fullmatch(shape.pattern or ".*", word))
    raise AssertionError(shape)


def emptied(shape: Shape, value: Any, empty: Any) -> Any:
    """The same, with everything that may be missing there and empty."""
    if isinstance(shape, Record):
        parts = {name: emptied(part, value[name], empty) for name, part in shape.needed.items()}
        return parts | dict.fromkeys(shape.allowed, empty)
    return [emptied(shape.of, entry, empty) for entry in value] if isinstance(shape, Many) else value


@pytest.mark.parametrize("empty", EMPTY, ids=repr)
@pytest.mark.parametrize("kind", BLOCKS)
def test_what_is_empty_is_left_out_and_the_rest_is_read_again(kind: str, empty: Any) -> None:
    shape, ledger = BLOCKS[kind], Ledger("block.md")
    value = least(shape)
    text = yaml_text(emptied(shape, value, empty), shape)
    assert text == yaml_text(value, shape)
    assert Reader(ledger).read(text, shape) == value
    assert not ledger.faults
    assert _block(Block(kind, value), str) == f"```{kind}\n{text}```"
