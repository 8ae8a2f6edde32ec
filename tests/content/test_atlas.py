"""The atlas: read once per change, every change seen at once, nothing restricted in its lists."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, Site

from content.atlas import atlas, begin_request, end_request
from content.models import ModulePage, Unit
from tests.content import trees

pytestmark = pytest.mark.django_db


@pytest.fixture
def module() -> ModulePage:
    return trees.module()


def slugs() -> list[str]:
    return [unit.slug for line in atlas().modules for unit in line.open_units]


def test_lines_follow_the_tree_with_addresses_minutes_and_sections(module: ModulePage) -> None:
    trees.unit(module, "one", minutes=4)
    trees.unit(module, "two", minutes=5, sector="Health", topics=["strategy/pilot-to-scale"])
    shelf = atlas()
    line = shelf.module("strategy")
    assert (line.url, line.minutes) == ("/learn/strategy/", 9)
    first, second = line.units
    assert (first.url, first.position, second.position) == ("/learn/strategy/one/", 1, 2)
    assert [(s.key, s.resume) for s in second.sections] == [("part-1", "at 1."), ("part-2", "at 2.")]
    assert sum(s.minutes for s in second.sections) == 5
    assert shelf.next_after(first) == second
    assert shelf.next_after(second) is None
    assert shelf.unit(second.id) == shelf.unit_by_key("strategy/two") == second
    assert shelf.module_of(second).id == line.id
    assert str(second.plate) == "/plates/strategy/two-0-card.svg"


def test_reading_it_costs_the_same_for_three_units_and_for_thirty(django_assert_num_queries, module) -> None:
    for number in range(3):
        trees.unit(module, f"unit-{number}")
    with django_assert_num_queries(7):
        atlas()
    for number in range(3, 30):
        trees.unit(module, f"unit-{number}")
    with django_assert_num_queries(7):
        assert len(atlas().modules[0].units) == 30


def test_an_unchanged_atlas_costs_one_statement_and_none_with_a_stamp(
    django_assert_num_queries, module
) -> None:
    trees.unit(module, "one")
    shelf = atlas()
    with django_assert_num_queries(1):
        assert atlas() is shelf
    found = Unit.objects.at("strategy", "one").get()
    with django_assert_num_queries(0):
        assert atlas(found.atlas_stamp) is shelf


def test_a_request_asks_once(django_assert_num_queries, module) -> None:
    atlas()
    begin_request()
    try:
        with django_assert_num_queries(1):
            assert atlas() is atlas() is atlas()
        trees.unit(module, "one")
        assert slugs() == ["one"], "a request sees what it published itself"
    finally:
        end_request()


class TestShowsAtOnce:
    """Each of these changes what the next question answers, with no time in between."""

    @pytest.fixture(autouse=True)
    def _two_units(self, module: ModulePage) -> None:
        self.module = module
        self.one, self.two = trees.unit(module, "one"), trees.unit(module, "two")
        assert slugs() == ["one", "two"]

    def test_publish(self) -> None:
        trees.unit(self.module, "three")
        assert slugs() == ["one", "two", "three"]

    def test_a_draft_does_not_show(self) -> None:
        trees.unit(self.module, "three", publish=False)
        assert slugs() == ["one", "two"]

    def test_republish_with_other_words(self) -> None:
        self.one.title = "Another title"
        self.one.save_revision().publish()
        assert atlas().unit(self.one.pk).title == "Another title"

    def test_unpublish(self) -> None:
        self.one.unpublish()
        assert slugs() == ["two"]

    def test_delete(self) -> None:
        self.one.delete()
        assert slugs() == ["two"]
        assert atlas().unit(self.one.pk) is None

    def test_delete_of_a_draft_module(self) -> None:
        empty = trees.module("empty")
        assert atlas().module("empty")
        Page.objects.get(pk=empty.pk).delete()
        assert atlas().module("empty") is None

    def test_move_within_the_module(self) -> None:
        Page.objects.get(pk=self.two.pk).move(Page.objects.get(pk=self.one.pk), pos="left")
        assert slugs() == ["two", "one"]

    def test_move_to_another_module(self) -> None:
        other = trees.module("culture")
        Page.objects.get(pk=self.one.pk).move(Page.objects.get(pk=other.pk), pos="last-child")
        assert [unit.slug for unit in atlas().module("culture").units] == ["one"]
        assert atlas().unit(self.one.pk).url == "/learn/culture/one/"

    def test_slug(self) -> None:
        self.one.slug = "uno"
        self.one.save_revision().publish()
        assert atlas().unit(self.one.pk).url == "/learn/strategy/uno/"
        assert atlas().unit_by_key("strategy/one").id == self.one.pk, "the key survives"

    def test_slug_of_the_module(self) -> None:
        module = ModulePage.objects.get(pk=self.module.pk)
        module.slug = "direction"
        module.save_revision().publish()
        assert atlas().unit(self.one.pk).url == "/learn/direction/one/"

    def test_restriction_and_its_end(self) -> None:
        restriction = PageViewRestriction.objects.create(page=self.one, restriction_type="login")
        assert slugs() == ["two"]
        assert atlas().unit(self.one.pk).restricted
        restriction.delete()
        assert slugs() == ["one", "two"]

    def test_restriction_of_the_module(self) -> None:
        PageViewRestriction.objects.create(page=self.module, restriction_type="login")
        assert atlas().modules == ()
        assert atlas().module("strategy") is not None

    def test_schedule_and_expiry(self) -> None:
        later = trees.unit(self.module, "later", publish=False)
        later.go_live_at = timezone.now() + timedelta(hours=1)
        later.save_revision().publish()
        assert slugs() == ["one", "two"]
        past = timezone.now() - timedelta(minutes=1)
        revision = later.get_latest_revision()
        revision.content["go_live_at"] = past.isoformat()
        revision.approved_go_live_at = past
        revision.save()
        Page.objects.filter(pk=self.one.pk).update(expire_at=past)
        call_command("publish_scheduled")
        assert slugs() == ["two", "later"]

    def test_another_home(self) -> None:
        Site.objects.update(hostname="other.example")
        Site.objects.get().save()
        assert atlas().sites[0].hostname == "other.example"

    def test_a_film_of_another_length(self) -> None:
        film = trees.film()
        self.one.film = film
        self.one.save_revision().publish()
        assert atlas().unit(self.one.pk).duration == 10
        film.duration = 20
        film.save()
        assert atlas().unit(self.one.pk).duration == 20

    def test_a_rolled_back_change_leaves_nothing_behind(self) -> None:
        with transaction.atomic():
            self.one.unpublish()
            assert slugs() == ["two"]
            transaction.set_rollback(True)
        assert slugs() == ["one", "two"]


def test_a_withdrawn_unit_keeps_its_row_and_leads_on(module: ModulePage) -> None:
    old, new = trees.unit(module, "old"), trees.unit(module, "new")
    old.replaced_by = new
    old.save_revision().publish()
    old.unpublish()
    shelf = atlas()
    line = shelf.unit(old.pk)
    assert line.withdrawn
    assert shelf.replacement_of(line).slug == "new"
    assert [u.slug for u in shelf.modules[0].units] == ["old", "new"]
    assert shelf.modules[0].minutes == new.minutes
    new.replaced_by = old
    new.save_revision().publish()
    new.unpublish()
    assert atlas().replacement_of(atlas().unit(old.pk)) is None, "a circle leads nowhere"


def test_an_unpublished_module_is_not_listed(module: ModulePage) -> None:
    unit = trees.unit(module, "one")
    ModulePage.objects.get(pk=module.pk).unpublish()
    assert atlas().modules == ()
    assert atlas().unit(unit.pk) is not None, "its live unit can still be read at its address, as in Wagtail"


def test_keys_are_made_from_the_address_and_never_twice(module: ModulePage) -> None:
    one = trees.unit(module, "one")
    one.slug = "first"
    one.save_revision().publish()
    assert Unit.objects.get(pk=one.pk).key == "strategy/one"
    assert trees.unit(module, "one", title="Another").key == "strategy/one-2"
    copy = one.copy(update_attrs={"slug": "copied", "title": "Copied"})
    assert copy.key == "strategy/copied"
