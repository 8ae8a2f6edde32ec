"""Due for review: who is told of what, once; the list, and what readers see of it."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from content.models import ModulePage, ReviewReminder
from content.reviewing import reminding
from content.reviewing.due import due
from content.reviewing.reminding import remind
from content.tasks import remind_reviews
from tests.content import trees
from tests.journeys.people import client_of, person

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


@pytest.fixture
def module() -> ModulePage:
    return trees.module()


def unit(module: ModulePage, slug: str, days: int, who: str = "ada@example.org", **fields: Any) -> Any:
    """Published soundly, and then time went by."""
    page = trees.unit(module, slug, keeper_mail=who, **fields)
    type(page).objects.filter(pk=page.pk).update(review_by=timezone.localdate() + timedelta(days=days))
    return page


def test_the_day_itself_is_in_time_and_thirty_days_are_soon(module: ModulePage) -> None:
    for slug, days in (("over", -1), ("today", 0), ("edge", 30), ("later", 31)):
        unit(module, slug, days)
    trees.unit(module, "draft", publish=False)
    found = [(line.page.slug, line.stage, line.days) for line in due(timezone.localdate())]
    assert found == [("over", "overdue", -1), ("today", "soon", 0), ("edge", "soon", 30)]


def test_an_owner_gets_one_mail_with_everything_and_no_second_one(module: ModulePage) -> None:
    unit(module, "over", -3)
    unit(module, "soon", 10, "Ada@Example.org")
    unit(module, "others", 10, "grace@example.org")
    unit(module, "nobodys", 10, "")
    remind_reviews()
    assert [letter.to for letter in mail.outbox] == [["ada@example.org"], ["grace@example.org"]]
    assert mail.outbox[0].subject == "2 pages to check again"
    assert all(word in mail.outbox[0].body for word in ("Over", "Soon", "You receive this because"))
    assert remind(timezone.now()) == 0
    assert len(mail.outbox) == 2


def test_a_stage_and_a_new_date_are_said_again_once(module: ModulePage) -> None:
    page = unit(module, "jabil", 10)
    assert remind(timezone.now()) == 1
    assert remind(timezone.now() + timedelta(days=20)) == 1, "overdue now"
    assert remind(timezone.now() + timedelta(days=21)) == 0
    type(page).objects.filter(pk=page.pk).update(review_by=timezone.localdate() + timedelta(days=5))
    assert remind(timezone.now()) == 1


def test_killed_before_the_mail_nothing_is_noted_and_the_next_run_sends_it(
    module: ModulePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    unit(module, "jabil", 10)

    def killed(*_: object) -> None:
        raise SystemExit

    with monkeypatch.context() as patched:
        patched.setattr(reminding, "_letter", killed)
        with pytest.raises(SystemExit):
            remind(timezone.now())
    assert not ReviewReminder.objects.exists()
    assert remind(timezone.now()) == 1


def test_of_two_runs_at_once_one_sends(module: ModulePage) -> None:
    page = unit(module, "jabil", 10)
    line = due(timezone.localdate())[0]
    assert reminding._told("ada@example.org", [line], timezone.now())
    assert not reminding._told("ada@example.org", [line], timezone.now())
    assert len(mail.outbox) == 1
    assert page.review_reminders.count() == 1


def test_the_list_by_owner_and_as_a_file(module: ModulePage, caplog: pytest.LogCaptureFixture) -> None:
    unit(module, "over", -3, keeper="=Chief")
    unit(module, "soon", 10)
    client = client_of(person("author"))
    address = reverse("due_for_review")
    words = client.get(address).content.decode()
    assert "One is overdue" in words
    assert "One is due in 30 days" in words
    assert "ada@example.org" not in words
    assert "Soon" not in client.get(f"{address}?owner==Chief").content.decode()
    with caplog.at_level("INFO", logger="security"):
        answer = client.get(f"{address}?owner=*&export=csv")
    assert "Over,strategy/over,'=Chief,ada@example.org,2026-01-01" in answer.content.decode()
    assert [record.getMessage() for record in caplog.records if record.name == "security"] == ["exported"]


def test_readers_see_when_it_was_checked_and_not_by_which_address(module: ModulePage) -> None:
    page = unit(module, "jabil", 10)
    words = Client().get(page.get_url()).content.decode()
    assert "Checked on 1 January 2026" in words
    assert "ada@example.org" not in words


def test_the_clock_asks_every_hour() -> None:
    assert settings.CELERY_BEAT_SCHEDULE["remind_reviews"]["task"] == remind_reviews.name
    assert settings.CELERY_BEAT_SCHEDULE["publish_scheduled"]["schedule"] == 60
