"""Orderings and numbers in the files of a check: read as they are written, every fault with its line."""

from pathlib import Path

import pytest

from content.models import CheckPage
from content.parsing.faults import Ledger
from content.parsing.units import read_check

HEAD = """kind: check
title: A check
standfirst: Two questions.
minutes: 3
group: Decide and check
draw: 1
pass: 1
owner: Editor
reviewed: 2026-11-23
review_by: 2027-11-22
questions:
  - key: steps
    type: ordering
    stem: Put them in order.
    right_verdict: Yes.
    other_verdict: No.
    because: It is taught so.
    options:
      - {key: a, text: First, reason: It begins.}
      - {key: b, text: Second, reason: It follows.}
      - {key: c, text: Third, reason: It ends.}
  - key: hours
    type: number
    stem: How many?
    right_verdict: Yes.
    other_verdict: No.
    because: It is taught so.
    answer: 1000
    unit: hours
    tolerance: 5%
    too_low: Too low.
    just_right: Right.
    too_high: Too high.
"""


def faults_in(folder: Path, text: str) -> list[tuple[int, str]]:
    (folder / "strategy").mkdir()
    path = folder / "strategy" / "06-check.yaml"
    path.write_text(text)
    ledger = Ledger(str(path))
    found = read_check(folder, path, ledger)
    assert found is not None
    return [(fault.line, fault.message) for fault in ledger.faults]


def test_an_ordering_and_a_number_are_read_without_a_fault(tmp_path: Path) -> None:
    assert faults_in(tmp_path, HEAD) == []


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("answer: 1000", "answer: about 1000", 28, "is not a number like"),
        ("tolerance: 5%", "tolerance: some", 30, "is not a tolerance like"),
        ("    answer: 1000\n", "", 22, "right number is missing"),
        ("    too_low: Too low.\n", "", 22, "too low is missing"),
        ("      - {key: c, text: Third, reason: It ends.}\n", "", 18, "3 to 6 lines, not 2"),
        ("{key: a, text: First,", "{key: a, right: true, text: First,", 18, "no right options"),
        ("{key: b,", "{key: a,", 12, "used for more than one option"),
        ("type: ordering", "type: order", 13, "is not one of: single, multiple, ordering, number"),
        ("type: ordering", "type: single", 12, "every option says"),
        ("    options:\n", "    unit: hours\n    options:\n", 18, "only a number has “unit”"),
    ],
)
def test_a_fault_is_named_with_its_line(tmp_path: Path, old: str, new: str, line: int, says: str) -> None:
    assert any(
        at == line and says in message for at, message in faults_in(tmp_path, HEAD.replace(old, new, 1))
    )


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["technology/check", "responsibility/check"])
def test_shipped_checks_use_both_and_the_pages_keep_them(course: None, key: str) -> None:
    questions = {child.value["type"]: child.value for child in CheckPage.objects.get(key=key).questions}
    assert {"single", "multiple", "ordering", "number"} == set(questions)
    assert all(question["passage"] for question in questions.values())
    assert questions["number"]["too_low"]
