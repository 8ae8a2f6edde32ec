"""A round that nobody closes: its owner is told, two weeks later it closes, and its answers get a date."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail

from accounts.models import User
from portal.settings.tasks import beat_schedule
from readiness.actions.closing import close_round, months_after
from readiness.actions.ending import NOTICE, close_forgotten, tell_owners
from readiness.actions.removing import forget_answers
from readiness.actions.reopening import reopen_round
from readiness.models import Answer, Round
from readiness.tasks import end_rounds

from .panels import open_panel
from .rounds import at, northgate, proven

pytestmark = pytest.mark.django_db
OPENED = datetime(2026, 3, 1, 12, tzinfo=UTC)
ANNIVERSARY = datetime(2027, 3, 1, 12, tzinfo=UTC)
TOLD = ANNIVERSARY - NOTICE


@pytest.fixture
def house():
    return northgate()


@pytest.fixture
def owner(house) -> User:
    return house[1]


@pytest.fixture
def round_(house) -> Round:
    """With six answers."""
    made = open_panel({"exec": 3, "staff": 3}, of=house[0])
    Round.objects.update(opened_at=OPENED, owner=house[1], title="Spring")
    mail.outbox.clear()
    return Round.objects.get(pk=made.pk)


def fresh(measured: Round) -> Round:
    return Round.objects.get(pk=measured.pk)


def run_on(now: datetime) -> tuple[int, int]:
    return tell_owners(now), close_forgotten(now)


def test_its_owner_is_told_once_and_two_weeks_before(round_, owner):
    assert run_on(TOLD - timedelta(days=1)) == (0, 0)
    assert [run_on(TOLD), run_on(TOLD), run_on(TOLD + timedelta(days=3))] == [(1, 0), (0, 0), (0, 0)]
    [letter] = mail.outbox
    assert letter.to == [owner.email]
    assert (letter.subject, fresh(round_).ends_on) == ("Closes in two weeks: Spring", ANNIVERSARY.date())
    assert "March 1, 2027" in letter.body or "1 March 2027" in letter.body
    assert at("round", round_) in letter.body
    assert "Closes by itself" in proven(owner).get(at("round", round_)).content.decode()


def test_then_it_closes_as_if_its_owner_had_and_its_answers_get_their_date(round_):
    run_on(TOLD)
    assert run_on(ANNIVERSARY - timedelta(days=1)) == (0, 0)
    assert run_on(ANNIVERSARY) == (0, 1)
    closed = fresh(round_)
    assert closed.retention_until == months_after(ANNIVERSARY.date(), closed.keep_months)
    assert closed.result.details["people"] == 6
    assert forget_answers(closed.retention_until + timedelta(days=1)) > 0
    assert not Answer.objects.exists()


def test_control_without_it_the_answers_stay_for_ever(round_):
    assert forget_answers(ANNIVERSARY.date() + timedelta(days=3650)) == 0
    assert Answer.objects.exists()


def test_one_that_was_forgotten_long_ago_has_its_two_weeks_too(round_):
    late = ANNIVERSARY + timedelta(days=900)
    assert run_on(late) == (1, 0)
    assert run_on(late + NOTICE - timedelta(days=1)) == (0, 0)
    assert run_on(late + NOTICE) == (0, 1)


def test_a_reopened_round_begins_anew(round_):
    run_on(TOLD)
    close_round(round_, TOLD)
    again = reopen_round(fresh(round_), TOLD + timedelta(days=1))
    assert (again.closed_at, again.ends_on) == (None, None)
    assert run_on(ANNIVERSARY) == (0, 0)
    assert run_on(months_later(12)) == (1, 0)


def months_later(months: int) -> datetime:
    day = months_after((TOLD + timedelta(days=1)).date(), months)
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def test_it_is_written_in_the_owners_language_and_to_whoever_leads_where_there_is_none(round_, house):
    Round.objects.update(owner=None)
    User.objects.update(language="de")
    run_on(TOLD)
    [letter] = mail.outbox
    assert letter.to == [house[1].email]
    assert "März 2027" in letter.body


def test_a_closed_organisation_and_ones_own_assessment_are_left_alone(round_, house):
    house[0].closed_at = OPENED
    house[0].save()
    Round.objects.create(kind="individual", instrument_id="rf-1.0", instrument_hash="x", opened_at=OPENED)
    assert run_on(ANNIVERSARY) == (0, 0)


def test_how_long_is_a_setting_and_the_clock_asks(round_, settings):
    settings.ROUND_MONTHS = 6
    assert run_on(datetime(2026, 8, 20, tzinfo=UTC)) == (1, 0)
    assert beat_schedule(30)["end_rounds"]["task"] == end_rounds.name
    end_rounds()
