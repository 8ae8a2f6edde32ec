"""How a film is offered: from the kept second, as fast as before, with or without its pictures."""

import json

import pytest
from django.core.files.base import ContentFile
from django.test import Client

from content.models import Film, VideoPage
from content.receivers import bump
from courses.models import Place

from .conftest import _published, at_most

PAGE = "/learn/strategy/opening/"


@pytest.fixture
def school(school, settings, tmp_path):
    """Its film has its sound, words and a chapter."""
    settings.MEDIA_ROOT = tmp_path
    film = school.film.film
    film.sound.save("opening.m4a", ContentFile(b"sound"), save=False)
    film.captions = "WEBVTT\n\n00:10.000 --> 00:12.000\nIt began in March.\n"
    film.chapters = "WEBVTT\n\n00:00.000 --> 01:40.000\nThe beginning\n"
    film.save()
    bump()
    return school


def shown(client: Client, asked: str = "") -> str:
    return client.get(PAGE + asked).content.decode()


def played(client: Client, **body: object) -> None:
    told = client.post(f"{PAGE}do/played/", json.dumps({"second": 12.5, **body}), "application/json")
    assert told.status_code == 200


def test_nothing_plays_or_loads_by_itself(visitor, school):
    for asked, element in (("", "<video"), ("?listen=1", "<audio")):
        said = shown(visitor, asked)
        [tag] = [line for line in said.splitlines() if element in line]
        assert 'preload="none"' in tag
        assert "autoplay" not in said


def test_the_sound_alone_is_asked_for_by_a_link_and_is_all_that_is_loaded(visitor, school):
    film = school.film.film
    assert f'href="{PAGE}?listen=1#film"' in shown(visitor)
    said = shown(visitor, "?listen=1")
    assert film.sound_url in said
    assert not any(each in said for each in (film.url, "<video", "<track"))
    assert "It began in March." in said
    assert f'href="{PAGE}?t=10&amp;listen=1#film"' in said
    assert f'href="{PAGE}?listen=0#film"' in said
    assert f"{film.sound_url}#t=10" in shown(visitor, "?t=10&listen=1")


def test_a_film_without_its_sound_offers_none(visitor, school):
    Film.objects.update(sound="")
    bump()
    said = shown(visitor, "?listen=1")
    assert "<video" in said
    assert "listen=" not in said


def test_the_choice_is_remembered_with_second_and_speed_for_another_device(person, reader, school):
    played(reader, speed=1.5, listening=True)
    phone = Client()
    phone.force_login(person)
    said = shown(phone)
    assert "<audio" in said
    assert 'data-speed="1.5"' in said
    assert f'href="{PAGE}?t=12#film"' in said
    again = shown(phone, "?listen=0")
    assert "<video" in again
    assert f'href="{PAGE}?t=10&amp;listen=0#film"' in again


def test_a_film_seen_for_the_first_time_is_played_as_the_last_one_was(reader, school):
    played(reader, speed=1.5, listening=True)
    film = Film.objects.create(title="Other", file="other.mp4", sound="other.m4a", duration=60)
    facts = {"standfirst": "Short.", "topics": ["strategy/pilot-to-scale"], "minutes": 2}
    _published(
        school.module, VideoPage(title="Other", slug="other", key="strategy/other", film=film, **facts)
    )
    bump()
    said = reader.get("/learn/strategy/other/").content.decode()
    assert "<audio" in said
    assert 'data-speed="1.5"' in said
    assert "Continue from" not in said


def test_looking_keeps_nothing_and_a_known_place_costs_no_more(reader, school):
    shown(reader, "?listen=1")
    assert not Place.objects.exists()
    played(reader)
    shown(reader)
    with at_most(5):
        shown(reader)
