"""The sentence at the top, rule by rule (DESIGN 7.8)."""

from fractions import Fraction
from typing import Any

import pytest

from readiness.finding import finding
from readiness.gaps import Difference, Gap
from tests.readiness.building import FULL, answers, person, scored


def sentence(default: Any, given: dict[str, Any], **more: Any) -> str:
    return finding(FULL, scored(FULL, person(answers(FULL, default, **given))).card, **more).sentence


GAP = Gap(("board", "exec"), ("staff",), "R1", Difference(Fraction(40), 20.0, 60.0))
FAINT = Gap(("exec",), ("staff",), "R1", Difference(Fraction(40), -1.0, 81.0))
BELOW = Gap(("tech", "people"), ("staff",), "F1", Difference(Fraction(-20), -30.0, -10.0))


@pytest.mark.parametrize(
    ("default", "given", "more", "expected"),
    [
        ("DK", {}, {}, "Too little is known for a result."),
        (4, {"R1": 2}, {"declined": ["R"]}, "Governance holds us at level 2."),
        (4, {"R1": 2, "S1": 2}, {}, "Direction and oversight and governance hold us at level 2."),
        (
            3,
            {"S": 5, "C": 1},
            {},
            "Leadership and change, skills and literacy and working together hold us at level 2.",
        ),
        (3, {"R1": "DK"}, {}, "Too little is known about governance."),
        (3, {}, {"declined": ["R"], "since": "March"}, "Responsibility has slipped since March."),
        (3, {}, {"declined": ["S", "R"]}, "Strategy and responsibility have slipped since the last round."),
        (3, {"S": 4}, {"gaps": [GAP]}, "Strategy is running ahead of culture."),
        (3, {"F": 2, "S": 4}, {}, "Strategy is running ahead of foundations."),
        (3, {}, {"gaps": [FAINT, GAP]}, "Leaders rate governance higher than everyone else."),
        (3, {}, {"gaps": [BELOW]}, "Technology and people rate data lower than everyone else."),
        (3, {}, {"gaps": [FAINT]}, "We are at level 3, organised."),
        (5, {}, {}, "We are at level 5, adaptive."),
    ],
)
def test_sentences(default: Any, given: dict[str, Any], more: dict[str, Any], expected: str) -> None:
    assert sentence(default, given, **more) == expected


def test_a_level_that_the_index_has_not_reached_is_not_held_back() -> None:
    """R1 misses level 3, but so does the index: the gate holds nothing back."""
    card = scored(FULL, person(answers(FULL, 2))).card
    assert finding(FULL, card).rule == "level"
