"""A module that was brought in is taken back: as a whole, by who may bring one in, until it is begun."""

import io
import json
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale, Page, PageLogEntry

from content.importing.places import paths_index
from content.models import Arrival, GuidePage, Imported, ModulePage, PathPage, Unit
from content.packing import taking_back
from content.packing.archive import Refused
from content.packing.coming import brought_in
from content.packing.going import packed
from content.packing.taking_back import lines_of, taken_back
from courses.models import Completion, Learner
from portal.roles import Role, group_of
from tests.content import trees
from tests.content.packs import own_module, set_apart
from tests.interleaved import has_to_wait
from tests.journeys.people import client_of, person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def apart(tmp_path: Path, settings: Any) -> None:
    set_apart(settings, tmp_path)


def bring(data: bytes) -> Arrival:
    brought_in(io.BytesIO(data), "", person("superuser"))
    return Arrival.objects.latest("pk")


def elsewhere() -> tuple[bytes, bytes]:
    """A module as it is packed at another portal, now and a month later; nothing of it is here."""
    module = own_module()
    first = packed(module)
    page = Unit.objects.get(key="own/first").specific
    page.standfirst = "Told anew."
    page.save_revision().publish()
    second = packed(module)
    Page.objects.get(pk=module.pk).delete()
    return first, second


@pytest.fixture
def arrival(db: None) -> Arrival:
    return bring(elsewhere()[0])


def unit() -> Unit:
    return Unit.objects.get(key="own/first").specific


def begin() -> None:
    learner = Learner.objects.create(user=person("learner"))
    Completion.objects.create(learner=learner, unit=unit(), at=timezone.now(), how="read")


def change() -> None:
    page = unit()
    page.title = "Changed here"
    page.save_revision()


def add() -> None:
    trees.unit(ModulePage.objects.get(slug="own"), "more", GuidePage)


def translate() -> None:
    german = Locale.objects.create(language_code="de")
    for page in (*unit().get_ancestors().filter(depth__gt=1), unit()):
        page.copy_for_translation(german)


def lead_here() -> None:
    units = [unit(), trees.unit(trees.module(), "other", GuidePage)]
    steps = json.dumps([{"type": "step", "value": {"unit": each.pk, "why": ""}} for each in units])
    path = PathPage(title="A way", slug="way", whom="You", lead="Lead", steps=steps)
    paths_index(trees.learn().get_parent().specific).add_child(instance=path)


BARS: dict[str, Callable[[], None]] = {
    "learners have begun it": begin,
    "it was changed here since": change,
    "pages were added below it": add,
    "it was translated": translate,
    "“A way” leads to it": lead_here,
}


def test_what_was_new_goes_and_can_be_brought_in_again(arrival: Arrival) -> None:
    assert taken_back(arrival, person("superuser"), timezone.now()) == (2, 0)
    assert not ModulePage.objects.filter(slug="own").exists()
    assert not Unit.objects.filter(key="own/first").exists()
    assert not Imported.objects.filter(key__startswith="own").exists()
    again = bring(packed(own_module()))
    assert again is not None
    with pytest.raises(Refused, match="taken back already"):
        taken_back(arrival, person("superuser"), timezone.now())


def test_two_are_taken_back_one_after_the_other_the_later_first() -> None:
    first, second = elsewhere()
    new, changed = bring(first), bring(second)
    for arrival, told in ((changed, (0, 1)), (new, (2, 0))):
        assert taken_back(arrival, person("superuser"), timezone.now()) == told
    assert not Unit.objects.filter(key="own/first").exists()


def test_what_was_changed_says_again_what_it_said() -> None:
    first, second = elsewhere()
    new, changed = bring(first), bring(second)
    assert unit().standfirst == "Told anew."
    assert [line.goes for line in lines_of(changed)] == [False]
    with pytest.raises(Refused, match="it was changed here since"):
        taken_back(new, person("superuser"), timezone.now())
    begin()
    assert taken_back(changed, person("superuser"), timezone.now()) == (0, 1)
    assert (unit().live, unit().standfirst) == (True, "Standfirst")
    assert Completion.objects.exists(), "what learners did stays"
    bring(second)
    assert unit().standfirst == "Told anew.", "a later import finds it as the first one left it"


@pytest.mark.parametrize("why", BARS)
def test_it_stays_as_a_whole_where_something_stands_in_the_way(arrival: Arrival, why: str) -> None:
    BARS[why]()
    before = Page.objects.count(), Imported.objects.count()
    with pytest.raises(Refused, match=why):
        taken_back(arrival, person("superuser"), timezone.now())
    assert (Page.objects.count(), Imported.objects.count()) == before
    assert Arrival.objects.get(pk=arrival.pk).taken_back_at is None


