"""What the first page says."""

from datetime import UTC, datetime, timedelta

import pytest

from courses.home import module_progress, overview, queue_for, resume_line
from courses.models import Attempt, AttemptAnswer, Completion, Learner, Place

from .conftest import at_most

NOON = datetime(2027, 3, 3, 12, tzinfo=UTC)  # a Wednesday
DAY = timedelta(days=1)


@pytest.fixture
def learner(person):
    return Learner.objects.create(user=person)


def place(learner, unit, section="", at=NOON, **facts):
    times = {"started_at": at, "updated_at": at, "reported_at": at}
    return Place.objects.create(learner=learner, unit_id=unit.pk, section=section, **times, **facts)


def finish(learner, unit, at=NOON):
    Completion.objects.create(learner=learner, unit_id=unit.pk, at=at, how="read")


def test_one_click_back_to_the_sentence(learner, school, sentence):
    place(learner, school.guide, "second", NOON - DAY)
    place(learner, school.case, "situation", sentence=sentence("situation", 1))
    resume = resume_line(learner, NOON)
    assert resume.url == f"/learn/strategy/jabil/#{sentence('situation', 1)}"
    assert (resume.section_number, resume.section_total, resume.minutes_left) == (1, 4, 6)
    assert resume.text == "You stopped today, after it began."


@pytest.mark.parametrize(
    ("days", "says"),
    [(0, "today"), (1, "yesterday"), (2, "on Monday"), (6, "on Thursday"), (7, "on 24 February")],
)
def test_the_day_is_named(learner, school, days, says):
    place(learner, school.case, "situation", NOON - days * DAY)
    assert resume_line(learner, NOON).text == f"You stopped {says}, after it began."


def test_a_later_section_has_its_address(learner, school):
    place(learner, school.guide, "third")
    resume = resume_line(learner, NOON)
    assert (resume.url, resume.section_number, resume.text) == ("/learn/strategy/guide-0/third/", 3, "")


def test_a_place_in_a_section_that_is_gone_leads_to_the_unit(learner, school):
    place(learner, school.guide, "gone")
    assert resume_line(learner, NOON).url == "/learn/strategy/guide-0/"


def test_a_film_goes_on_by_itself(learner, school):
    place(learner, school.film, second=50, played=[[0, 50]])
    resume = resume_line(learner, NOON)
    assert (resume.url, resume.minutes_left) == ("/learn/strategy/opening/", 1)


def test_an_open_check_is_where_you_were(learner, school):
    place(learner, school.guide, "second", NOON - DAY)
    drawn = [{"question": f"q{n}", "options": []} for n in range(6)]
    attempt = Attempt.objects.create(
        learner=learner,
        check_page_id=school.check.pk,
        seed=1,
        drawn=drawn,
        pass_mark=4,
        started_at=NOON - 2 * DAY,
    )
    AttemptAnswer.objects.create(attempt=attempt, question="q1", chosen=["a"], right=True, at=NOON)
    resume = resume_line(learner, NOON)
    assert (resume.line.kind, resume.minutes_left) == ("check", 5)


def test_what_is_finished_leads_on_to_the_next(learner, school):
    finish(learner, school.film)
    resume = resume_line(learner, NOON)
    assert (resume.line.slug, resume.begun, resume.text) == ("jabil", False, "Next after “Opening”.")


def test_newcomers_and_those_who_are_done_have_no_resume_line(learner, school):
    assert resume_line(None) is None
    assert resume_line(learner) is None
    for unit in (school.case, school.guide, school.film, school.check):
        finish(learner, unit)
    assert resume_line(learner) is None
    assert queue_for(learner, 20).items == ()
    assert [module.done for module in module_progress(learner)] == [4]


def test_a_failed_check_is_in_progress(learner, school):
    Attempt.objects.create(
        learner=learner, check_page_id=school.check.pk, seed=1, drawn=[], pass_mark=4, started_at=NOON,
        finished_at=NOON, correct=1, of=6, passed=False,
    )  # fmt: skip
    module = module_progress(learner)[0]
    assert module.rows[school.check.pk].status == "in_progress"
    assert module.rows[school.check.pk].minutes_left == 5


@pytest.mark.parametrize(
    ("minutes", "slugs"),
    [
        (5, ["opening", "guide-0"]),
        (10, ["opening", "check", "guide-0"]),
        (20, ["opening", "jabil", "check", "guide-0"]),
    ],
)
def test_the_queue_of_a_newcomer(school, minutes, slugs):
    queue = queue_for(None, minutes)
    assert [item.line.slug for item in queue.items] == slugs
    assert queue.minutes == sum(item.minutes for item in queue.items) <= minutes


def test_what_was_begun_comes_first_with_what_is_left_of_it(learner, school):
    place(learner, school.guide, "third")
    queue = queue_for(learner, 5)
    assert [(item.line.slug, item.minutes) for item in queue.items] == [("guide-0", 1), ("opening", 2)]
    assert queue.items[0].url == "/learn/strategy/guide-0/third/"


def test_everything_together_is_one_statement_beside_the_atlas(learner, school):
    place(learner, school.guide, "third")
    with at_most(2):
        whole = overview(learner, 10, NOON)
    assert whole.resume == resume_line(learner, NOON)
    assert whole.queue == queue_for(learner, 10)
    assert [module.outline for module in whole.modules] == [m.outline for m in module_progress(learner)]
