"""A unit's last day: what its readers find, what those who finished keep, who is told, what leads on."""

import json
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry, PageViewRestriction, Revision

from content import expiring
from content.importing.places import paths_index
from content.models import GuidePage, ModulePage, PathPage, Unit
from content.receivers import bump
from courses.history import record_of
from courses.models import Completion, Learner, Note
from tests.content import trees
from tests.journeys.people import client_of, person

pytestmark = pytest.mark.django_db
OLD = "/learn/strategy/old/"


@pytest.fixture
def shelf() -> SimpleNamespace:
    """Three units and a path through them; somebody finished the one whose last day comes."""
    module = trees.module()
    units = {
        slug: trees.unit(module, slug, GuidePage, keeper_mail="keeper@example.org")
        for slug in ("old", "next", "last")
    }
    path = PathPage(title="Short", slug="short", whom="You", lead="Lead", live=False)
    path.steps = json.dumps([{"type": "step", "value": {"unit": unit.pk}} for unit in units.values()])
    paths_index(module.get_parent().get_parent().specific).add_child(instance=path)
    path.save_revision().publish()
    learner = Learner.objects.create(user=person("learner"))
    now = timezone.now()
    Completion.objects.create(learner=learner, unit=units["old"], at=now, how="read")
    Note.objects.create(learner=learner, unit=units["old"], text="Mine", created_at=now, updated_at=now)
    return SimpleNamespace(module=module, path=path, learner=learner, **units)


def expire(page: Unit, **fields: Any) -> Unit:
    """As an author sets it in the form; then the day has come and the job runs."""
    page = page.specific
    for name, value in {"expire_at": timezone.now() + timedelta(hours=1), **fields}.items():
        setattr(page, name, value)
    page.save_revision(user=person("author")).publish()
    Unit.objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
    call_command("publish_scheduled")
    return Unit.objects.get(pk=page.pk)


def test_readers_hear_that_it_is_no_longer_offered_and_where_to_go_on(shelf: SimpleNamespace) -> None:
    page = expire(shelf.old)
    assert (page.live, page.expired) == (False, True)
    for path in (OLD, f"{OLD}part-2/", f"{OLD}print/"):
        answer = Client().get(path)
        words = answer.content.decode()
        assert answer.status_code == 410, path
        assert "“Old” is no longer offered" in words
        assert 'href="/learn/strategy/">Go on with Strategy</a>' in words
    post = Client().post(f"{OLD}do/continue/", {"section": "part-1"})
    assert post.status_code in (404, 410)


def test_what_was_finished_stays_and_the_sums_go_on_without_it(shelf: SimpleNamespace) -> None:
    client = client_of(shelf.learner.user)
    before = client.get("/learn/strategy/").context["progress"]
    assert (before.total, before.outline.percent) == (3, 33)
    expire(shelf.old)
    after = client.get("/learn/strategy/").context["progress"]
    assert (after.total, after.outline.percent) == (2, 0)
    steps = client.get("/paths/short/").context["progress"].steps
    assert [step.line.slug for step in steps] == ["next", "last"]
    assert [done.title for done in record_of(shelf.learner).module("strategy").done] == ["Old"]
    assert "Mine" in client.get("/me/notes.md").content.decode()
    assert "No longer offered" in client.get("/me/").content.decode()
    for path in ("/", "/learn/", "/me/record/", "/paths/", "/search/?q=old"):
        assert client.get(path).status_code == 200, path


def test_one_that_is_replaced_leads_on(shelf: SimpleNamespace) -> None:
    expire(shelf.old, replaced_by=shelf.next)
    assert Client().get(OLD)["Location"] == "/learn/strategy/next/"
    assert "Its address now leads on to “Next”." in mail.outbox[0].body


def test_a_replacement_may_be_named_afterwards(shelf: SimpleNamespace) -> None:
    page = expire(shelf.old).specific
    assert Client().get(OLD).status_code == 410
    page.replaced_by = shelf.next
    page.save()
    assert Client().get(OLD)["Location"] == "/learn/strategy/next/"


def test_its_people_are_told_once(shelf: SimpleNamespace) -> None:
    page = expire(shelf.old)
    assert sorted(letter.to for letter in mail.outbox) == [["author@example.org"], ["keeper@example.org"]]
    letter = mail.outbox[0]
    assert letter.subject == "Expired: Old"
    assert "Readers no longer find it." in letter.body
    assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in letter.body
    assert PageLogEntry.objects.filter(page=page.pk, action="wagtail.unpublish.scheduled").count() == 1
    call_command("publish_scheduled")
    assert len(mail.outbox) == 2


def test_a_version_that_has_a_day_of_its_own_keeps_it(shelf: SimpleNamespace) -> None:
    page = shelf.old.specific
    page.title, page.go_live_at = "Old, told anew", timezone.now() + timedelta(days=2)
    coming = page.save_revision(user=person("author"))
    coming.publish()
    Unit.objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
    call_command("publish_scheduled")
    assert not Unit.objects.get(pk=page.pk).live
    assert Revision.objects.get(pk=coming.pk).approved_go_live_at is not None
    assert "The version that has a day of its own is published on that day." in mail.outbox[0].body


def test_control_wagtail_by_itself_would_forget_that_day(shelf: SimpleNamespace) -> None:
    page = shelf.old.specific
    page.go_live_at = timezone.now() + timedelta(days=2)
    coming = page.save_revision()
    coming.publish()
    Unit.objects.get(pk=page.pk).unpublish(set_expired=True)
    assert Revision.objects.get(pk=coming.pk).approved_go_live_at is None


@pytest.mark.parametrize("how", ["taken down", "restricted"])
def test_what_was_not_simply_public_until_its_day_is_not_named(shelf: SimpleNamespace, how: str) -> None:
    if how == "taken down":
        shelf.old.specific.unpublish()
    else:
        PageViewRestriction.objects.create(page=shelf.old, restriction_type="login")
        expire(shelf.old)
    bump()
    answer = Client().get(OLD)
    assert answer.status_code == 404
    assert "Old" not in answer.content.decode()


def module_expires(shelf: SimpleNamespace) -> None:
    shelf.module.specific.save_revision(user=person("author")).publish()
    ModulePage.objects.filter(pk=shelf.module.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
    call_command("publish_scheduled")


def test_a_module_takes_its_units_with_it_and_each_of_its_people_gets_one_mail(
    shelf: SimpleNamespace,
) -> None:
    module_expires(shelf)
    answer = Client().get(OLD)
    assert answer.status_code == 410
    assert "Go on with" not in answer.content.decode(), "there is no module to go on in"
    assert Completion.objects.count() == 1
    assert sorted(letter.to for letter in mail.outbox) == [["author@example.org"], ["keeper@example.org"]]
    assert "Its 3 units went with it" in mail.outbox[0].body
    call_command("publish_scheduled")
    assert len(mail.outbox) == 2
    for path in ("/", "/learn/", "/me/", "/paths/short/"):
        assert client_of(shelf.learner.user).get(path).status_code in (200, 404), path


def test_control_wagtail_by_itself_leaves_units_under_a_module_that_is_not_there(
    shelf: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(expiring, "_expire_module", lambda pk: 0)
    module_expires(shelf)
    assert (Client().get("/learn/strategy/").status_code, Client().get(OLD).status_code) == (404, 200)