def test_control_without_the_look_what_a_learner_did_would_go(arrival: Arrival, monkeypatch) -> None:
    begin()
    monkeypatch.setattr(taking_back, "_begun", lambda pk: [])
    taken_back(arrival, person("superuser"), timezone.now())
    assert not Completion.objects.exists()


def test_whatever_the_courses_keep_of_a_unit_counts_as_begun(arrival: Arrival) -> None:
    kept = [
        field
        for model in apps.get_app_config("courses").get_models()
        for field in model._meta.get_fields()
        if field.many_to_one and field.related_model is Unit
    ]
    assert len(kept) > 8
    assert len(list(taking_back._begun(unit().pk))) == len(kept)


def test_an_import_that_changes_nothing_leaves_nothing_to_take_back(arrival: Arrival) -> None:
    bring(packed(ModulePage.objects.get(slug="own")))
    assert Arrival.objects.count() == 1


class TestPages:
    def test_it_is_offered_confirmed_and_written_down(self, arrival: Arrival) -> None:
        client = client_of(person("superuser"))
        address = reverse("module_take_back", args=[arrival.pk])
        assert address in client.get(reverse("modules_out_and_in")).content.decode()
        words = client.get(address).content.decode()
        assert words.count("is deleted") == 2
        assert Unit.objects.filter(key="own/first").exists(), "looking changes nothing"
        after = client.post(address, follow=True).content.decode()
        assert "is taken back. Pages deleted: 2;" in after
        assert address not in after
        assert PageLogEntry.objects.filter(action="content.module_taken_back").count() == 1
        assert client.get(address).status_code == 404

    def test_the_way_back_stands_beside_what_was_just_brought_in(self) -> None:
        client, (first, _second) = client_of(person("superuser")), elsewhere()
        for offered in (True, False):
            shown = client.post(reverse("module_look"), {"archive": SimpleUploadedFile("own.zip", first)})
            after = client.post(
                reverse("module_bring"), {"token": shown.context["token"], "compared": "yes"}, follow=True
            )
            assert ("Take it back" in after.content.decode()) is offered, "a second time nothing changes"

    def test_what_stands_in_the_way_is_named_and_no_button_offered(self, arrival: Arrival) -> None:
        begin()
        client = client_of(person("superuser"))
        address = reverse("module_take_back", args=[arrival.pk])
        words = client.get(address).content.decode()
        assert "learners have begun it." in words
        assert "Take it back" not in words
        assert "Nothing was changed." in client.post(address, follow=True).content.decode()
        assert Unit.objects.filter(key="own/first").exists()

    @pytest.mark.parametrize(
        ("role", "may"), [(Role.AUTHOR, False), (Role.EDITOR, False), (Role.PUBLISHER, True)]
    )
    def test_who_may_bring_one_in_may_take_it_back(self, arrival: Arrival, role: Role, may: bool) -> None:
        user = person("learner", f"{role}@example.org")
        user.groups.add(group_of(role))
        client_of(user).post(reverse("module_take_back", args=[arrival.pk]))
        assert Unit.objects.filter(key="own/first").exists() is not may


def begins_meanwhile(arrival: Arrival, monkeypatch: pytest.MonkeyPatch) -> bool:
    """A learner finishes the unit when nobody was found to have begun it, and it still stands."""
    learner, pk = Learner.objects.create(user=person("learner")), unit().pk

    def finish() -> None:
        Completion.objects.create(learner_id=learner.pk, unit_id=pk, at=timezone.now(), how="read")

    user = person("superuser")
    take = lambda: taken_back(arrival, user, timezone.now())  # noqa: E731
    return has_to_wait(monkeypatch, taking_back, "_forget", take, finish)


@pytest.mark.django_db(transaction=True)
def test_nobody_begins_what_is_just_taken_back(monkeypatch: pytest.MonkeyPatch) -> None:
    arrival = bring(elsewhere()[0])
    assert begins_meanwhile(arrival, monkeypatch)
    assert not Unit.objects.filter(key="own/first").exists()


@pytest.mark.django_db(transaction=True)
def test_control_unguarded_what_was_done_meanwhile_would_go(monkeypatch: pytest.MonkeyPatch) -> None:
    """On SQLite the transaction is the guard, as it locks at its beginning; elsewhere the rows' lock."""
    arrival = bring(elsewhere()[0])
    if connection.vendor == "sqlite":
        monkeypatch.setattr(taking_back, "transaction", SimpleNamespace(atomic=nullcontext))
    else:
        monkeypatch.setattr(taking_back, "_hold", lambda numbers: None)
    assert not begins_meanwhile(arrival, monkeypatch)
    assert not Completion.objects.exists()
