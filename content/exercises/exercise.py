"""An exercise as plain values, and the shape in which an author writes it (docs/editors.md)."""

from collections.abc import Mapping
from dataclasses import dataclass

from .formula import Tree


@dataclass(frozen=True, slots=True)
class Formula:
    """As it is written and shown, and as it is worked out."""

    text: str
    tree: Tree


@dataclass(frozen=True, slots=True)
class Measure:
    """How a number is printed: `unit` holds {} where the number stands, such as €{}k or {} ms."""

    unit: str = "{}"
    decimals: int = 0


@dataclass(frozen=True, slots=True)
class Input:
    """One number that the reader sets; with `options`, one of these values. `step` above zero."""

    key: str
    label: str
    default: float
    least: float
    most: float
    step: float
    measure: Measure
    help: str = ""
    options: tuple[tuple[float, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """A value of every row: given by the author, or worked out where there is a formula."""

    key: str
    label: str
    measure: Measure
    shown: bool = True
    formula: Formula | None = None


@dataclass(frozen=True, slots=True)
class Row:
    key: str
    label: str
    text: str
    values: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Result:
    """A line of the ledger. `which`: the row where the formula is “least” or “most”, instead of its value.

    `low` and `high` are the ends of a range around the value.
    """

    key: str
    label: str
    formula: Formula
    measure: Measure
    text: str = ""
    low: Formula | None = None
    high: Formula | None = None
    which: str = ""
    where: Formula | None = None


@dataclass(frozen=True, slots=True)
class Limit:
    """A choice that does not meet it cannot be committed; `say` tells why."""

    formula: Formula
    say: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What happened: the first finding whose condition is true, told after the choice is committed."""

    key: str
    when: Formula
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Exercise:
    """`picks`: the reader chooses one row. `given`: one input for every row, called `given` in formulas.

    `turns`: key of a result of kind `which`; the page says at which inputs it would name another row.
    """

    role: str
    limit: str
    inputs: tuple[Input, ...]
    rows_title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    picks: str
    given: Input | None
    results: tuple[Result, ...]
    limits: tuple[Limit, ...]
    findings: tuple[Finding, ...]
    turns: str = ""

    @property
    def worked(self) -> tuple[Column, ...]:
        """The columns that a formula fills, in the order in which they are worked out."""
        return tuple(column for column in self.columns if column.formula is not None)

    @property
    def formulas(self) -> tuple[tuple[str, str], ...]:
        """What is worked out, as the page states it: label and formula."""
        worked = [(column.label, column.formula.text) for column in self.columns if column.formula]
        return (*worked, *((result.label, result.formula.text) for result in self.results))
