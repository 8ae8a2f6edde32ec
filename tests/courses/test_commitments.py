"""Commitments: one a unit, kept and settled by their maker, reminded of once on their day."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail
from django.test import Client

from accounts.models import User
from courses.actions.committing import remind
from courses.models import Commitment
from tests.courses.conftest import at_most
from tests.journeys.people import client_of, person

JABIL = "/learn/strategy/jabil/"
LAST = JABIL + "take-away/"
SENT = {"text": "Map the label check", "owner": "Plant manager", "due": "2026-12-01", "section": "take-away"}
NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)


def keep(client: Client, **more: str):
    return client.post(JABIL + "do/commitment_keep/", {**SENT, **more})


@pytest.fixture
def ada(course: None) -> Client:
    client = client_of(person("learner"))
    for question in ("first-message", "your-message"):
        client.post(JABIL + "do/case_answer/", {"question": question, "skip": "1"})
    return client


@pytest.mark.django_db
def test_it_is_kept_shown_at_the_unit_and_on_ones_own_page_and_changed(ada: Client) -> None:
    assert keep(ada).url == f"{LAST}#commitment"
    page = ada.get(LAST)
    assert page.context["reading"].commitment.text == "Map the label check"
    assert 'value="2026-12-01"' in page.content.decode()
    keep(ada, text="Map two checks")
    assert Commitment.objects.get().text == "Map two checks"
    own = ada.get("/me/").content.decode()
    assert "Map two checks" in own
    assert "By 1 December 2026" in own or "Overdue since" in own
    assert Client().get(LAST).context["reading"].commitment is None


@pytest.mark.django_db
def test_it_is_settled_reopened_and_dropped_from_either_page(ada: Client) -> None:
    keep(ada)
    away = ada.post(JABIL + "do/commitment_settle/", {"done": "1", "from": "me"})
    assert away.url == "/me/#commitments"
    done_at = Commitment.objects.get().done_at
    ada.post(JABIL + "do/commitment_settle/", {"done": "1"})
    assert Commitment.objects.get().done_at == done_at
    assert ada.get(LAST).context["reading"].commitment.done
    ada.post(JABIL + "do/commitment_settle/", {"done": "0"})
    assert Commitment.objects.get().done_at is None
    ada.post(JABIL + "do/commitment_drop/", {})
    ada.post(JABIL + "do/commitment_drop/", {})
    assert not Commitment.objects.exists()
    assert ada.get("/me/").context["commitments"] == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    "sent",
    [{"text": ""}, {"text": "x" * 301}, {"due": "tomorrow"}, {"due": "0001-01-01"}, {"owner": "x" * 121}],
)
def test_what_cannot_be_kept_is_refused_with_a_sentence(ada: Client, sent: dict[str, str]) -> None:
    assert keep(ada, **sent).status_code == 422
    assert not Commitment.objects.exists()
    assert ada.post(JABIL + "do/commitment_settle/", {"done": "x"}).status_code == 422


@pytest.mark.django_db
def test_nobody_touches_anothers(ada: Client) -> None:
    keep(ada)
    other = client_of(person("author"))
    other.post(JABIL + "do/commitment_drop/", {})
    other.post(JABIL + "do/commitment_settle/", {"done": "1"})
    keep(other, text="Mine")
    assert list(Commitment.objects.order_by("pk").values_list("text", "done_at")) == [
        ("Map the label check", None),
        ("Mine", None),
    ]


@pytest.mark.django_db
def test_the_unit_page_costs_no_more_with_one(ada: Client) -> None:
    ada.get(LAST)
    with at_most(5):
        ada.get(LAST)
    keep(ada)
    with at_most(5):
        ada.get(LAST)


@pytest.mark.django_db
def test_dates_go_into_a_calendar(ada: Client) -> None:
    keep(ada, text="Map it; then decide, once")
    text = ada.get("/me/commitments.ics").content.decode()
    assert "DTSTART;VALUE=DATE:20261201" in text
    assert "SUMMARY:Map it\\; then decide\\, once (Plant manager)" in text
    ada.post(JABIL + "do/commitment_settle/", {"done": "1"})
    assert "BEGIN:VEVENT" not in ada.get("/me/commitments.ics").content.decode()


@pytest.mark.django_db
def test_one_reminder_on_the_day_and_none_before(ada: Client) -> None:
    keep(ada)
    assert remind(NOON - timedelta(days=1)) == 0
    assert remind(NOON) == 1
    assert remind(NOON) == remind(NOON + timedelta(days=1)) == 0
    (letter,) = mail.outbox
    assert letter.to == ["ada@example.org"]
    assert letter.subject == "Today: Map the label check"
    assert "You receive this because" in letter.body
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    keep(ada, due="2026-12-09")
    assert remind(NOON + timedelta(days=8)) == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("zone", "at", "reminded"),
    [
        (
            "Pacific/Auckland",
            datetime(2026, 11, 30, 20, tzinfo=UTC),
            1,
        ),  # 9 in the morning of 1 December there
        ("Pacific/Auckland", datetime(2026, 11, 30, 12, tzinfo=UTC), 0),  # 1 at night
        ("America/Los_Angeles", datetime(2026, 12, 1, 12, tzinfo=UTC), 0),  # 4 in the morning
        ("America/Los_Angeles", datetime(2026, 12, 1, 17, tzinfo=UTC), 1),
    ],
)
def test_the_day_is_the_day_where_the_person_is(ada: Client, zone: str, at: datetime, reminded: int) -> None:
    keep(ada)
    User.objects.filter(email="ada@example.org").update(time_zone=zone)
    assert remind(at) == reminded


@pytest.mark.django_db
def test_no_reminder_of_what_is_done_has_no_date_or_is_not_wanted(ada: Client) -> None:
    keep(ada, due="")
    assert remind(NOON) == 0
    keep(ada)
    ada.post(JABIL + "do/commitment_settle/", {"done": "1"})
    assert remind(NOON) == 0
    ada.post(JABIL + "do/commitment_settle/", {"done": "0"})
    User.objects.filter(email="ada@example.org").update(is_active=False)
    assert remind(NOON) == 0


@pytest.mark.django_db
def test_one_click_ends_reminders_and_the_own_page_brings_them_back(ada: Client) -> None:
    keep(ada)
    remind(NOON)
    stop = mail.outbox[0].extra_headers["List-Unsubscribe"].strip("<>")
    path = "/accounts/" + stop.partition("/accounts/")[2]
    stranger = Client(enforce_csrf_checks=True)
    assert stranger.get(path).status_code == 200
    assert User.objects.get(email="ada@example.org").reminders
    assert stranger.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not User.objects.get(email="ada@example.org").reminders
    keep(ada, due="2026-12-02")
    assert remind(NOON + timedelta(days=2)) == 0
    ada.post("/me/preferences/", {"name": "Ada", "time_zone": "UTC", "reminders": "on"})
    assert remind(NOON + timedelta(days=2)) == 1
    assert stranger.post("/accounts/no-reminders/forged.token/").status_code == 410


@pytest.mark.django_db
def test_what_a_device_kept_becomes_the_accounts_and_is_exported_and_erased(ada: Client) -> None:
    keep(ada)
    device = Client()
    keep(device, text="Newer")
    device.force_login(User.objects.get(email="ada@example.org"))
    device.post(JABIL + "do/bookmark/", {"on": "1"})
    assert Commitment.objects.get().text == "Newer"
    held = json.loads(ada.get("/me/export.json").content)
    assert held["learning"]["commitments"][0]["due"] in ("2026-12-01", str(date(2026, 12, 1)))
    assert held["account"]["reminders"] is True
