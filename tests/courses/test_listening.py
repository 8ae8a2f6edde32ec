"""The private podcast: an address that its owner makes, renews and ends; a feed that apps can read."""

import logging
from datetime import UTC, datetime, timedelta
from uuid import uuid4
from xml.etree import ElementTree

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.models import PageViewRestriction

from content.receivers import bump
from courses.actions import Refused, end_podcast_address, make_podcast_address
from courses.listening import hashed, token_of
from courses.merge import merge_device
from courses.models import Learner, ListeningKey
from portal.logging import JsonFormatter

NOON = datetime(2027, 3, 1, 12, tzinfo=UTC)
DATA = bytes(range(256)) * 4
ITUNES = "{http://www.itunes.com/dtds/podcast-1.0.dtd}"


@pytest.fixture
def learner(person, school, settings, tmp_path) -> Learner:
    """In a school whose one film has its sound."""
    settings.MEDIA_ROOT = tmp_path
    film = school.film.film
    film.credits = "A synthetic voice & no actor."
    film.sound.save("opening.m4a", ContentFile(DATA))
    return Learner.objects.create(user=person)


@pytest.fixture
def token(learner) -> str:
    return token_of(make_podcast_address(learner, NOON))


def feed_of(token: str, **headers: str):
    return Client().get(f"/listen/{token}/podcast.xml", headers=headers)


def items(token: str) -> list[ElementTree.Element]:
    return ElementTree.fromstring(feed_of(token).content).findall("channel/item")  # noqa: S314 - our own feed


class TestFeed:
    def test_it_tells_of_every_film_with_its_sound(self, token, school, settings) -> None:
        response = feed_of(token)
        assert response.headers["Content-Type"] == "application/rss+xml; charset=utf-8"
        channel = ElementTree.fromstring(response.content).find("channel")  # noqa: S314
        assert channel.findtext("title") == settings.PRODUCT_NAME
        assert channel.findtext(f"{ITUNES}block") == "Yes"
        [item] = channel.findall("item")
        assert item.findtext("title") == "Opening"
        assert item.findtext("description") == "Short.\n\nA synthetic voice & no actor."
        assert item.findtext("link") == f"{settings.BASE_URL}/learn/strategy/opening/"
        assert item.findtext(f"{ITUNES}duration") == "100"
        enclosure = item.find("enclosure").attrib
        assert (enclosure["type"], enclosure["length"]) == ("audio/mp4", str(len(DATA)))
        assert enclosure["url"].startswith(f"{settings.BASE_URL}/listen/{token}/")

    def test_the_sound_comes_without_a_cookie_whole_and_in_part(self, token, settings) -> None:
        url = items(token)[0].find("enclosure").attrib["url"].removeprefix(settings.BASE_URL)
        whole, part, head = (
            Client().get(url),
            Client().get(url, headers={"Range": "bytes=-4"}),
            Client().head(url),
        )
        assert b"".join(whole.streaming_content) == DATA
        assert (part.status_code, b"".join(part.streaming_content)) == (206, DATA[-4:])
        assert (head.headers["Content-Type"], head.headers["Content-Length"]) == ("audio/mp4", "1024")
        assert not whole.cookies
        assert Client().get(url.replace(token, "x" * 40)).status_code == 404
        assert Client().get(url + "x").status_code == 404

    def test_who_knows_it_already_is_told_so(self, token) -> None:
        first = feed_of(token)
        again = feed_of(token, **{"If-None-Match": first.headers["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
        assert "max-age" in again.headers["Cache-Control"]

    def test_nothing_in_it_tells_of_the_learner_and_asking_leaves_no_trace(self, token, person) -> None:
        before = list(ListeningKey.objects.values())
        said = feed_of(token).content.decode().replace(token, "")
        assert person.email not in said
        assert list(ListeningKey.objects.values()) == before

    def test_what_is_not_for_everyone_is_not_in_it(self, token, school) -> None:
        url = items(token)[0].find("enclosure").attrib["url"].split("//", 1)[1].partition("/")[2]
        PageViewRestriction.objects.create(page=school.film, restriction_type="login")
        bump()
        assert items(token) == []
        assert Client().get(f"/{url}").status_code == 404

    def test_a_draft_and_a_film_without_sound_or_file_are_not_in_it(self, token, school) -> None:
        film = school.film.film
        film.sound.storage.delete(film.sound.name)
        assert items(token) == []
        film.sound.save("again.m4a", ContentFile(DATA))
        assert len(items(token)) == 1
        school.film.unpublish()
        bump()
        assert items(token) == []

    def test_words_that_xml_cannot_hold_do_not_stop_it(self, token, school) -> None:
        school.film.film.credits = "A\x0bB <c>"
        school.film.film.save()
        assert items(token)[0].findtext("description").endswith("AB <c>")


class TestAddress:
    def test_only_its_hash_is_kept_and_its_owner_can_read_it_again(self, learner) -> None:
        token = token_of(make_podcast_address(learner, NOON))
        key = ListeningKey.objects.get()
        assert (key.token_hash, token_of(key)) == (hashed(token), token)
        assert token not in str(list(ListeningKey.objects.values()))

    def test_a_new_one_ends_the_old_one(self, learner, token) -> None:
        fresh = token_of(make_podcast_address(learner, NOON + timedelta(seconds=1)))
        assert (feed_of(token).status_code, feed_of(fresh).status_code) == (404, 200)
        assert ListeningKey.objects.count() == 1

    def test_ended_is_ended(self, learner, token) -> None:
        end_podcast_address(learner)
        end_podcast_address(learner)
        assert feed_of(token).status_code == 404

    def test_a_suspended_account_hears_nothing(self, token, person) -> None:
        person.is_active = False
        person.save()
        assert feed_of(token).status_code == 404

    def test_a_device_cannot_have_one(self, learner) -> None:
        guest = Learner.objects.create(device=uuid4())
        with pytest.raises(Refused, match="needs an account"):
            make_podcast_address(guest, NOON)

    def test_it_survives_what_a_device_brings(self, learner, token, person) -> None:
        merge_device(person, Learner.objects.create(device=uuid4()).device)
        assert feed_of(token).status_code == 200

    def test_it_outlives_a_new_secret_key_and_is_shown_while_the_old_one_is_known(
        self, token, learner, settings
    ) -> None:
        old, settings.SECRET_KEY = settings.SECRET_KEY, "another" * 10
        key = ListeningKey.objects.get()
        assert (feed_of(token).status_code, token_of(key)) == (200, "")
        settings.SECRET_KEY_FALLBACKS = [old]
        assert token_of(key) == token

    def test_no_log_names_it(self, token) -> None:
        for path in (f"/listen/{token}/podcast.xml", f"/listen/{token}/1/a.m4a"):
            record = logging.makeLogRecord({"msg": "Not Found: %s", "args": (path,), "facts": {"path": path}})
            assert token not in JsonFormatter().format(record)
