"""Makes an exercise of values in the right shape, and names every formula and figure that does not fit."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from .exercise import Column, Exercise, Finding, Formula, Input, Limit, Measure, Result, Row
from .formula import WORDS, BadFormula, names, parse

Values = Mapping[str, Any]
Made = TypeVar("Made")
GIVEN, ROW_NUMBER = "given", "row"
MOST_STEPS = 500


def faults(values: Values) -> Iterator[tuple[str, str]]:
    """(a word that stands near it, what is wrong) for values of the right shape."""
    yield from _row_faults(values)
    inputs = list(values.get("inputs", ()))
    for each in [*inputs, *([{"key": GIVEN, **values["given"]}] if "given" in values else [])]:
        yield from _input_faults(each)
    yield from _twins([each["key"] for each in inputs], "input")
    yield from _twins([row["key"] for row in values.get("rows", ())], "row")
    yield from _twins([finding["key"] for finding in values["findings"]], "finding")
    yield from _name_faults(values)
    turns = values.get("turns")
    if turns and not any(result["key"] == turns and "which" in result for result in values["results"]):
        yield turns, f"turns: “{turns}” is not a result that says which row."
    if values["findings"][-1]["when"] != "1":
        yield "findings", "findings: the last one is for every other choice; its condition is 1."


def _twins(keys: Sequence[str], what: str) -> Iterator[tuple[str, str]]:
    yield from ((key, f"The key “{key}” is used for two {what}s.") for key in {*keys} if keys.count(key) > 1)


def _row_faults(values: Values) -> Iterator[tuple[str, str]]:
    wide = sum("formula" not in column for column in values.get("columns", ()))
    for row in values.get("rows", ()):
        if len(row["values"]) != wide:
            yield row["key"], f"{row['key']}: {len(row['values'])} values; {wide} columns have no formula."
    if not values.get("rows") and ("picks" in values or "given" in values):
        yield "role", "rows: without rows there is nothing to choose from."


def _input_faults(each: Values) -> Iterator[tuple[str, str]]:
    key = each["key"]
    if not each["least"] <= each["default"] <= each["most"]:
        yield key, f"{key}: {each['default']} is not from {each['least']} to {each['most']}."
    if each["step"] <= 0:
        yield key, f"{key}: a step is more than nothing."
    elif (each["most"] - each["least"]) / each["step"] > MOST_STEPS:
        yield key, f"{key}: more than {MOST_STEPS} steps from {each['least']} to {each['most']}."
    if "options" in each and each["default"] not in [option["value"] for option in each["options"]]:
        yield key, f"{key}: {each['default']} is not one of the options."


def _name_faults(values: Values) -> Iterator[tuple[str, str]]:
    """Formulas that cannot be read, and names in them that mean nothing where they stand."""
    known = {each["key"] for each in values.get("inputs", ())}
    taken = [*known, *(column["key"] for column in values.get("columns", ()))]
    yield from (
        (name, f"“{name}” has a meaning of its own.") for name in taken if name in {GIVEN, ROW_NUMBER, *WORDS}
    )
    columns = values.get("columns", ())
    row = {column["key"] for column in columns if "formula" not in column}
    row |= {ROW_NUMBER}
    row |= {GIVEN} if "given" in values else set()
    for column in columns:
        if "formula" in column:
            yield from _formula_faults(column["formula"], known | row, known | row)
            row.add(column["key"])
    yield from _twins([*known, *(column["key"] for column in columns)], "name")
    for result in values["results"]:
        alone = known | row if "which" in result else known
        for part in ("formula", "where", "low", "high"):
            if part in result:
                yield from _formula_faults(result[part], alone, known | row)
        known.add(result["key"])
    for each in [*values.get("limits", ()), *values["findings"]]:
        yield from _formula_faults(each.get("formula") or each["when"], known, known | row)


def _formula_faults(text: str, alone: Iterable[str], in_row: Iterable[str]) -> Iterator[tuple[str, str]]:
    try:
        tree = parse(text)
    except BadFormula as fault:
        yield text, f"{text}: {fault}"
        return
    for name, inside in sorted(names(tree)):
        if name not in (in_row if inside else alone):
            yield text, f"{text}: “{name}” is nothing that is known here."


def exercise_of(values: Values) -> Exercise:
    """The exercise in values without faults."""
    given = values.get("given")
    columns = tuple(
        Column(
            column["key"],
            column["label"],
            _measure(column),
            column.get("shown", True),
            _formula(column.get("formula")),
        )
        for column in values.get("columns", ())
    )
    plain = [column.key for column in columns if column.formula is None]
    return Exercise(
        role=values["role"],
        limit=values["limit"],
        inputs=_each(values, "inputs", _input),
        rows_title=values.get("rows_title", ""),
        columns=columns,
        rows=tuple(
            Row(
                row["key"],
                row["label"],
                row.get("text", ""),
                dict(zip(plain, map(float, row["values"]), strict=True)),
            )
            for row in values.get("rows", ())
        ),
        picks=values.get("picks", ""),
        given=_input({"key": GIVEN, **given}) if given else None,
        results=_each(values, "results", _result),
        limits=_each(values, "limits", lambda each: Limit(_needed(each["formula"]), each["say"])),
        findings=_each(
            values,
            "findings",
            lambda each: Finding(each["key"], _needed(each["when"]), each["title"], each["text"]),
        ),
        turns=values.get("turns", ""),
    )


def _each(values: Values, name: str, made: Callable[[Values], Made]) -> tuple[Made, ...]:
    return tuple(made(each) for each in values.get(name, ()))


def _measure(values: Values) -> Measure:
    return Measure(values.get("unit", "{}"), values.get("decimals", 0))


def _needed(text: str) -> Formula:
    return Formula(text, parse(text))


def _formula(text: str | None) -> Formula | None:
    return None if text is None else _needed(text)


def _input(values: Values) -> Input:
    return Input(
        key=values["key"],
        label=values["label"],
        default=float(values["default"]),
        least=float(values["least"]),
        most=float(values["most"]),
        step=float(values["step"]),
        measure=_measure(values),
        help=values.get("help", ""),
        options=tuple((float(option["value"]), option["text"]) for option in values.get("options", ())),
    )


def _result(values: Values) -> Result:
    return Result(
        values["key"],
        values["label"],
        _needed(values["formula"]),
        _measure(values),
        values.get("text", ""),
        _formula(values.get("low")),
        _formula(values.get("high")),
        values.get("which", ""),
        _formula(values.get("where")),
    )
