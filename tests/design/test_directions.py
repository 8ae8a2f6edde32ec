"""Stylesheets say start and end, not left and right, so that a page reads in both directions."""

import re
from pathlib import Path

import pytest

CSS = Path(__file__).parents[2] / "static"
SIDES = re.compile(
    r"(?<![\w-])(?:(?:margin|padding|border)-(?:left|right)\b|(?:left|right)\s*:|text-align:\s*(?:left|right)"
    r"|float:\s*(?:left|right))"
)
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


@pytest.mark.parametrize("path", sorted(CSS.rglob("*.css")), ids=lambda path: path.name)
def test_no_side_is_named(path: Path) -> None:
    assert SIDES.findall(COMMENT.sub("", path.read_text())) == []


@pytest.mark.parametrize("bad", ["margin-left: 1px", "a { left: 0 }", "text-align: right", "float:left"])
def test_control_a_side_is_found(bad: str) -> None:
    assert SIDES.search(bad)
