"""One unit published twice at once: the later differs from the earlier, and is what readers see."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from threading import Event
from types import SimpleNamespace

import pytest
from django.db import OperationalError, connection, connections

from content import changing, rendering
from content.changing import keep_published
from content.models import Announced, Change, Rendering, Unit
from content.receivers import render_published
from content.rendering import render_missing
from tests.content import trees

pytestmark = pytest.mark.django_db(transaction=True)
# A connection that would have to wait for another one says so at once.
IMPATIENT = {"sqlite": "PRAGMA busy_timeout = 0", "postgresql": "SET lock_timeout = 1"}


def words(said: str) -> str:
    return trees.body(f"{said}.", "The second part stays as it is.")


@pytest.fixture
def unit() -> Unit:
    return trees.unit(trees.module(), "why", body=words("Old words"))


def written(unit: Unit, said: str) -> Unit:
    """As a publication leaves the page before what is public of it is rendered."""
    unit.body = words(said)
    unit.save()
    return unit


def shown(unit: Unit) -> str:
    return str(Rendering.objects.get(unit_id=unit.pk).sections)


@pytest.fixture
def meanwhile(unit: Unit, monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[str]]:
    """Two publications: the second begins when the first has read what was public, and has written nothing.

    Gives "waits" where the second had to wait for the first, which then ends before it is tried again.
    """
    Announced.objects.create(unit_id=unit.pk, kind="material", note="News.")
    written(unit, "New words")
    has_read, may_write = Event(), Event()
    keep, told = changing.keep, []

    def stops_once(of: Unit) -> Rendering:
        if not has_read.is_set():
            has_read.set()
            assert may_write.wait(60)
        return keep(of)

    def first() -> None:
        try:
            keep_published(unit.pk)
        finally:
            connections.close_all()

    def second() -> None:
        assert has_read.wait(60)
        with connection.cursor() as cursor:
            cursor.execute(IMPATIENT[connection.vendor])
        try:
            keep_published(unit.pk)
        except OperationalError:
            told.append("waits")
        finally:
            may_write.set()
            connections.close_all()

    def run() -> list[str]:
        monkeypatch.setattr(changing, "keep", stops_once)
        with ThreadPoolExecutor(2) as threads:
            for done in [threads.submit(first), threads.submit(second)]:
                done.result()
        if told:
            keep_published(unit.pk)
        return told

    return run

    return run


def changes() -> list[tuple[str, list[str]]]:
    return list(Change.objects.order_by("pk").values_list("kind", "sections"))


def test_two_publications_at_once_follow_each_other(unit: Unit, meanwhile) -> None:
    assert meanwhile() == ["waits"]
    assert changes() == [("material", ["part-1"]), ("correction", [])]
    assert len(Rendering.objects.get(unit_id=unit.pk).changes) == 1


def test_control_unguarded_both_differ_from_what_was_public_before_either(
    unit: Unit, meanwhile, monkeypatch
) -> None:
    """On SQLite the transaction is the guard, as it locks at its beginning; elsewhere the lock of the row."""
    if connection.vendor == "sqlite":
        monkeypatch.setattr(changing, "transaction", SimpleNamespace(atomic=nullcontext))
    else:
        monkeypatch.setattr(changing, "held", lambda pk: Unit.objects.get(pk=pk))
    assert meanwhile() == []
    assert [sections for _kind, sections in changes()] == [["part-1"], ["part-1"]]


def test_what_was_written_last_is_what_readers_see(unit: Unit) -> None:
    """The first to write is the last to render, from what it still has in memory."""
    first, last = (written(Unit.objects.get(pk=unit.pk).specific, said) for said in ("First", "Last"))
    render_published(last)
    render_published(first)
    assert "Last." in shown(unit)
    rendering.keep(first)  # the control
    assert "First." in shown(unit)


def test_a_rendering_made_again_does_not_bring_old_words_back(unit: Unit, monkeypatch) -> None:
    """The unit is published between the search for stale renderings and the making of its own."""
    held = rendering.held

    def published_before(pk: int) -> Unit | None:
        written(Unit.objects.get(pk=pk).specific, "New words")
        return held(pk)

    monkeypatch.setattr(rendering, "held", published_before)
    assert render_missing(again=True) == 1
    assert "New words" in shown(unit)


def test_a_unit_deleted_meanwhile_is_passed_over(unit: Unit) -> None:
    pk = unit.pk
    unit.delete()
    keep_published(pk)
    assert not Rendering.objects.filter(unit_id=pk).exists()
