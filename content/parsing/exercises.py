"""Reads an exercise from its YAML text, whole or as part of a unit's front matter."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from content.exercises.exercise import Exercise
from content.exercises.faults import faults
from content.exercises.reading import exercise_of

from .exercise_shape import EXERCISE
from .faults import FaultsFound, Ledger
from .schema import Reader


def read_exercise(text: str, name: str) -> Exercise:
    """The exercise in a YAML text; `name` stands in the faults. FaultsFound names every fault."""
    ledger = Ledger(name)
    values = Reader(ledger).read(text, EXERCISE)
    if values is not None:
        judge(values, text, ledger)
    if ledger.faults or values is None:
        raise FaultsFound(ledger.faults)
    return exercise_of(values)


def judge(values: Mapping[str, Any], text: str, ledger: Ledger) -> None:
    """Adds what is wrong between the parts of an exercise; one with faults of shape waits for those."""
    if ledger.faults:
        return
    lines = text.split("\n")
    for fault in faults(values):
        ledger.add(next((n for n, line in enumerate(lines, 1) if fault.near in line), 1), fault.said)


EXAMPLE = Path(__file__).with_name("example.yaml")


def example() -> Mapping[str, Any]:
    """The small exercise that a new decision begins with, as values."""
    values: Mapping[str, Any] = Reader(Ledger(EXAMPLE.name)).read(EXAMPLE.read_text("utf-8"), EXERCISE)
    return values
