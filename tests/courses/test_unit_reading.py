"""How units are read: worked by hand, nothing about four people, and two looks never tell about one."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from content.models import Unit
from courses.models import Completion, Learner, Place
from courses.unit_reading import Reader, in_fives, unit_reading
from tests.journeys.people import client_of, person

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
READERS = st.lists(st.builds(Reader, st.integers(1, 9), st.booleans(), st.floats(0, 9999)), max_size=40)


def test_twelve_readers_by_hand():
    """Seven got to the end after 4 minutes, five stopped in the second of three sections."""
    readers = [Reader(3, True, 240)] * 7 + [Reader(2, False, 30)] * 5
    found = unit_reading(readers, finished=6, sections=3)
    assert (found.readers, found.finished, found.reached, found.minutes) == (10, 5, (10, 10, 5), 4.0)


@pytest.mark.parametrize("count", [0, 1, 4])
def test_fewer_than_five_are_not_shown(count):
    found = unit_reading([Reader(2, True, 300)] * count, finished=count, sections=2)
    assert (found.readers, found.finished, found.reached, found.minutes) == (None, None, (None, None), None)


def test_control_five_are_shown():
    found = unit_reading([Reader(2, True, 300)] * 5, finished=5, sections=2)
    assert (found.readers, found.finished, found.reached, found.minutes) == (5, 5, (5, 5), 5.0)


@given(READERS, st.integers(0, 40), st.integers(0, 6))
def test_every_count_is_of_whole_fives_and_so_is_every_difference(readers, finished, sections):
    found = unit_reading(readers, finished, sections)
    counts = [found.readers, found.finished, *found.reached]
    assert all(count is None or (count >= 5 and count % 5 == 0) for count in counts)
    assert len(found.reached) == sections


@given(st.integers(0, 10_000))
def test_a_count_is_never_more_than_it_was(count):
    assert (in_fives(count) or 0) <= count


@pytest.fixture
def unit(course) -> Unit:
    return Unit.objects.get(key="strategy/jabil")


def read(unit: Unit, people: int) -> None:
    section = unit.rendering.outline[1]["key"]
    times = {"started_at": NOON, "updated_at": NOON, "reported_at": NOON}
    for _ in range(people):
        learner = Learner.objects.create(device=uuid4())
        Place.objects.create(
            learner=learner, unit=unit, section=section, reached_end_at=NOON, seconds_open=420, **times
        )
        Completion.objects.create(learner=learner, unit=unit, at=NOON, how="read")


@pytest.mark.django_db
@pytest.mark.parametrize(("people", "shown"), [(4, False), (5, True)])
def test_the_page_shows_five_and_not_four(unit, people, shown):
    read(unit, people)
    author = client_of(person("author"))
    page = author.get(reverse("courses_readings:reading", args=[unit.pk]))
    found = page.context["found"]
    assert (found.readers, found.finished, found.minutes) == ((5, 5, 7.0) if shown else (None, None, None))
    assert (page.context["chart"] is not None) is shown
    assert ("Minutes really spent</dt><dd>7" in page.content.decode()) is shown
    lines = author.get(reverse("courses_readings:listing")).context["lines"]
    line = next(line for line in lines if line.unit.id == unit.pk)
    assert (line.readers, line.finished) == ((5, 5) if shown else (None, None))


@pytest.mark.django_db
def test_the_way_leads_from_the_edit_page_and_a_checks_questions_have_their_own(unit):
    author = client_of(person("author"))
    edit = author.get(reverse("wagtailadmin_pages:edit", args=[unit.pk])).content.decode()
    assert reverse("courses_readings:reading", args=[unit.pk]) in edit
    check = Unit.objects.get(key="technology/check")
    shown = author.get(reverse("courses_readings:reading", args=[check.pk])).content.decode()
    assert reverse("courses_checks:statistics", args=[check.pk]) in shown


@pytest.mark.django_db
def test_a_reader_is_not_let_in(unit):
    learner = client_of(person("learner"))
    for name, args in (("listing", []), ("reading", [unit.pk])):
        assert learner.get(reverse(f"courses_readings:{name}", args=args)).status_code in (302, 403)
