"""A read written as a queryset, compiled at its first use and then sent again with other values.

Django takes milliseconds to turn the large statements of a page into SQL, and each time makes the same.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import QuerySet

Value = int | str | UUID
Given = Value | tuple[int, ...]
# Within the range of every integer column, and no number that a statement would hold by itself.
FIRST_STAND_IN = 2_000_000_000


@dataclass(frozen=True, slots=True)
class _Filled:
    """A parameter that is made of the values given."""

    by: Callable[[Sequence[Value]], object]


@dataclass(frozen=True, slots=True)
class _Statement:
    sql: str
    params: tuple[object, ...]
    names: tuple[str, ...]
    converters: tuple[tuple[int, tuple[Callable[..., object], ...], object], ...]

    def rows(self, values: Sequence[Value], connection: BaseDatabaseWrapper) -> Iterator[list[object]]:
        params = [param.by(values) if isinstance(param, _Filled) else param for param in self.params]
        with connection.cursor() as cursor:
            cursor.execute(self.sql, params)
            found = cursor.fetchall()
        for row in map(list, found):
            for place, converters, expression in self.converters:
                for convert in converters:
                    row[place] = convert(row[place], expression, connection)
            yield row


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
    return _Statement(
        sql,
        tuple(filled),
        tuple((*query.values_select, *query.annotation_select) if query.selected is None else query.selected),
        tuple((place, tuple(found), expression) for place, (found, expression) in converters.items()),
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
        number = FIRST_STAND_IN + index
        made[name] = (
            UUID(int=number)
            if isinstance(value, UUID)
            else f"{{{index}}}"
            if isinstance(value, str)
            else number
        )
        index += 1
    return made


def _check_used(params: Sequence[object], stand_ins: list[Value]) -> None:
    """A value that does not come out of the statement again would be the first one's for ever."""
    spelt = [str(param) for param in params] + [param.hex for param in params if isinstance(param, UUID)]
    for stand_in in stand_ins:
        word = stand_in.hex if isinstance(stand_in, UUID) else str(stand_in)
        if not any(word in each for each in spelt):
            raise ValueError("A value of a prepared statement is not one of its parameters.")


def _filled(param: object, stand_ins: list[Value]) -> object:
    """The parameter itself, or how it is made of the values; SQLite spells a UUID by its digits."""
    for index, stand_in in enumerate(stand_ins):
        if param == stand_in and not isinstance(stand_in, str):
            return _Filled(itemgetter(index))
        if isinstance(stand_in, UUID) and param == stand_in.hex:
            return _Filled(lambda values, index=index: values[index].hex)
    if isinstance(param, str) and any(isinstance(each, str) and each in param for each in stand_ins):
        return _Filled(lambda values: param.format(*values))
    return param
