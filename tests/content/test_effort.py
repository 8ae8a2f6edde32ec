"""What an exercise computes is counted before anybody opens it; one that takes long is not published."""

from typing import Any

import pytest

from content.exercises import formula, working
from content.exercises.effort import sums_of, tries_of
from content.exercises.faults import MOST_SUMS, faults
from content.exercises.reading import exercise_of
from tests.content.deciding import SMALL, nested, read


def counted(monkeypatch: pytest.MonkeyPatch, values: dict[str, Any]) -> tuple[int, int]:
    """How many sums one choice takes, and a whole page of it, counted as they are worked out."""
    real, calls = formula.work_out, [0]

    def counting(*given: Any) -> float | None:
        calls[0] += 1
        return real(*given)

    monkeypatch.setattr(formula, "work_out", counting)
    monkeypatch.setattr(working, "work_out", counting)
    exercise = exercise_of(values)
    choice = working.first_choice(exercise)
    working.work(exercise, choice)
    once = calls[0]
    working.turns(exercise, choice)
    return once, calls[0]


@pytest.mark.parametrize("deep", [0, 1, 4])
def test_no_choice_takes_more_sums_than_were_counted(monkeypatch: pytest.MonkeyPatch, deep: int) -> None:
    values = read(SMALL.replace("formula: twice,", f"formula: {nested(deep)},"))
    once, whole = counted(monkeypatch, values)
    steps = sum(tries_of(values["inputs"]))
    assert sums_of(values) / 2 < once <= sums_of(values)
    assert whole <= (2 + steps) * sums_of(values)


def said(deep: int, step: str = "10") -> list[str]:
    text = SMALL.replace("formula: twice,", f"formula: {nested(deep)},").replace("step: 10", f"step: {step}")
    return [f"{fault.where} {fault.said}" for fault in faults(read(text))]


def test_turns_that_take_long_are_told_at_the_widest_figure() -> None:
    (told,) = said(10, "0.2")
    assert told.startswith("('inputs', 0, 'step') most: to tell where another row would win takes 3,")
    assert f"at most {MOST_SUMS:,}" in told
    assert said(10) == []
    assert said(8, "0.5") == []


def test_formulas_that_take_long_are_told_whatever_is_to_be_found() -> None:
    (told,) = said(18)
    assert told.startswith("('results',) results: the formulas take 1,")


@pytest.mark.parametrize("picked", [None, 0, 1])
def test_the_quick_answer_is_what_the_page_says(picked: int | None) -> None:
    exercise = exercise_of(read(SMALL))
    named = set()
    for most in range(0, 101, 5):
        choice = working.Choice({"most": float(most)}, picked)
        lines = working.work(exercise, choice).lines
        shown = next(line.shown for line in lines if line.key == exercise.turns)
        assert working._answer(exercise, choice) == shown
        named.add(shown)
    assert named == {"", "A", "B"}
