"""What many saves build is built once a process; after that its rows are written as they were."""

import pickle
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models import Model
from wagtail.models import Site

from content.receivers import bump

Rows = list[tuple[Any, ...]]
Tables = dict[type[Model], Rows]
Made = TypeVar("Made")


@dataclass(frozen=True)
class _Kept:
    """What was built, and the rows of the tables that it changed."""

    made: bytes
    before: Tables
    after: Tables


_kept: dict[tuple[object, ...], _Kept] = {}


def replayed(build: Callable[..., Made], *given: Any) -> Made:
    """`build(*given)`, or what it left behind when it found the same in the same tables before."""
    key = (connection.vendor, build, *given)
    kept = _kept.get(key)
    with transaction.atomic():
        if kept is None:
            made, _kept[key] = _recorded(build, given)
            return made
        if any(_rows(model) != rows for model, rows in kept.before.items()):
            return build(*given)
        _write(kept.after)
        # What the saves would have told this process.
        Site.clear_site_root_paths_cache()
        bump()
        found: Made = pickle.loads(kept.made)  # noqa: S301 - our own, of this process
        return found


def _recorded(build: Callable[..., Made], given: tuple[Any, ...]) -> tuple[Made, _Kept]:
    models = [model for model in apps.get_models(include_auto_created=True) if model._meta.managed]
    before = {model: _rows(model) for model in models}
    made = build(*given)
    after = {model: _rows(model) for model in models}
    changed = [model for model in models if before[model] != after[model]]
    kept = _Kept(pickle.dumps(made), {m: before[m] for m in changed}, {m: after[m] for m in changed})
    return made, kept


def _rows(model: type[Model]) -> Rows:
    meta = model._meta
    columns = ", ".join(connection.ops.quote_name(field.column) for field in meta.local_concrete_fields)
    table, key = map(connection.ops.quote_name, (meta.db_table, meta.pk.column))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns} FROM {table} ORDER BY {key}")  # noqa: S608
        return list(cursor.fetchall())


def _write(tables: Tables) -> None:
    with connection.cursor() as cursor:
        for model, rows in tables.items():
            fields = model._meta.local_concrete_fields
            columns = ", ".join(connection.ops.quote_name(field.column) for field in fields)
            table = connection.ops.quote_name(model._meta.db_table)
            cursor.execute(f"DELETE FROM {table}")  # noqa: S608
            places = ", ".join(["%s"] * len(fields))
            cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({places})", rows)  # noqa: S608
        for statement in connection.ops.sequence_reset_sql(no_style(), list(tables)):
            cursor.execute(statement)
