"""Stylesheets say start and end, not left and right, so that a page reads in both directions."""

import re
from pathlib import Path

import pytest

CSS = Path(__file__).parents[2] / "static"
SIDES = re.compile(
    r"(?<![\w-])(?:(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right)\b|(?:left|right)\s*:"
    r"|(?:text-align|float|clear):\s*(?:left|right)|border-(?:top|bottom)-(?:left|right)-radius"
    r"|(?:background|background-position|transform-origin|object-position):[^;}]*\b(?:left|right)\b"
    r"|\bto (?:left|right)\b|translate(?:X|3d)?\()"
)
COMMENT = re.compile(r"/\*.*?\*/|@page\s*\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}", re.DOTALL)
AROUND = re.compile(
    r"(?<![\w-])(?:margin|padding|inset|border-(?:width|style|color)|scroll-(?:margin|padding)):\s*([^;}]+)"
)
SHADOW = re.compile(r"(?<![\w-])box-shadow:\s*([^;}]+)")
NESTED = re.compile(r"\([^()]*\)")


def flat(value: str) -> str:
    """Without what stands in brackets."""
    while NESTED.search(value):
        value = NESTED.sub("", value)
    return value


def lopsided(value: str) -> bool:
    """Four values around a box, of which the second (right) and the fourth (left) differ."""
    sides = flat(value).replace("!important", "").split()
    return len(sides) == 4 and sides[1] != sides[3]


def falls_aside(value: str) -> bool:
    """Shadows that go to one side only."""
    offsets = [re.search(r"(?:^|\s)(-?[\d.]+)(?:px|em|rem)?\s", one) for one in flat(value).split(",")]
    across = sorted(float(found[1]) for found in offsets if found)
    return across != sorted(-one for one in across)


def sides_of(text: str) -> list[str]:
    text = COMMENT.sub("", text)
    around = [found[0] for found in AROUND.finditer(text) if lopsided(found[1])]
    aside = [found[0] for found in SHADOW.finditer(text) if falls_aside(found[1])]
    return [found[0] for found in SIDES.finditer(text)] + around + aside


@pytest.mark.parametrize("path", sorted(CSS.rglob("*.css")), ids=lambda path: path.name)
def test_no_side_is_named(path: Path) -> None:
    assert sides_of(path.read_text()) == []


@pytest.mark.parametrize(
    "bad",
    [
        "margin-left: 1px",
        "a { left: 0 }",
        "text-align: right",
        "float:left",
        "a { inset: 0 auto 0 0 }",
        "padding: 8px 16px 8px 0",
        "background: url(a.png) left center",
        "background: linear-gradient(to right, red, blue)",
        "transform: translateX(4px)",
        "transform: translate(-50%, 0)",
        "box-shadow: inset 3px 0 var(--mark)",
        "border-top-left-radius: 3px",
        "inset: calc(100% + 6px) 0 auto auto",
    ],
)
def test_control_a_side_is_found(bad: str) -> None:
    assert sides_of(bad)


@pytest.mark.parametrize(
    "good", ["padding: 8px 16px 4px 16px", "margin: 0 auto", "box-shadow: -9px 0 red, 9px 0 red", "inset: 0"]
)
def test_what_is_the_same_on_both_sides_may_be_said(good: str) -> None:
    assert sides_of(good) == []
