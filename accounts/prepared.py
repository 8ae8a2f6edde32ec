"""A read written as a queryset, compiled at its first use and then sent again with other values.

Django takes milliseconds to turn the large statements of a page into SQL, and each time makes the same; so
does PostgreSQL to plan them.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate, pairwise
from operator import itemgetter
from typing import TypeVar
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model, QuerySet

from .plans import Plan, Slot, plan_of

Row = TypeVar("Row", bound=Model)
Value = int | str | UUID | date
Given = Value | tuple[int, ...]
# Within the range of every integer column, and no number that a statement would hold by itself.
FIRST_STAND_IN = 2_000_000_000
FIRST_STAND_IN_DAY = 3_000_000  # in the year 8214


def columns_of(model: type[Model], path: str = "") -> list[str]:
    """All that make a row of the model, to be read at the end of a path."""
    return [f"{path}{field.attname}" for field in model._meta.concrete_fields]


def loaded(model: type[Row], values: Sequence[object]) -> Row:
    """A row of the model from the values of those columns."""
    return model.from_db(DEFAULT_DB_ALIAS, columns_of(model), values)


@dataclass(frozen=True, slots=True)
class _Filled:
    """A parameter that is made of the values given, and its type."""

    by: Callable[[Sequence[Value]], object]
    type: type


@dataclass(frozen=True, slots=True)
class _Statement:
    sql: str
    params: tuple[object, ...]
    names: tuple[str, ...]
    converters: tuple[tuple[int, tuple[Callable[..., object], ...], object], ...]
    plan: Plan | None

    def rows(self, values: Sequence[Value], connection: BaseDatabaseWrapper) -> Iterator[list[object]]:
        with connection.cursor() as cursor:
            if self.plan and self.plan.held_by(connection):
                filled = [param.by(values) for param in self.params if isinstance(param, _Filled)]
                cursor.execute(self.plan.execute, filled)
            else:
                params = [param.by(values) if isinstance(param, _Filled) else param for param in self.params]
                cursor.execute(self.sql, params)
            found = cursor.fetchall()
        for row in map(list, found):
            for place, converters, expression in self.converters:
                for convert in converters:
                    row[place] = convert(row[place], expression, connection)
            yield row


def parted(values: Sequence[object], *widths: int) -> list[Sequence[object]]:
    """A row cut into the columns of each model, the rest last."""
    ends = [0, *accumulate(widths), len(values)]
    return [values[start:end] for start, end in pairwise(ends)]


class Prepared:
    """`build` takes values by name and returns a queryset of `values()` or `values_list()`.

    It may use the values in conditions only, strings also as parts of strings. A tuple is the list of an IN;
    one of another length is another statement.
    """

    def __init__(self, build: Callable[..., QuerySet]) -> None:
        self.build = build
        self.kept: dict[tuple[object, ...], _Statement] = {}

    def rows(self, **values: Given) -> list[list[object]]:
        """One statement; each row in the order of its columns."""
        connection = connections[DEFAULT_DB_ALIAS]
        return list(self._statement(connection, values).rows(_flat(values), connection))

    def named(self, **values: Given) -> list[dict[str, object]]:
        """One statement; each row by the names of its columns."""
        connection = connections[DEFAULT_DB_ALIAS]
        statement = self._statement(connection, values)
        return [
            dict(zip(statement.names, row, strict=True)) for row in statement.rows(_flat(values), connection)
        ]

    def _statement(self, connection: BaseDatabaseWrapper, values: dict[str, Given]) -> _Statement:
        kinds = ((name, len(v) if isinstance(v, tuple) else type(v)) for name, v in values.items())
        shape = (connection.vendor, *kinds)
        if shape not in self.kept:
            self.kept[shape] = _compiled(self.build, values, connection)
        return self.kept[shape]


def _flat(values: dict[str, Given]) -> list[Value]:
    return [each for value in values.values() for each in (value if isinstance(value, tuple) else (value,))]


def _compiled(
    build: Callable[..., QuerySet], values: dict[str, Given], connection: BaseDatabaseWrapper
) -> _Statement:
    stand_ins = _stand_ins(values)
    query = build(**stand_ins).query
    compiler = query.get_compiler(connection=connection)
    sql, params = compiler.as_sql()
    filled = [_filled(param, _flat(stand_ins)) for param in params]
    _check_used(params, _flat(stand_ins))
    converters = compiler.get_converters([column[0] for column in compiler.select[: compiler.col_count]])
    connection.ensure_connection()
    slots = [Slot(param.type) if isinstance(param, _Filled) else param for param in filled]
    return _Statement(
        sql,
        tuple(filled),
        tuple((*query.values_select, *query.annotation_select) if query.selected is None else query.selected),
        tuple((place, tuple(found), expression) for place, (found, expression) in converters.items()),
        plan_of(sql, slots, connection),
    )


def _stand_ins(values: dict[str, Given]) -> dict[str, Given]:
    """A value of the same kind for each, to be found again among the parameters."""
    made: dict[str, Given] = {}
    index = 0
    for name, value in values.items():
        if isinstance(value, tuple):
            made[name] = tuple(range(FIRST_STAND_IN + index, FIRST_STAND_IN + index + len(value)))
            index += len(value)
            continue
        made[name] = _stand_in(value, index)
        index += 1
    return made


def _stand_in(value: Value, index: int) -> Value:
    if isinstance(value, str):
        return f"{{{index}}}"
    if isinstance(value, date):
        return date.fromordinal(FIRST_STAND_IN_DAY + index)
    number = FIRST_STAND_IN + index
    return UUID(int=number) if isinstance(value, UUID) else number


def _check_used(params: Sequence[object], stand_ins: list[Value]) -> None:
    """A value that does not come out of the statement again would be the first one's for ever."""
    spelt = [str(param) for param in params] + [param.hex for param in params if isinstance(param, UUID)]
    for stand_in in stand_ins:
        word = stand_in.hex if isinstance(stand_in, UUID) else str(stand_in)
        if not any(word in each for each in spelt):
            raise ValueError("A value of a prepared statement is not one of its parameters.")


def _filled(param: object, stand_ins: list[Value]) -> object:
    """The parameter itself, or how it is made of the values; SQLite spells UUIDs and days by their digits."""
    for index, stand_in in enumerate(stand_ins):
        if param == stand_in and not isinstance(stand_in, str):
            return _Filled(itemgetter(index), type(stand_in))
        if isinstance(stand_in, date) and param == stand_in.isoformat():
            return _Filled(lambda values, index=index: values[index].isoformat(), str)
        if isinstance(stand_in, UUID) and param == stand_in.hex:
            return _Filled(lambda values, index=index: values[index].hex, str)
    if isinstance(param, str) and any(isinstance(each, str) and each in param for each in stand_ins):
        return _Filled(lambda values: param.format(*values), str)
    return param
