"""Makes an exercise of values in the right shape and without faults."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from .exercise import Column, Exercise, Finding, Formula, Input, Limit, Measure, Result, Row
from .faults import GIVEN
from .formula import parse

Values = Mapping[str, Any]
Made = TypeVar("Made")


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
