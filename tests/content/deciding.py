"""An exercise written as a file has it, as the fields of a decision's page."""

import json
from pathlib import Path
from typing import Any

from content.exercises.authored import LISTS
from content.importing.values import exercise_fields
from content.models import DecisionPage
from content.parsing.exercise_shape import EXERCISE
from content.parsing.faults import Ledger
from content.parsing.schema import Reader
from tests.content import trees

FOLDER = Path("content/curriculum")
SMALL = """
role: You choose.
limit: One of two.
inputs:
  - {key: most, label: Most, default: 10, least: 0, most: 100, step: 10}
picks: Which?
columns:
  - {key: cost, label: Cost}
  - {key: twice, label: Twice, formula: cost * 2}
rows:
  - {key: a, label: A, values: [4]}
  - {key: b, label: B, values: [40]}
results:
  - {key: bill, label: Bill, formula: picked(twice)}
  - {key: best, label: Dearest that fits, formula: twice, which: most, where: twice <= most}
turns: best
limits:
  - {formula: picked(1), say: Choose first.}
findings:
  - {key: fits, when: bill <= most, title: It fits, text: "{pick} costs {bill}."}
  - {key: other, when: "1", title: It does not, text: No.}
"""


def nested(deep: int) -> str:
    """A formula that goes over the two rows for each of them, again and again."""
    return "sum(" * deep + "twice" + ")" * deep


def read(text: str) -> dict[str, Any]:
    ledger = Ledger("")
    values: dict[str, Any] = Reader(ledger).read(text, EXERCISE)
    assert not ledger.faults
    return values


def fields(text: str = SMALL, key: str = "strategy/choose") -> dict[str, Any]:
    """As a page takes them."""
    made = exercise_fields(read(text), key)
    return {name: json.dumps(part) if name in LISTS else part for name, part in made.items()}


def decision(publish: bool = False, text: str = SMALL, **more: Any) -> Any:
    given = {"minutes": 1, "group": "Guides", **fields(text), **more}
    return trees.unit(trees.module(), "choose", DecisionPage, publish, **given)
