"""Works an exercise out: rows, results, limits, what happened, and what would change the answer."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from saying import _

from .exercise import Exercise, Finding, Formula, Input, Limit, Measure, Result
from .faults import LARGEST
from .faults import PICK as PICK
from .formula import work_out


@dataclass(frozen=True, slots=True)
class Choice:
    """What a reader set: `inputs` by key, `picked` the place of a row, `given` a number for every row."""

    inputs: Mapping[str, float]
    picked: int | None = None
    given: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A result as printed; `value` None where there is none.

    `answers`: it names the row that is best, which a page does not give away before a choice is committed.
    """

    key: str
    label: str
    value: float | None
    shown: str
    text: str
    low: str = ""
    high: str = ""
    answers: bool = False


@dataclass(frozen=True, slots=True)
class Turn:
    """At `value` of an input, everything else as it is, the answer would be `row` instead."""

    input: str
    label: str
    value: str
    row: str


@dataclass(frozen=True, slots=True)
class Working:
    rows: tuple[Mapping[str, float | None], ...]
    lines: tuple[Line, ...]
    broken: tuple[Limit, ...]
    finding: Finding | None


def first_choice(exercise: Exercise) -> Choice:
    """As the page opens: the author's figures, and no row chosen."""
    given = exercise.given
    return Choice(
        {each.key: each.default for each in exercise.inputs},
        None,
        tuple(given.default for _ in exercise.rows) if given else (),
    )


def read_choice(exercise: Exercise, sent: Mapping[str, str]) -> tuple[Choice, dict[str, str]]:
    """What a form sent, and a sentence for each field that cannot be taken; those keep their default.

    Fields: the key of each input, `pick` with a row's key, `given-` and a row's key.
    """
    first = first_choice(exercise)
    faults: dict[str, str] = {}
    inputs = dict(first.inputs)
    for each in exercise.inputs:
        inputs[each.key] = _number(each, each.key, sent, each.default, faults)
    given = exercise.given
    amounts = []
    for row, default in zip(exercise.rows, first.given, strict=False):
        if given:
            amounts.append(_number(given, f"given-{row.key}", sent, default, faults))
    keys = [row.key for row in exercise.rows]
    picked = keys.index(sent[PICK]) if exercise.picks and sent.get(PICK) in keys else None
    if exercise.picks and sent.get(PICK) and picked is None:
        faults[PICK] = _("Choose one of these.")
    return Choice(inputs, picked, tuple(amounts)), faults


def _number(of: Input, name: str, sent: Mapping[str, str], default: float, faults: dict[str, str]) -> float:
    if name not in sent:
        return default
    words = sent[name].strip().replace(",", "").replace(" ", "")
    try:
        number = float(words) if len(words) < 16 and "_" not in words else math.nan
    except ValueError:
        number = math.nan
    if of.options and number not in [value for value, _ in of.options]:
        faults[name] = _("Choose one of these.")
        return default
    if not of.least <= number <= of.most:  # also for what is no number
        ends = printed(of.least, of.measure), printed(of.most, of.measure)
        faults[name] = _("Write a number from %(least)s to %(most)s.") % {"least": ends[0], "most": ends[1]}
        return default
    return number


def work(exercise: Exercise, choice: Choice) -> Working:
    rows = tuple(_rows(exercise, choice))
    known: dict[str, float] = dict(choice.inputs)
    lines = []
    for result in exercise.results:
        line = _line(exercise, result, known, rows, choice.picked)
        if line.value is not None:
            known[result.key] = line.value
        lines.append(line)

    def value(formula: Formula) -> float | None:
        return work_out(formula.tree, known, rows, choice.picked)

    broken: list[Limit] = []
    for limit in exercise.limits:
        held = value(limit.formula)
        # What has no value yet is asked for by the first limit alone.
        if held == 0 or (held is None and not broken):
            broken.append(limit)
    return Working(
        rows,
        tuple(lines),
        tuple(broken),
        next((finding for finding in exercise.findings if value(finding.when)), None),
    )


