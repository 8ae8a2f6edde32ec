"""What is replayed is what was built; where something else stands in its tables, it is built anew."""

import pytest
from django.db import connection, transaction
from wagtail.models import Page

from content.models import AtlasStamp, ModulePage
from tests import replayed as here
from tests.content import trees
from tests.replayed import replayed

pytestmark = pytest.mark.django_db


def built(title: str) -> ModulePage:
    calls.append(title)
    return trees.module("strategy", outcomes=[title])


calls: list[str] = []


def after(title: str) -> tuple[ModulePage, dict[object, object]]:
    """What it gives and what stands in the tables that it changed, before all is taken back."""
    with transaction.atomic():
        made = replayed(built, title)
        tables = {model: here._rows(model) for model in here._kept[(connection.vendor, built, title)].after}
        more = trees.unit(made, "more")
        assert Page.objects.get(pk=more.pk).url == "/learn/strategy/more/"
        assert ModulePage.objects.get().outcomes == [title]
        transaction.set_rollback(True)
    return made, tables


def test_rows_and_pages_are_those_that_were_built() -> None:
    calls.clear()
    first, rows = after("Once")
    second, again = after("Once")
    assert calls == ["Once"]
    assert again.pop(AtlasStamp) != rows.pop(AtlasStamp), "what this process remembers of pages is of before"
    assert again == rows
    assert (second.pk, second.url_path, second.outcomes) == (first.pk, first.url_path, ["Once"])


def test_where_something_else_stands_it_is_built() -> None:
    """The control: rows of before must not bury what a test made itself."""
    after("Beside")
    calls.clear()
    own = trees.module("own", outcomes=["Own"])
    assert replayed(built, "Beside").outcomes == ["Beside"]
    assert calls == ["Beside"]
    assert ModulePage.objects.filter(pk=own.pk).exists()
