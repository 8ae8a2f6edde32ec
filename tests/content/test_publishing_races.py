"""One unit published twice at once: the later differs from the earlier, and is what readers see."""

from collections.abc import Callable
from contextlib import nullcontext
from types import SimpleNamespace

import pytest
from django.db import connection

from content import changing, rendering
from content.changing import keep_published
from content.models import Announced, Change, Rendering, Unit
from content.receivers import render_published
from content.rendering import render_missing
from tests.content import trees
from tests.interleaved import has_to_wait

pytestmark = pytest.mark.django_db(transaction=True)


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
def publish_at_once(unit: Unit, monkeypatch: pytest.MonkeyPatch) -> Callable[[], bool]:
    """The second publication begins when the first has read what was public, and has written nothing."""
    Announced.objects.create(unit_id=unit.pk, kind="material", note="News.")
    written(unit, "New words")

    def publish() -> None:
        keep_published(unit.pk)

    return lambda: has_to_wait(monkeypatch, changing, "keep", publish, publish)


def changes() -> list[tuple[str, list[str]]]:
    return list(Change.objects.order_by("pk").values_list("kind", "sections"))


def test_two_publications_at_once_follow_each_other(unit: Unit, publish_at_once) -> None:
    assert publish_at_once()
    keep_published(unit.pk)
    assert changes() == [("material", ["part-1"]), ("correction", [])]
    assert len(Rendering.objects.get(unit_id=unit.pk).changes) == 1


def test_control_unguarded_both_differ_from_what_was_public_before_either(
    unit: Unit, publish_at_once, monkeypatch
) -> None:
    """On SQLite the transaction is the guard, as it locks at its beginning; elsewhere the lock of the row."""
    if connection.vendor == "sqlite":
        monkeypatch.setattr(changing, "transaction", SimpleNamespace(atomic=nullcontext))
    else:
        monkeypatch.setattr(changing, "held", lambda pk: Unit.objects.get(pk=pk))
    assert not publish_at_once()
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
