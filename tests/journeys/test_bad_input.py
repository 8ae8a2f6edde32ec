"""What should not be sent is answered by a page or a sentence that says what to do; nothing kept is lost."""

import json

import pytest
from django.conf import settings
from django.test import Client

from courses.models import Attempt, AttemptAnswer, Completion, Place
from tests.journeys.people import client_of, person
from tests.journeys.reading import CHECK, FILM, JABIL


@pytest.fixture
def reader(course: None) -> Client:
    """Someone whose place is worth losing."""
    client = client_of(person("learner"))
    report(client, JABIL, "place", {"section": "situation", "seconds": 12})
    assert Place.objects.count() == 1
    return client


def report(client: Client, unit: str, verb: str, body: object) -> object:
    sent = body if isinstance(body, str) else json.dumps(body)
    return client.post(f"{unit}do/{verb}/", sent, content_type="application/json")


def facts() -> list[object]:
    return [*Place.objects.values(), *Completion.objects.values(), *AttemptAnswer.objects.values()]


@pytest.mark.parametrize(
    "path",
    [
        "/learn/nowhere/",
        "/learn/strategy/nothing/",
        JABIL + "no-such-section/",
        CHECK + "99/",
        CHECK + "0/",
        CHECK + "9999999999999/",
        "/learn/strategy/jabil/print/print/",
        "/films/999999/film.mp4",
        "/films/1/../../settings.py",
        "/plates/strategy/no-such-unit-0-card.svg",
        "/learn/strategy/%00/",
        "/search/%FF/",
    ],
)
def test_what_is_nowhere_is_a_page_that_leads_on(reader: Client, path: str) -> None:
    response = reader.get(path)
    assert response.status_code == 404
    assert b'<a href="/' in response.content or b'href="/learn/"' in response.content


BAD_REPORTS = {
    "a section of another unit": (JABIL, "place", {"section": "time-saved"}),
    "a sentence that is not there": (JABIL, "place", {"section": "situation", "sentence": "s-000000"}),
    "negative seconds": (JABIL, "place", {"section": "situation", "seconds": -1}),
    "NaN": (JABIL, "place", '{"section": "situation", "seconds": NaN}'),
    "infinity": (JABIL, "place", '{"section": "situation", "seconds": 1e999}'),
    "a film on a page without one": (JABIL, "played", {"played": [[0, 5]], "second": 5}),
    "a negative second": (FILM, "played", {"played": [], "second": -5}),
    "NaN of a film": (FILM, "played", '{"played": [[0, NaN]], "second": 5}'),
    "an hour of a minute's film": (FILM, "played", {"played": [[0, 3600]], "second": 3600}),
    "no JSON": (JABIL, "place", "{"),
    "a list": (JABIL, "place", "[]"),
    "deep JSON": (JABIL, "place", "[" * 50_000),
    "numbers as objects": (JABIL, "place", {"section": {}, "seconds": []}),
    "10 MB": (JABIL, "place", json.dumps({"section": "situation", "x": "a" * 10_000_000})),
    "an unknown unit": ("/learn/strategy/nothing/", "place", {"section": "situation"}),
}


@pytest.mark.parametrize("name", BAD_REPORTS)
def test_a_bad_report_is_refused_in_a_sentence_and_changes_nothing(reader: Client, name: str) -> None:
    before = facts()
    response = report(reader, *BAD_REPORTS[name])
    assert 400 <= response.status_code < 500, response.status_code
    assert len(response.json()["error"]) > 10
    assert facts() == before


@pytest.mark.parametrize(
    ("verb", "sent"),
    [
        ("case_answer", {"question": "no-such-question", "choice": "aim"}),
        ("case_answer", {"question": "first-message", "choice": "no-such-choice"}),
        ("case_answer", {"question": "first-message", "text": "x" * 20_000}),
        ("note_save", {"section": "no-such-section", "text": "Hello"}),
        ("note_save", {"section": "situation", "text": "x" * 50_000}),
        ("bookmark", {"on": "perhaps"}),
        ("continue", {"section": "no-such-section"}),
        ("continue", {"section": "situation", "seconds": "NaN"}),
        ("mark_read", {"section": "\x00"}),
    ],
)
def test_a_bad_form_is_refused_on_a_page(reader: Client, verb: str, sent: dict[str, str]) -> None:
    before = [*Place.objects.values()]
    response = reader.post(f"{JABIL}do/{verb}/", sent)
    assert response.status_code < 500
    assert [*Place.objects.values()] == before


def test_a_question_that_was_not_drawn_cannot_be_answered(reader: Client) -> None:
    for number in ("1", "7", "-1", "x", "", "9" * 400):
        response = reader.post(f"{CHECK}do/check_answer/", {"number": number, "option": "decided"})
        assert 400 <= response.status_code < 500, number
    reader.post(f"{CHECK}do/check_start/")
    for number, option in (("7", "decided"), ("1", "no-such-option"), ("1", "x" * 5000)):
        response = reader.post(f"{CHECK}do/check_answer/", {"number": number, "option": option})
        assert 400 <= response.status_code < 500, number
    assert Attempt.objects.count() == 1
    assert AttemptAnswer.objects.count() == 0


@pytest.mark.parametrize("cookie", ["forged", "a:b:c", "", "x" * 4000, "ünïcode", "' OR 1=1 --"])
def test_a_forged_device_is_nobody(reader: Client, cookie: str) -> None:
    stranger = Client(raise_request_exception=False)
    stranger.cookies[settings.DEVICE_COOKIE_NAME] = cookie
    assert stranger.get(JABIL).status_code == 200
    assert b"Continue reading" not in stranger.get("/").content
    before = Place.objects.get()
    assert report(stranger, JABIL, "place", {"section": "situation"}).status_code == 200
    assert Place.objects.get(pk=before.pk).learner_id == before.learner_id
    assert Place.objects.count() == 2
