"""Two authors add questions to one check at once: the second is told, and nothing of the first is lost."""

from collections.abc import Callable
from contextlib import nullcontext
from types import SimpleNamespace

import pytest
from django.db import connection

from content.models import CheckPage
from courses.actions import adding
from tests.interleaved import has_to_wait
from tests.journeys.people import person

from .conftest import pool

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def check(school) -> CheckPage:
    return CheckPage.objects.get(pk=school.check.pk)


@pytest.fixture
def add(check: CheckPage) -> Callable[[str], bool]:
    """Adds a question of this key to the draft as it was when the test began."""
    seen, author = str(check.latest_revision_id or ""), person("author")

    def adding_one(key: str) -> bool:
        question = {**pool(1)[0]["value"], "key": key}
        question["options"] = [option.get("value", option) for option in question["options"]]
        return adding.add_questions(check.pk, seen, [question], author)

    return adding_one


def keys(check: CheckPage) -> set[str]:
    draft = CheckPage.objects.get(pk=check.pk).get_latest_revision_as_object()
    return {child.value["key"] for child in draft.questions} & {"mine", "yours"}


def test_of_two_who_add_at_once_the_second_looks_again(check, add, monkeypatch) -> None:
    assert has_to_wait(monkeypatch, CheckPage, "save_revision", lambda: add("mine"), lambda: add("yours"))
    assert not add("yours")
    assert keys(check) == {"mine"}


def test_control_unguarded_one_of_them_would_be_lost(check, add, monkeypatch) -> None:
    """On SQLite the transaction is the guard, as it locks at its beginning; elsewhere the lock of the row."""
    if connection.vendor == "sqlite":
        monkeypatch.setattr(adding, "add_questions", adding.add_questions.__wrapped__)
        monkeypatch.setattr(adding, "transaction", SimpleNamespace(atomic=nullcontext))
    else:
        monkeypatch.setattr(adding, "_held", lambda pk: CheckPage.objects.get(pk=pk))
    assert not has_to_wait(monkeypatch, CheckPage, "save_revision", lambda: add("mine"), lambda: add("yours"))
    assert keys(check) == {"mine"}, "both were told that theirs was added"
