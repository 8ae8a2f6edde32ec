"""What is told of a choice, with its figures put in; and an exercise worked through for its author."""

from collections.abc import Iterator
from dataclasses import dataclass

from .exercise import Exercise, Measure
from .working import PICK, Choice, Working, first_choice, printed, work


@dataclass(frozen=True, slots=True)
class Told:
    """A finding with its figures put in."""

    key: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Case:
    """What a reader meets who takes this row and leaves the figures as they are."""

    label: str
    figures: tuple[str, ...]
    broken: tuple[str, ...]
    told: Told | None


@dataclass(frozen=True, slots=True)
class WorkedThrough:
    """`set_to`: label and figure of each input; `table`: row and its figures; `cases` of `results`."""

    set_to: tuple[tuple[str, str], ...]
    columns: tuple[str, ...]
    table: tuple[tuple[str, tuple[str, ...]], ...]
    results: tuple[str, ...]
    cases: tuple[Case, ...]


def words(exercise: Exercise, choice: Choice, working: Working) -> dict[str, str]:
    """What may stand in braces in a finding or a result's line: every input, result, and the chosen row."""
    found = {each.key: printed(choice.inputs[each.key], each.measure) for each in exercise.inputs}
    found |= {line.key: line.shown for line in working.lines}
    found[PICK] = "" if choice.picked is None else exercise.rows[choice.picked].label
    return found


def put_in(text: str, known: dict[str, str]) -> str:
    for name, shown in known.items():
        text = text.replace(f"{{{name}}}", shown)
    return text


def told(exercise: Exercise, choice: Choice, working: Working) -> Told | None:
    found = working.finding
    if found is None:
        return None
    known = words(exercise, choice, working)
    return Told(found.key, put_in(found.title, known), put_in(found.text, known))


def worked_through(exercise: Exercise) -> WorkedThrough:
    """With the figures that the page opens with: once for every row that can be chosen."""
    first = first_choice(exercise)
    measures: dict[str, Measure] = {column.key: column.measure for column in exercise.columns}
    given = exercise.given
    asked = [(each.label, printed(first.inputs[each.key], each.measure)) for each in exercise.inputs]
    asked += [(given.label, printed(given.default, given.measure))] if given else []
    rows = work(exercise, first).rows
    return WorkedThrough(
        set_to=tuple(asked),
        columns=tuple(column.label for column in exercise.columns),
        table=tuple(
            (row.label, tuple(printed(values.get(key), measures[key]) for key in measures))
            for row, values in zip(exercise.rows, rows, strict=True)
        ),
        results=tuple(result.label for result in exercise.results),
        cases=tuple(_cases(exercise, first)),
    )


def _cases(exercise: Exercise, first: Choice) -> Iterator[Case]:
    choices = [Choice(first.inputs, place, first.given) for place in range(len(exercise.rows))]
    for choice in choices if exercise.picks else [first]:
        working = work(exercise, choice)
        label = "" if choice.picked is None else exercise.rows[choice.picked].label
        figures = tuple(line.shown for line in working.lines)
        broken = tuple(limit.say for limit in working.broken)
        yield Case(label, figures, broken, told(exercise, choice, working))
