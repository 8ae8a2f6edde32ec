"""People who measure, and short ways through an assessment."""

import json
from contextlib import contextmanager

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from readiness.models import Sheet

# Not work of the database: what a test's own transaction or SQLite's needs around statements.
AROUND = ("SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK TO SAVEPOINT", "BEGIN", "COMMIT")


@contextmanager
def at_most(count: int):
    """Fails when the block sends more statements."""
    with CaptureQueriesContext(connection) as capture:
        yield capture
    sent = [query["sql"] for query in capture.captured_queries if not query["sql"].startswith(AROUND)]
    assert len(sent) <= count, f"{len(sent)} statements:\n" + "\n".join(sent)


def rows() -> dict[str, list]:
    """Every row of this room and of accounts and sessions: what a GET must leave alone."""
    models = [
        m
        for label in ("readiness", "accounts", "sessions", "jobs")
        for m in apps.get_app_config(label).get_models()
    ]
    return {model.__name__: list(model._base_manager.order_by("pk").values()) for model in models}


@pytest.fixture
def person(db) -> User:
    return User.objects.create_user("ada@example.org", "a long enough password")


@pytest.fixture
def reader(person) -> Client:
    """Someone signed in."""
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def visitor(db) -> Client:
    """Someone without an account; in place of the browser's fixture of that name."""
    return Client()


def begin(client: Client, form: str = "quick", role: str = "exec", **more: str) -> Sheet:
    response = client.post(reverse("readiness:start"), {"form": form, "role": role, **more})
    assert response.status_code == 302, response.content.decode()[:2000]
    return Sheet.objects.select_related("round").get(public_id=response["Location"].split("/")[2])


def number_of(sheet: Sheet, item: str) -> int:
    return [each.id for each in sheet.questions].index(item) + 1


def address(name: str, sheet: Sheet, *more: object) -> str:
    return reverse(f"readiness:{name}", args=[sheet.public_id, *more])


def result_address(sheet: Sheet, name: str = "result", *more: object) -> str:
    return reverse(f"readiness:{name}", args=[sheet.round.public_id, *more])


def post(client: Client, sheet: Sheet, item: str, answer: object = "", **more: object):
    """The Continue button under a question."""
    return client.post(address("question", sheet, number_of(sheet, item)), {"answer": answer, **more})


def save(client: Client, sheet: Sheet, item: str, answer: object, **more: object):
    """What the page's script sends."""
    body = json.dumps({"answer": answer, **more})
    return client.post(address("save", sheet, number_of(sheet, item)), body, content_type="application/json")


def fill(client: Client, sheet: Sheet, default: object = 3, **given: object) -> None:
    """Answers every question; `given` by item (S1_1), dimension (S1) or pillar (S)."""
    for item in sheet.questions:
        keys = (item.id.replace(".", "_"), item.id.split(".")[0], item.id[0])
        answer = next((given[key] for key in keys if key in given), default)
        if answer is not None:
            assert save(client, sheet, item.id, answer).status_code == 200


def submit(client: Client, sheet: Sheet):
    return client.post(address("submit", sheet))
