"""Films: what was really played counts, and the second is kept with its speed."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from courses.actions import Refused, report_played
from courses.models import Completion, Place
from courses.playback import Report

NOON = datetime(2027, 3, 1, 12, tzinfo=UTC)
PLAYED = "/learn/strategy/{}/do/played/"


def play(sit, start, end, at, speed=1.0, **known):
    report = Report(((start, end),), end, speed)
    now = NOON + timedelta(seconds=at)
    return sit("opening", lambda desk: report_played(desk, report, now, **known))


def report(client, unit="opening", **body):
    return client.post(PLAYED.format(unit), json.dumps(body), content_type="application/json")


def test_second_and_speed_are_kept(reader, school):
    told = report(reader, played=[[0, 12.5]], second=12.5, speed=1.5, tab="a", sequence=1)
    place = Place.objects.get()
    assert told.json() == {"moved": True, "completed": None}
    assert (place.second, place.speed, place.played) == (12.5, 1.5, [[0, 12.5]])
    assert not place.listening


def test_listening_is_kept_and_counts_the_same(reader, school):
    report(reader, played=[[0, 12.5]], second=12.5, listening=True)
    place = Place.objects.get()
    assert (place.listening, place.played) == (True, [[0, 12.5]])
    report(reader, second=12.5)
    assert not Place.objects.get().listening


def test_ninety_percent_really_played_are_watched(sit):
    for turn in range(5):
        assert play(sit, turn * 15, turn * 15 + 15, at=turn * 15).completion is None
    kept = play(sit, 75, 90, at=75)
    assert kept.completion.how == "watched"
    assert Completion.objects.get().evidence == {"seconds_played": 90, "duration": 100}


def test_jumping_to_the_end_is_not_watching(sit):
    play(sit, 0, 10, at=0)
    assert play(sit, 95, 100, at=10).completion is None
    assert Place.objects.get().played == [[0, 10], [95, 100]]


def test_the_same_minute_ten_times_is_one_minute(sit):
    for turn in range(10):
        play(sit, 0, 30, at=turn * 30)
    assert Place.objects.get().played == [[0, 30]]
    assert not Completion.objects.exists()


def test_what_cannot_have_been_played_is_refused_and_nothing_lost(sit):
    play(sit, 0, 15, at=0)
    with pytest.raises(Refused, match="cannot have been played"):
        play(sit, 15, 60, at=10)
    place = Place.objects.get()
    assert (place.played, place.second) == ([[0, 15]], 15)


def test_a_report_that_waited_adds_what_was_played_but_keeps_the_newer_place(sit):
    play(sit, 0, 10, at=0, tab="a", sequence=1)
    play(sit, 50, 60, at=60, tab="b", sequence=1)
    kept = play(sit, 10, 20, at=90, tab="a", sequence=2, age=60)
    place = Place.objects.get()
    assert not kept.moved
    assert place.second == 60
    assert place.played == [[0, 20], [50, 60]]


def test_the_same_report_twice_counts_once(sit):
    play(sit, 0, 10, at=0, tab="a", sequence=1)
    assert not play(sit, 0, 10, at=1, tab="a", sequence=1).moved


def test_a_page_without_a_film_takes_no_report(reader, school):
    response = report(reader, "jabil", played=[[0, 5]], second=5)
    assert response.status_code == 422
    assert response.json()["error"] == "There is no film on this page."


@pytest.mark.parametrize(
    "body",
    [
        {"played": [[0, 5]], "second": -1},
        {"played": [[0, 500]], "second": 5},
        {"played": [[9, 5]], "second": 5},
        {"played": [[0, 5, 7]], "second": 5},
        {"played": "all", "second": 5},
        {"played": [[0, "x"]], "second": 5},
        {"played": [[0, 5]], "second": 5, "speed": 9},
        {"played": [[0, 0.1]] * 101, "second": 5},
        {"played": [[0, True]], "second": 5},
        {"played": [[0, 5]], "second": 5, "sequence": 0.5},
    ],
)
def test_bad_reports_say_what_is_wrong(reader, school, body):
    response = report(reader, **body)
    assert response.status_code in (400, 422)
    assert response.json()["error"]
    assert not Place.objects.exists()
