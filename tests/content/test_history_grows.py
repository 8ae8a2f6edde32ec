"""Wagtail's history only grows: no row is changed or deleted, and a person can still be erased from it."""

from contextlib import contextmanager
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry, PageLogEntry, Revision

from accounts.erase import erase
from accounts.models import User
from content.models import Approval, Unit
from portal import privacy
from tests.content import trees
from tests.content.test_approving import asked, draft, editors, post

pytestmark = pytest.mark.django_db
TABLES = ("wagtailcore_pagelogentry", "wagtailcore_modellogentry")


@pytest.fixture
def person() -> User:
    return User.objects.create_user("ada@example.org", name="Ada")


@pytest.fixture
def entries(person: User) -> list[Any]:
    log(instance=trees.module(), action="wagtail.edit", user=person, data={"a": 1})
    log(instance=person, action="wagtail.edit", user=person)
    return [PageLogEntry.objects.get(user_id=person.pk), ModelLogEntry.objects.get(user_id=person.pk)]


def refused(act: Any) -> bool:
    """In a savepoint, so that the test goes on."""
    try:
        with transaction.atomic():
            act()
    except IntegrityError as problem:
        return "the history only grows" in str(problem)
    return False


@contextmanager
def without_the_guard() -> Any:
    """The control: taken down inside the test's transaction."""
    on = {table: f" ON {table}" if connection.vendor == "postgresql" else "" for table in TABLES}
    with connection.cursor() as cursor:
        for table, where in on.items():
            for name in ("stays", "remains"):
                cursor.execute(f"DROP TRIGGER {table}_{name}{where}")
    yield


CHANGES = [
    {"action": "wagtail.publish"},
    {"data": {"a": 2}},
    {"label": "Another"},
    {"user_id": 4711},
    {"timestamp": "2020-01-01T00:00:00Z"},
    {"content_changed": True},
]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: next(iter(change)))
def test_no_row_is_changed(entries: list[Any], change: dict[str, Any]) -> None:
    for entry in entries:
        rows = type(entry).objects.filter(pk=entry.pk)
        assert refused(lambda rows=rows: rows.update(**change))


def test_no_row_is_deleted_and_emptying_the_table_is_refused(entries: list[Any]) -> None:
    for entry in entries:
        assert refused(entry.delete)
        assert refused(lambda entry=entry: type(entry).objects.all()._raw_delete("default"))
        if connection.vendor == "postgresql":
            connection.check_constraints()  # else the rows that were just written would forbid it, too
            assert refused(
                lambda entry=entry: connection.cursor().execute(f"TRUNCATE {entry._meta.db_table}")
            )


def test_control_without_the_guard_all_of_it_happens(entries: list[Any]) -> None:
    with without_the_guard():
        for entry in entries:
            for change in CHANGES:
                assert not refused(lambda e=entry, c=change: type(e).objects.filter(pk=e.pk).update(**c))
            assert not refused(entry.delete)


def test_a_person_is_erased_and_what_was_done_stays(entries: list[Any], person: User) -> None:
    number = person.pk
    erase(person)
    for entry in entries:
        entry.refresh_from_db()
        assert (entry.user_id, entry.action) == (None, "wagtail.edit")
    assert entries[1].label == "erased"
    assert not User.objects.filter(pk=number).exists()


def test_a_page_is_deleted_and_its_history_stays() -> None:
    page = trees.unit(trees.module(), "jabil")
    number = page.pk
    page.delete(user=None)
    assert PageLogEntry.objects.filter(page=number).exists()


def test_a_reviewer_and_an_owner_are_forgotten_and_the_decision_stays(person: User) -> None:
    User.objects.filter(pk=person.pk).update(email="grace@example.org")
    person.refresh_from_db()
    page = draft(keeper_mail="grace@example.org")
    key, _ = asked(page, editors())
    post(key)
    assert privacy.held_about(person)["asked_to_review"][0]["name"] == "Grace Hopper"
    privacy.erase(person)
    assert list(Approval.objects.values_list("name", "address", "verdict")) == [("", "", "approved")]
    assert Unit.objects.get(pk=page.pk).keeper_mail == ""
    assert not Revision.objects.filter(content__icontains="grace@example.org").exists()
    message = PageLogEntry.objects.get(action="content.reviewed_by_mail").message
    assert message == "Approved by a reviewer who is no longer named by a link in a mail"
