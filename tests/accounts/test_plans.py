"""A plan that a connection keeps answers for its own statement, with the values of each asking."""

import pytest
from django.db import connection

from accounts import plans
from accounts.models import User
from accounts.plans import Slot, plan_of
from accounts.prepared import Prepared

POSTGRESQL = pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite plans in no time")


@pytest.fixture
def people(db):
    return [User.objects.create_user(f"{name}@example.org") for name in ("ada", "bo")]


def named(order: str = "pk") -> Prepared:
    """By another order it is another statement, which no test before has left on the connection."""
    return Prepared(lambda email: User.objects.filter(email=email).order_by(order).values_list("pk"))


def held() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement FROM pg_prepared_statements")
        return [statement for (statement,) in cursor.fetchall()]


def each_finds_their_own(prepared: Prepared, people: list[User]) -> None:
    for _ in range(2):
        for person in people:
            assert prepared.rows(email=person.email) == [[person.pk]]


def test_each_asking_brings_its_own_values(people):
    each_finds_their_own(named(), people)


@POSTGRESQL
def test_a_statement_is_prepared_once_on_a_connection(people):
    before = len(held())
    for prepared in (named("email"), named("email")):
        each_finds_their_own(prepared, people)
    assert len(held()) == before + 1


@POSTGRESQL
@pytest.mark.django_db(transaction=True)
def test_a_connection_that_is_opened_again_learns_it_again(people):
    prepared = named()
    each_finds_their_own(prepared, people)
    connection.close()
    each_finds_their_own(prepared, people)
    assert len(held()) == 1


@POSTGRESQL
def test_nothing_is_kept_where_connections_are_pooled(people, settings):
    settings.KEEP_PLANS = False
    before = len(held())
    each_finds_their_own(named("name"), people)
    assert len(held()) == before
    settings.KEEP_PLANS = True
    each_finds_their_own(named("name"), people)
    assert len(held()) == before + 1


@POSTGRESQL
def test_a_full_connection_is_asked_in_full(people, monkeypatch):
    monkeypatch.setattr(plans, "MOST", 0)
    before = len(held())
    each_finds_their_own(named("theme"), people)
    assert len(held()) == before


@POSTGRESQL
@pytest.mark.parametrize(
    ("sql", "params"),
    [
        ("SELECT %s, 'b'", [Slot(int)]),
        ("SELECT %s, 'a'", [Slot(str)]),
        ("SELECT %s, 'a'", ["c"]),
        ("SELECT %s, 'a%%'", [Slot(int)]),
    ],
)
def test_the_name_is_that_of_one_statement_alone(db, sql, params):
    connection.ensure_connection()
    one = plan_of("SELECT %s, 'a'", [Slot(int)], connection)
    assert one == plan_of("SELECT %s, 'a'", [Slot(int)], connection)
    assert one.name != plan_of(sql, params, connection).name
