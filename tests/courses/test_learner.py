"""Who learns: accounts and devices; the first write makes them, reading never does."""

import json

import pytest
from django.conf import settings
from django.test import Client, RequestFactory

from courses.learner import adopt_device, learner_of
from courses.models import Learner, Place

from .conftest import at_most, count_rows

SAVE = "/learn/strategy/guide-0/do/place/"
GETS = [
    "/learn/",
    "/learn/?minutes=5&kind=case",
    "/learn/strategy/",
    "/learn/strategy/jabil/",
    "/learn/strategy/jabil/question/",
    "/learn/strategy/jabil/print/",
    "/learn/strategy/opening/",
    "/learn/strategy/check/",
    "/learn/strategy/check/1/",
    "/learn/strategy/check/result/",
    "/learn/strategy/nothing/",
    "/learn/nothing/",
]
POSTS = [
    ("guide-0", "place", {"section": "first"}),
    ("opening", "played", {"played": [[0, 5]], "second": 5}),
    ("guide-0", "continue", {"section": "first"}),
    ("guide-0", "mark_read", {}),
    ("guide-0", "undo_read", {}),
    ("jabil", "case_answer", {"question": "where", "choice": "small"}),
    ("guide-0", "note_save", {"section": "first", "text": "Note"}),
    ("guide-0", "note_delete", {"section": "first"}),
    ("guide-0", "bookmark", {"on": "1"}),
    ("check", "check_start", {}),
    ("check", "check_answer", {"number": "1", "option": "a"}),
]


def send(client, unit, verb, data, **extra):
    url = f"/learn/strategy/{unit}/do/{verb}/"
    if verb in ("place", "played"):
        return client.post(url, json.dumps(data), content_type="application/json", **extra)
    return client.post(url, data, **extra)


def save(client):
    return client.post(SAVE, json.dumps({"section": "first"}), content_type="application/json")


@pytest.mark.parametrize("url", GETS)
@pytest.mark.parametrize("who", ["visitor", "reader", "device"])
def test_reading_writes_nothing(request, school, who, url):
    client = request.getfixturevalue("reader" if who == "reader" else "visitor")
    if who == "device":
        save(client)
    before = count_rows()
    response = client.get(url)
    assert response.status_code in (200, 302, 404)
    assert count_rows() == before
    assert settings.DEVICE_COOKIE_NAME not in response.cookies


@pytest.mark.parametrize(("unit", "verb", "data"), POSTS)
def test_the_first_write_of_a_device_gives_it_a_cookie(school, visitor, unit, verb, data):
    response = send(visitor, unit, verb, data)
    assert response.status_code in ((404,) if verb == "check_answer" else (200, 302))
    cookie = response.cookies[settings.DEVICE_COOKIE_NAME]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/")
    assert cookie["max-age"] == 365 * 24 * 3600
    assert Learner.objects.get().device is not None
    assert settings.DEVICE_COOKIE_NAME not in send(visitor, unit, verb, data).cookies
    assert Learner.objects.count() == 1


@pytest.mark.parametrize(("unit", "verb", "data"), POSTS)
def test_the_first_write_of_an_account_makes_its_learner(school, reader, person, unit, verb, data):
    for _ in range(2):
        assert settings.DEVICE_COOKIE_NAME not in send(reader, unit, verb, data).cookies
    assert Learner.objects.get().user == person


@pytest.mark.parametrize(("unit", "verb", "data"), POSTS)
def test_every_door_asks_for_a_token_and_for_post(school, person, unit, verb, data):
    client = Client(enforce_csrf_checks=True)
    client.force_login(person)
    before = count_rows()
    assert send(client, unit, verb, data).status_code == 403
    assert client.get(f"/learn/strategy/{unit}/do/{verb}/").status_code == 405
    assert count_rows() == before


def test_a_token_in_a_header_opens_the_door(school, person):
    client = Client(enforce_csrf_checks=True)
    client.force_login(person)
    token = client.get("/learn/strategy/guide-0/").context["csrf_token"]
    assert send(client, *POSTS[0], headers={"X-CSRFToken": str(token)}).status_code == 200


@pytest.mark.parametrize(
    "forged", ["x", "1:2:3", "0" * 32, "00000000000000000000000000000000:1abcde:AAAA", "ÿ"]
)
def test_a_forged_cookie_is_no_cookie(school, visitor, forged):
    visitor.cookies[settings.DEVICE_COOKIE_NAME] = forged
    assert visitor.get("/learn/strategy/guide-0/").status_code == 200
    response = save(visitor)
    assert response.status_code == 200
    assert settings.DEVICE_COOKIE_NAME in response.cookies
    assert Learner.objects.count() == 1


def test_the_cookie_of_one_device_signed_for_another_name_is_refused(school, visitor, settings):
    save(visitor)
    value = visitor.cookies[settings.DEVICE_COOKIE_NAME].value
    other = Client()
    settings.SECRET_KEY = "another-secret-" * 5
    other.cookies[settings.DEVICE_COOKIE_NAME] = value
    save(other)
    assert Learner.objects.count() == 2


def test_looking_someone_up_costs_one_statement_at_most(school, reader, person):
    save(reader)
    request = RequestFactory().get("/")
    request.user = person
    with at_most(1):
        assert learner_of(request).user_id == person.pk


def test_signing_in_adopts_the_device_and_takes_its_cookie(school, visitor, person):
    save(visitor)
    request = RequestFactory().get("/")
    request.user = person
    request.COOKIES[settings.DEVICE_COOKIE_NAME] = visitor.cookies[settings.DEVICE_COOKIE_NAME].value
    response = adopt_device(request, response=visitor.get("/learn/"))
    assert response.cookies[settings.DEVICE_COOKIE_NAME]["max-age"] == 0
    assert Learner.objects.get().user == person
    assert Place.objects.get().learner.user == person


def test_a_device_that_nobody_adopted_is_adopted_by_the_first_write(school, visitor, person):
    save(visitor)
    visitor.force_login(person)
    response = send(visitor, "jabil", "bookmark", {"on": "1"})
    assert response.cookies[settings.DEVICE_COOKIE_NAME]["max-age"] == 0
    assert Learner.objects.get().user == person
    assert Place.objects.get().learner.user == person


def test_after_signing_out_nothing_of_the_account_is_left_on_the_device(school, visitor, person):
    save(visitor)
    visitor.force_login(person)
    save(visitor)
    visitor.logout()
    assert visitor.get("/learn/strategy/guide-0/").context["reading"].place is None


def test_a_deleted_account_cannot_save(school, reader, person):
    save(reader)
    person.delete()
    assert save(reader).status_code == 200, "the session is gone too: this is a new device"
    assert Learner.objects.get().device is not None


def test_minutes_are_kept(reader, school):
    assert reader.post("/learn/do/minutes/", {"minutes": "10"})["Location"] == "/?minutes=10#queue"
    assert Learner.objects.get().minutes == 10
    assert reader.post("/learn/do/minutes/", {"minutes": "7"}).status_code == 422
