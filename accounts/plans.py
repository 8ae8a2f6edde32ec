"""PostgreSQL plans a statement each time it comes; one that a connection keeps is planned once on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from uuid import UUID

from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper

# What a place for a value takes; comparisons with narrower columns use their indexes all the same.
TYPES = {int: "bigint", str: "text", UUID: "uuid", date: "date"}
MOST = 200  # on one connection: each takes some 100 KB of the server's memory


@dataclass(frozen=True, slots=True)
class Slot:
    """Stands among the parameters for a value of this type, which every asking brings anew."""

    type: type


@dataclass(frozen=True, slots=True)
class Plan:
    """`name` is made of the statement: whatever a connection keeps under it is this one and no other."""

    name: str
    prepare: str
    execute: str

    def held_by(self, connection: BaseDatabaseWrapper) -> bool:
        """Hands the statement to a connection that has not got it; False where no more are taken."""
        held = _held(connection)
        if self.name in held:
            return True
        if len(held) >= MOST:
            return False
        # Past Django's own cursor: it is not a question that is asked.
        with connection.wrap_database_errors, connection.connection.cursor() as cursor:
            cursor.execute(self.prepare)
        held.add(self.name)
        return True


def plan_of(sql: str, params: Sequence[object], connection: BaseDatabaseWrapper) -> Plan | None:
    """None where there is nothing to gain: on SQLite, or where connections are pooled."""
    if connection.vendor != "postgresql" or not settings.KEEP_PLANS:
        return None
    spelt, types = [], []
    with connection.connection.cursor() as cursor:
        for param in params:
            if isinstance(param, Slot):
                types.append(TYPES[param.type])
                spelt.append(f"${len(types)}")
            else:
                spelt.append(cursor.mogrify("%s", [param]).decode())
    body = sql % tuple(spelt)
    signature = f"({', '.join(types)})" if types else ""
    name = f"kept_{sha256(f'{signature} {body}'.encode()).hexdigest()[:24]}"
    places = f"({', '.join(['%s'] * len(types))})" if types else ""
    return Plan(name, f"PREPARE {name}{signature} AS {body}", f"EXECUTE {name}{places}")


def _held(connection: BaseDatabaseWrapper) -> set[str]:
    """Of the connection that is open now; one that is opened again begins with none."""
    opened, names = getattr(connection, "held_plans", (None, set()))
    if opened is not connection.connection:
        opened, names = connection.held_plans = (connection.connection, set())
    return names
