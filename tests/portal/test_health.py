"""Alive is not ready: what each check says when a part is away."""

import pytest
from django.db import OperationalError, connection
from django.test import Client

from portal import health


def test_alive_asks_nobody(client: Client) -> None:
    assert client.get("/healthz").status_code == 200  # without a database mark, a query would fail this test


@pytest.mark.django_db
def test_ready_when_everything_answers(client: Client) -> None:
    response = client.get("/readyz")
    assert response.status_code == 200
    assert response.json() == {"database": "ok", "migrations": "ok", "broker": "ok"}


@pytest.mark.django_db
def test_not_ready_without_the_database(client: Client, monkeypatch) -> None:
    def away(*args: object) -> None:
        raise OperationalError

    monkeypatch.setattr(connection, "cursor", away)
    response = client.get("/readyz")
    assert (response.status_code, response.json()["database"]) == (503, "failing")


@pytest.mark.django_db
def test_not_ready_while_a_migration_waits(client: Client, monkeypatch) -> None:
    monkeypatch.setattr(health, "migrated", False)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'jobs'")
    response = client.get("/readyz")
    assert (response.status_code, response.json()["migrations"]) == (503, "failing")


@pytest.mark.django_db
def test_not_ready_without_a_broker_that_was_set(client: Client, settings, monkeypatch) -> None:
    settings.CELERY_BROKER_URL = "redis://127.0.0.1:1/0"
    monkeypatch.setattr("portal.celery.broker_answers", lambda: False)
    assert client.get("/readyz").json()["broker"] == "failing"
