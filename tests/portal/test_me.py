"""Your own page: works with and without an account, and what it promises to delete is deleted."""

import json
import re

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client
from django.urls import reverse

from accounts.models import User
from content.models import Film
from courses.models import Learner, ListeningKey, Note

pytestmark = pytest.mark.django_db
PASSWORD = "a-long-enough-password"


@pytest.fixture
def reader(course: None) -> Client:
    """Without an account, with one note."""
    client = Client()
    client.post("/learn/strategy/jabil/do/note_save/", {"section": "", "text": "Ask about the line"})
    assert Note.objects.count() == 1
    return client


@pytest.fixture
def member(course: None) -> Client:
    """Signed in a moment ago, by password."""
    user = User.objects.create_user("leader@example.org", PASSWORD, name="Ada Leader")
    user.emailaddress_set.create(email=user.email, verified=True, primary=True)
    client = Client()
    client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    return client


def test_a_device_sees_its_notes_and_can_take_them_away(reader):
    assert "Ask about the line" in reader.get("/me/").content.decode()
    markdown = reader.get(reverse("notes_export"))
    assert "Ask about the line" in markdown.content.decode()
    assert markdown["Content-Disposition"] == 'attachment; filename="notes.md"'
    held = json.loads(reader.get(reverse("export")).content)
    assert held["learning"]["notes"][0]["text"] == "Ask about the line"


def test_a_device_can_delete_all_it_keeps(reader):
    reader.post(reverse("forget_device"))
    assert Learner.objects.count() == Note.objects.count() == 0
    assert "Ask about the line" not in reader.get("/me/").content.decode()


def test_another_device_sees_none_of_it(reader):
    assert "Ask about the line" not in Client().get("/me/").content.decode()
    assert json.loads(Client().get(reverse("export")).content) == {"learning": {}, "readiness": {}}


def test_theme_is_kept_for_a_device_and_for_an_account(course, member):
    device = Client()
    device.post(reverse("theme"), {"theme": "dark"})
    assert 'data-theme="dark"' in device.get("/").content.decode()
    member.post(reverse("theme"), {"theme": "light"})
    assert 'data-theme="light"' in member.get("/").content.decode()
    assert device.post(reverse("theme"), {"theme": "<b>"}).status_code == 400


def test_name_and_time_zone_are_kept_and_nonsense_is_refused(member):
    member.post(reverse("preferences"), {"name": "Ada L.", "time_zone": "Europe/Berlin"})
    user = User.objects.get()
    assert (user.name, user.time_zone) == ("Ada L.", "Europe/Berlin")
    refused = member.post(reverse("preferences"), {"name": "Ada", "time_zone": "Nowhere/Land"})
    assert refused.status_code == 400
    assert User.objects.get().time_zone == "Europe/Berlin"


def test_deleting_asks_for_the_address_first(member):
    wrong = member.post(reverse("delete"), {"email": "else@example.org"})
    assert wrong.status_code == 400
    assert User.objects.count() == 1
    gone = member.post(reverse("delete"), {"email": "Leader@Example.org"}, follow=True)
    assert "deleted" in gone.content.decode()
    assert User.objects.count() == 0
    assert not gone.context["signed_in"]


def test_deleting_is_closed_to_strangers(course):
    assert Client().get(reverse("delete")).status_code == 302
    assert Client().post(reverse("preferences"), {"name": "x"}).status_code == 302


def test_who_has_just_signed_up_by_code_may_delete_at_once(course):
    client = Client()
    asked = client.post(reverse("account_signup"), {"email": "new@example.org"})
    code = re.search(r"\b[A-Z0-9]{4}-[A-Z0-9]{4}\b", mail.outbox[0].body)
    client.post(asked.url, {"code": code[0]})
    assert User.objects.filter(email="new@example.org").exists()
    assert client.get(reverse("delete")).status_code == 200


class TestPodcast:
    @pytest.fixture(autouse=True)
    def _sound(self, course: None) -> None:
        Film.objects.filter(pk=Film.objects.first().pk).update(sound="films/a.m4a")

    def shown(self, client: Client) -> str:
        found = re.search(r'value="(http[^"]+podcast\.xml)"', client.get("/me/").content.decode())
        return found[1].removeprefix(settings.BASE_URL) if found else ""

    def test_an_address_is_made_made_anew_and_ended(self, member):
        assert not self.shown(member)
        member.post(reverse("podcast_make"))
        first = self.shown(member)
        assert Client().get(first).status_code == 200
        member.post(reverse("podcast_make"))
        second = self.shown(member)
        assert (Client().get(first).status_code, Client().get(second).status_code) == (404, 200)
        member.post(reverse("podcast_end"))
        assert not self.shown(member)
        assert Client().get(second).status_code == 404

    def test_a_device_is_told_why_it_takes_an_account(self, reader):
        assert "takes an account" in reader.get("/me/").content.decode()
        assert reader.post(reverse("podcast_make")).url == reverse("account_login")
        assert not ListeningKey.objects.exists()

    def test_an_account_takes_its_address_along(self, member):
        member.post(reverse("podcast_make"))
        address = self.shown(member)
        assert json.loads(member.get(reverse("export")).content)["learning"]["podcast_addresses"]
        member.post(reverse("delete"), {"email": "leader@example.org"})
        assert Client().get(address).status_code == 404
