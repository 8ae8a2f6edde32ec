"""How much an exercise computes: every page of it is worked out anew, for whoever asks."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from .formula import OVER_ROWS, BadFormula, Tree, parse

Values = Mapping[str, Any]


def sums_of(values: Values) -> int:
    """The sums that one choice takes; what cannot be read counts nothing."""
    rows = len(values.get("rows", ()))
    return sum(times * _size(text, rows) for text, times in _formulas(values, rows))


def tries_of(inputs: Sequence[Values]) -> list[int]:
    """For each figure the steps at which another answer is looked for."""
    return [int((each["most"] - each["least"]) / each["step"]) for each in inputs]


def _formulas(values: Values, rows: int) -> Iterator[tuple[str, int]]:
    """(formula, how often it is worked out for one choice)."""
    for column in values.get("columns", ()):
        yield column.get("formula") or "", rows
    for result in values.get("results", ()):
        times = rows + 1 if "which" in result else 1  # of the best row once more
        yield from ((result.get(part) or "", times) for part in ("formula", "where", "low", "high"))
    for name, part in (("limits", "formula"), ("findings", "when")):
        yield from ((each.get(part) or "", 1) for each in values.get(name, ()))


def _size(text: str, rows: int) -> int:
    try:
        return _sums(parse(text), rows) if text else 0
    except BadFormula:
        return 0


def _sums(tree: Tree, rows: int) -> int:
    """A sum over rows within another goes over all of them for each of them."""
    if not isinstance(tree, list):
        return 1
    times = rows if tree[0] in OVER_ROWS and tree[0] != "picked" else 1
    return 1 + times * sum(_sums(part, rows) for part in tree[1:])