def _rows(exercise: Exercise, choice: Choice) -> Iterator[dict[str, float]]:
    for place, row in enumerate(exercise.rows):
        values = {**row.values, "row": float(place + 1)}
        if exercise.given:
            values["given"] = choice.given[place]
        for column in exercise.worked:
            value = work_out(column.formula.tree, choice.inputs, (), None, values) if column.formula else None
            if value is not None:
                values[column.key] = value
        yield values


def _line(
    exercise: Exercise,
    result: Result,
    known: Mapping[str, float],
    rows: Sequence[Mapping[str, float]],
    picked: int | None,
) -> Line:
    measure = result.measure
    value, place = _worked(result, known, rows, picked)
    if result.which:
        shown = "" if place is None else exercise.rows[place].label
        return Line(result.key, result.label, value, shown, result.text, answers=True)
    ends = [work_out(end.tree, known, rows, picked) for end in (result.low, result.high) if end]
    low, high = (printed(end, measure) for end in ends) if len(ends) == 2 else ("", "")
    return Line(result.key, result.label, value, printed(value, measure), result.text, low, high)


def _worked(
    result: Result, known: Mapping[str, float], rows: Sequence[Mapping[str, float]], picked: int | None
) -> tuple[float | None, int | None]:
    """The value, and the place of the row that it is of."""
    place = _best(result, known, rows, picked) if result.which else None
    if result.which and place is None:
        return None, None
    row = None if place is None else rows[place]
    return work_out(result.formula.tree, known, rows, picked, row), place


def _best(
    result: Result, known: Mapping[str, float], rows: Sequence[Mapping[str, float]], picked: int | None
) -> int | None:
    """The place of the row with the least or the most; of equals the first."""
    best: tuple[float, int] | None = None
    sign = 1 if result.which == "least" else -1
    for place, row in enumerate(rows):
        if result.where and not work_out(result.where.tree, known, rows, picked, row):
            continue
        value = work_out(result.formula.tree, known, rows, picked, row)
        if value is not None and (best is None or sign * value < best[0]):
            best = (sign * value, place)
    return best[1] if best else None


def turns(exercise: Exercise, choice: Choice) -> list[Turn]:
    """For each input the nearest value above and below at which the answer names another row."""
    if not exercise.turns:
        return []
    now = _answer(exercise, choice)
    found = []
    for each in exercise.inputs:
        for sign in (-1, 1):
            turn = _turn(exercise, choice, each, sign, now)
            found += [turn] if turn else []
    return found


def _turn(exercise: Exercise, choice: Choice, of: Input, sign: int, now: str) -> Turn | None:
    value = choice.inputs[of.key] + sign * of.step
    while of.least <= value <= of.most:
        other = _answer(exercise, replace(choice, inputs={**choice.inputs, of.key: value}))
        if other != now:
            return Turn(of.key, of.label, printed(value, of.measure), other)
        value += sign * of.step
    return None


def _answer(exercise: Exercise, choice: Choice) -> str:
    """The row that it names; what nothing of it depends on is not worked out."""
    rows = tuple(_rows(exercise, choice))
    known: dict[str, float] = dict(choice.inputs)
    place = None
    for result in exercise.results:
        value, place = _worked(result, known, rows, choice.picked)
        if result.key == exercise.turns:
            break
        if value is not None:
            known[result.key] = value
    return "" if place is None else exercise.rows[place].label


def printed(value: float | None, measure: Measure) -> str:
    """Rounded half up, with commas; empty for no value. The page's script prints the same."""
    if value is None:
        return ""
    size = 10**measure.decimals
    large = abs(value) > LARGEST  # has no decimals that could be rounded
    rounded = abs(value) if large else math.floor(abs(value) * size + 0.5 + 1e-9) / size
    sign = "−" if value < 0 and rounded else ""
    return sign + measure.unit.replace("{}", f"{rounded:,.{measure.decimals}f}")
