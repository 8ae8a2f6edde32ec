"""Keeping a place: the newest act wins, seconds count as far as they can be true, evidence completes."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from content.receivers import bump
from courses.actions import Locked, Spot, Unknown, continue_from, keep_place, mark_read, undo_read
from courses.actions.answers import Answer, answer_case
from courses.models import Completion, Place

from .conftest import add_guide, at_most

NOON = datetime(2027, 3, 1, 12, tzinfo=UTC)
PLACE = "/learn/strategy/{}/do/place/"


def after(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


def keep(sit, unit="guide-0", section="first", at=0.0, **spot):
    return sit(unit, lambda desk: keep_place(desk, Spot(section, **spot), after(at)))


def report(client, unit="guide-0", **body):
    return client.post(PLACE.format(unit), json.dumps(body), content_type="application/json")


def test_a_place_is_kept_to_the_sentence(reader, school, sentence):
    response = report(reader, "jabil", section="situation", sentence=sentence("situation", 1), seconds=4)
    place = Place.objects.get()
    assert response.json() == {"moved": True, "completed": None}
    assert (place.unit_id, place.section, place.sentence) == (
        school.case.pk,
        "situation",
        sentence("situation", 1),
    )
    assert place.seconds_open == 4


def test_the_next_act_moves_it(sit):
    keep(sit, section="first")
    kept = keep(sit, section="second", at=10)
    assert kept.moved
    assert Place.objects.get().section == "second"


def test_an_act_that_waited_does_not_overwrite_a_newer_one(sit):
    keep(sit, section="second", at=100, tab="phone", sequence=1)
    kept = keep(sit, section="first", at=130, tab="laptop", sequence=9, age=60, visible=20)
    place = Place.objects.get()
    assert not kept.moved
    assert place.section == "second"
    assert place.seconds_open == 20, "the seconds were read all the same"


def test_an_overtaken_report_of_the_same_page_changes_nothing(sit):
    keep(sit, section="second", at=10, tab="a", sequence=2, visible=5)
    kept = keep(sit, section="first", at=11, tab="a", sequence=1, visible=5)
    again = keep(sit, section="second", at=12, tab="a", sequence=2, visible=5)
    place = Place.objects.get()
    assert not kept.moved
    assert not again.moved
    assert (place.section, place.seconds_open) == ("second", 5)


def test_two_pages_of_one_reader_follow_the_clock(sit):
    keep(sit, section="second", at=10, tab="a", sequence=7)
    kept = keep(sit, section="first", at=11, tab="b", sequence=1)
    assert kept.moved
    assert Place.objects.get().section == "first"


def test_seconds_are_believed_as_far_as_the_clock_allows(sit):
    keep(sit, at=0, visible=500)
    assert Place.objects.get().seconds_open == 35
    keep(sit, at=10, visible=500)
    assert Place.objects.get().seconds_open == 50


def test_a_text_is_read_at_its_last_section_after_a_third_of_its_minutes(sit):
    keep(sit, section="first", at=0, visible=30)
    assert keep(sit, section="third", at=20, visible=20).completion is None
    kept = keep(sit, section="third", at=40, visible=20)
    assert kept.completion.how == "read"
    assert Completion.objects.get().evidence == {"seconds_open": 70, "minutes": 3}


def test_time_alone_does_not_make_a_text_read(sit):
    for turn in range(10):
        assert keep(sit, section="second", at=turn * 30, visible=30).completion is None
    assert not Completion.objects.exists()


def test_the_end_counts_once_reached_wherever_the_reader_goes_then(sit):
    keep(sit, section="third", at=0)
    keep(sit, section="first", at=30, visible=30)
    assert keep(sit, section="second", at=60, visible=30).completion.how == "read"


def test_a_finished_unit_can_be_reread_without_losing_its_day(sit):
    first = sit("guide-0", lambda desk: mark_read(desk, after(0)))
    for turn in range(5):
        keep(sit, section="third", at=60 + turn * 30, visible=30)
    assert Completion.objects.get().at == first.at
    assert Completion.objects.get().how == "marked"


def test_sections_behind_a_question_keep_no_place_before_it_is_answered(sit):
    keep(sit, "jabil", "question", at=0)
    with pytest.raises(Locked):
        keep(sit, "jabil", "reasons", at=1)
    sit("jabil", lambda desk: answer_case(desk, Answer("where", skipped=True), after(2)))
    keep(sit, "jabil", "reasons", at=3)
    with pytest.raises(Locked):
        keep(sit, "jabil", "outcome", at=4)
    assert Place.objects.get().section == "reasons"


@pytest.mark.parametrize(
    "spot", [{"section": "nowhere"}, {"section": "first", "sentence": "s-000000"}, {"section": ""}]
)
def test_what_is_not_in_the_unit_is_refused_and_the_place_stays(sit, spot):
    keep(sit, section="second")
    with pytest.raises(Unknown):
        keep(sit, at=5, **spot)
    assert Place.objects.get().section == "second"


def test_continue_marks_the_section_and_goes_on_without_script(reader, school):
    response = reader.post("/learn/strategy/guide-0/do/continue/", {"section": "first", "seconds": ""})
    assert (response.status_code, response["Location"]) == (302, "/learn/strategy/guide-0/second/#text")
    place = Place.objects.get()
    assert (place.section, place.sentence, place.seconds_open) == ("second", "", 0)


def test_continue_counts_the_time_since_the_last_press(sit):
    press = [("first", 0), ("second", 40), ("third", 100)]
    kept = [
        sit("guide-0", lambda desk, key=key, at=at: continue_from(desk, key, None, after(at)))
        for key, at in press
    ]
    assert kept[-1].place.seconds_open == 100
    assert kept[1].completion is None
    assert kept[2].completion.how == "read"


def test_continue_at_the_last_section_stays_there(reader, school):
    response = reader.post("/learn/strategy/guide-0/do/continue/", {"section": "third"})
    assert response["Location"] == "/learn/strategy/guide-0/third/#state"
    assert Place.objects.get().reached_end_at is not None


def test_continue_past_an_open_question_leads_to_the_question(reader, school):
    response = reader.post("/learn/strategy/jabil/do/continue/", {"section": "question"})
    assert response["Location"] == "/learn/strategy/jabil/question/#question"
    assert not Place.objects.exists()


def test_a_mark_can_be_taken_back_and_evidence_cannot(sit):
    sit("guide-0", lambda desk: mark_read(desk, after(0)))
    assert sit("guide-0", undo_read)
    assert not sit("guide-0", undo_read)
    keep(sit, section="third", at=0, visible=35)
    keep(sit, section="third", at=30, visible=30)
    assert not sit("guide-0", undo_read)
    assert Completion.objects.get().how == "read"


def test_marking_twice_is_marking_once(sit):
    first = sit("guide-0", lambda desk: mark_read(desk, after(0)))
    second = sit("guide-0", lambda desk: mark_read(desk, after(9)))
    assert second.at == first.at
    assert Completion.objects.count() == 1


@pytest.mark.parametrize("guides", [3, 30])
def test_a_save_and_a_finish_cost_the_same_in_small_and_large_modules(reader, school, guides):
    for number in range(1, guides):
        add_guide(school.module, number, {"standfirst": "Short.", "topics": []})
    bump()
    report(reader, section="first", seconds=1)
    with at_most(4):
        report(reader, section="second", seconds=1)
    Place.objects.update(seconds_open=100)
    with at_most(6):
        done = report(reader, section="third", seconds=1)
    assert done.json()["completed"] == "read"
    with at_most(5):
        reader.post("/learn/strategy/guide-1/do/mark_read/")
    assert Completion.objects.count() == 2


def test_a_first_place_in_a_unit_costs_no_more_than_a_later_one(reader, visitor, school):
    report(visitor, section="first")
    with at_most(2):
        report(visitor, section="second")
    report(reader, "jabil", section="situation")
    with at_most(4):
        report(reader, section="first")
