"""A draft that saves itself while somebody publishes it does not take it down again."""

import json
from collections.abc import Callable
from contextlib import nullcontext
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.urls import reverse
from wagtail.models import Page, get_page_models
from wagtail.users.models import UserProfile

from content import meanwhile
from content.importing.places import paths_index
from content.meanwhile import KeepsPublished
from content.models import GuidePage, HomePage, LearnIndexPage, ModulePage, PathPage, PathsPage, TextPage
from tests.content import trees
from tests.content.editing import posted
from tests.interleaved import has_to_wait
from tests.journeys.people import client_of, person

pytestmark = pytest.mark.django_db
checked = KeepsPublished.is_valid
TEXT = json.dumps([{"type": "text", "value": "<p>Words.</p>"}])


def path() -> PathPage:
    module = trees.module()
    units = [trees.unit(module, slug, GuidePage) for slug in ("one", "two")]
    steps = [{"type": "step", "value": {"unit": unit.pk, "why": ""}} for unit in units]
    page = PathPage(title="Small", slug="small", whom="You", lead="Lead", live=False, steps=json.dumps(steps))
    return paths_index(trees.learn().get_parent().specific).add_child(instance=page)


def text() -> TextPage:
    page = TextPage(title="Small", slug="small", body=TEXT, live=False)
    return trees.learn().get_parent().specific.add_child(instance=page)


def module() -> ModulePage:
    page = ModulePage(title="Small", slug="small", question="Where?", lead="L", outcomes=["Know"], live=False)
    return trees.learn().add_child(instance=page)


def one_of_a_kind(found: Callable[[], Page]) -> Callable[[], Page]:
    """There is one from the beginning; somebody took it down to work at it."""

    def taken_down() -> Page:
        page = found()
        page.title = "Small"
        page.save()
        page.unpublish()
        return page

    return taken_down


DRAFTS: dict[type[Page], Callable[[], Page]] = {
    GuidePage: lambda: trees.unit(trees.module(), "small", GuidePage, publish=False),
    ModulePage: module,
    TextPage: text,
    PathPage: path,
    PathsPage: one_of_a_kind(lambda: paths_index(trees.learn().get_parent().specific)),
    LearnIndexPage: one_of_a_kind(trees.learn),
    HomePage: one_of_a_kind(lambda: trees.learn().get_parent().specific),
}


@pytest.fixture(params=DRAFTS, ids=lambda model: model.__name__)
def draft(request: pytest.FixtureRequest) -> Page:
    page = DRAFTS[request.param]()
    page.save_revision(user=person("superuser"))
    return request.param.objects.get(pk=page.pk)


def saved_by_itself(draft: Page, monkeypatch: pytest.MonkeyPatch) -> Page:
    """With another title; published by somebody else after it was read and before it is written."""

    def publish_meanwhile(form: Any) -> bool:
        type(draft).objects.get(pk=draft.pk).latest_revision.publish()
        return bool(checked(form))

    monkeypatch.setattr(KeepsPublished, "is_valid", publish_meanwhile)
    save(draft, "Meanwhile")
    return Page.objects.get(pk=draft.pk)


def save(draft: Page, title: str) -> None:
    sent = posted(draft, person("superuser")) | {"title": title}
    address = reverse("wagtailadmin_pages:edit", args=[draft.pk])
    answer = client_of(person("superuser")).post(address, sent, headers={"accept": "application/json"})
    assert answer.json()["success"], answer.json()


def test_it_stays_published_and_the_words_are_a_draft(draft: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    page = saved_by_itself(draft, monkeypatch)
    assert page.live
    assert page.live_revision_id != page.latest_revision_id
    assert (page.title, page.draft_title) == ("Small", "Meanwhile")
    assert page.has_unpublished_changes
    assert page.get_latest_revision_as_object().live


def test_control_without_the_look_it_would_be_down(draft: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meanwhile, "published_meanwhile", lambda page: False)
    assert not saved_by_itself(draft, monkeypatch).live


def test_every_kind_of_page_is_looked_at() -> None:
    ours = [model for model in get_page_models() if model.__module__.startswith("content.")]
    assert len(ours) > len(DRAFTS)
    unguarded = [
        m.__name__ for m in ours if not issubclass(m.get_edit_handler().get_form_class(), KeepsPublished)
    ]
    assert unguarded == []


@pytest.mark.parametrize("zone", ["UTC", "Asia/Tokyo"])
def test_the_hours_of_a_schedule_say_whose_they_are(zone: str) -> None:
    """Somebody in Berlin who means nine in the morning would else be an hour late, and not know it."""
    page, user = DRAFTS[TextPage](), person("superuser")
    profile = UserProfile.get_for_user(user)
    profile.current_time_zone = zone
    profile.save()
    words = client_of(user).get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert words.count(f"In the time zone {zone}") == 2


def publishes_at_once(monkeypatch: pytest.MonkeyPatch) -> bool:
    """Publish is pressed when nobody was found to have published, and nothing is written yet."""
    page = DRAFTS[ModulePage]()
    page.save_revision(user=person("superuser"))
    read = ModulePage.objects.get(pk=page.pk)
    form = read.get_edit_handler().get_form_class()(
        posted(read, person("superuser")), instance=read, for_user=person("superuser")
    )
    assert form.is_valid(), form.errors

    def publish() -> None:
        ModulePage.objects.get(pk=page.pk).latest_revision.publish()

    return has_to_wait(monkeypatch, ModulePage, "save", form.save, publish)


@pytest.mark.django_db(transaction=True)
def test_who_publishes_it_while_it_is_written_does_so_afterwards(monkeypatch: pytest.MonkeyPatch) -> None:
    assert publishes_at_once(monkeypatch)


@pytest.mark.django_db(transaction=True)
def test_control_unguarded_it_is_published_first_and_written_over(monkeypatch: pytest.MonkeyPatch) -> None:
    """On SQLite the transaction is the guard, as it locks at its beginning; elsewhere the lock of the row."""
    if connection.vendor == "sqlite":
        monkeypatch.setattr(meanwhile, "transaction", SimpleNamespace(atomic=nullcontext))
    else:
        monkeypatch.setattr(meanwhile, "published_meanwhile", lambda page: False)
    assert not publishes_at_once(monkeypatch)
    assert not ModulePage.objects.get(slug="small").live
