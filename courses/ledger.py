"""An exercise as its page shows it: fields, rows, results, and the same formulas for the page's script."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from content.exercises.exercise import Exercise, Input
from content.exercises.telling import Told, put_in, told, words
from content.exercises.working import (
    Choice,
    Line,
    Turn,
    Working,
    first_choice,
    printed,
    read_choice,
    turns,
    work,
)


@dataclass(frozen=True, slots=True)
class FieldLine:
    """One number to set. `before` and `after` stand around the number; `options`: (value, text, chosen)."""

    name: str
    label: str
    value: str
    help: str
    before: str
    after: str
    least: str
    most: str
    step: str
    options: tuple[tuple[str, str, bool], ...]
    fault: str


@dataclass(frozen=True, slots=True)
class RowLine:
    key: str
    label: str
    text: str
    cells: tuple[tuple[str, str, str], ...]
    chosen: bool
    given: FieldLine | None


@dataclass(frozen=True, slots=True)
class Ledger:
    """`cells` of a row: (column, label, figure); `broken`: limits that the choice does not keep."""

    exercise: Exercise
    fields: tuple[FieldLine, ...]
    rows: tuple[RowLine, ...]
    lines: tuple[Line, ...]
    broken: tuple[str, ...]
    finding: Told | None
    turns: tuple[Turn, ...]
    faults: Mapping[str, str]
    script: Mapping[str, Any]


def ledger(exercise: Exercise, sent: Mapping[str, str]) -> Ledger:
    """The page's content for what was sent; with nothing sent, as the author opens it."""
    choice, faults = read_choice(exercise, sent)
    working = work(exercise, choice)
    fields = tuple(_field(each, each.key, choice.inputs[each.key], sent, faults) for each in exercise.inputs)
    return Ledger(
        exercise,
        fields,
        tuple(_row(exercise, place, choice, working, sent, faults) for place in range(len(exercise.rows))),
        tuple(_filled(line, exercise, choice, working) for line in working.lines),
        tuple(limit.say for limit in working.broken),
        told(exercise, choice, working),
        tuple(turns(exercise, choice)),
        faults,
        for_script(exercise),
    )


def _field(
    of: Input, name: str, value: float, sent: Mapping[str, str], faults: Mapping[str, str]
) -> FieldLine:
    before, _, after = of.measure.unit.partition("{}")
    bare = replace(of.measure, unit="{}")
    return FieldLine(
        name,
        of.label,
        sent[name] if name in faults else printed(value, bare),
        of.help,
        before.strip(),
        after.strip(),
        str(of.least),
        str(of.most),
        str(of.step),
        tuple((_plain(number), text, number == value) for number, text in of.options),
        faults.get(name, ""),
    )


def _plain(number: float) -> str:
    return str(int(number)) if number == int(number) else str(number)


def _row(
    exercise: Exercise,
    place: int,
    choice: Choice,
    working: Working,
    sent: Mapping[str, str],
    faults: Mapping[str, str],
) -> RowLine:
    row, values = exercise.rows[place], working.rows[place]
    cells = tuple(
        (column.key, column.label, printed(values.get(column.key), column.measure))
        for column in exercise.columns
        if column.shown
    )
    given = exercise.given
    field = (
        _field(
            replace(given, label=f"{given.label}: {row.label}"),
            f"given-{row.key}",
            choice.given[place],
            sent,
            faults,
        )
        if given
        else None
    )
    return RowLine(row.key, row.label, row.text, cells, choice.picked == place, field)


def _filled(line: Line, exercise: Exercise, choice: Choice, working: Working) -> Line:
    return replace(line, text=put_in(line.text, words(exercise, choice, working)))


def for_script(exercise: Exercise) -> dict[str, Any]:
    """Formulas as trees, and how numbers are printed; findings stay here until a choice is committed."""
    shown = {**asdict(exercise), "findings": None}
    shown["first"] = asdict(first_choice(exercise))
    return shown
