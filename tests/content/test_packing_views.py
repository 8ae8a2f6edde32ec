"""Modules out and in, in the editor: download, look, confirm; who may, and what is refused."""

import os
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import PageLogEntry

from content.models import ModulePage, Unit
from content.packing.going import own_fingerprint, packed
from tests.content import trees
from tests.content.packs import own_module, set_apart
from tests.journeys.people import client_of, person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def apart(tmp_path: Path, settings) -> None:
    set_apart(settings, tmp_path)


@pytest.fixture
def module() -> ModulePage:
    return own_module()


def archive_of(module: ModulePage) -> SimpleUploadedFile:
    return SimpleUploadedFile("own.zip", packed(module), "application/zip")


def test_download_look_and_bring_in(module: ModulePage):
    client = client_of(person("superuser"))
    data = client.post(reverse("module_download", args=["own"])).content
    assert PageLogEntry.objects.filter(action="content.module_taken_out", page=module).exists()
    page = Unit.objects.get(key="own/first").specific
    page.standfirst = "Changed here."
    page.save_revision().publish()
    shown = client.post(reverse("module_look"), {"archive": SimpleUploadedFile("own.zip", data)})
    assert shown.status_code == 200
    assert "It was made by this portal." in shown.content.decode()
    token = shown.context["token"]
    after = client.post(reverse("module_bring"), {"token": token}, follow=True)
    assert "Brought in:" in after.content.decode()
    assert PageLogEntry.objects.filter(action="content.module_brought_in").exists()
    assert client.post(reverse("module_bring"), {"token": token}).status_code == 404


def test_a_refused_archive_is_answered_with_the_reason():
    trees.module("own", outcomes=["Know"])
    bad = SimpleUploadedFile("own.zip", b"no zip")
    answer = client_of(person("superuser")).post(reverse("module_look"), {"archive": bad})
    assert answer.status_code == 422
    assert "This is no ZIP archive" in answer.content.decode()


def test_an_author_takes_out_and_brings_nothing_in(module: ModulePage):
    client = client_of(person("author"))
    assert client.get(reverse("modules_out_and_in")).status_code == 200
    answer = client.post(reverse("module_look"), {"archive": archive_of(module)})
    assert answer.status_code in (302, 403)
    assert client.post(reverse("module_bring"), {"token": "0" * 32}).status_code in (302, 403)


@pytest.mark.parametrize("name", ["module_look", "module_bring"])
def test_learners_are_sent_away(name: str):
    client = client_of(person("learner"))
    assert client.post(reverse(name)).status_code in (302, 403, 404)


def test_nobody_brings_in_what_another_looked_at(module: ModulePage):
    shown = client_of(person("superuser")).post(reverse("module_look"), {"archive": archive_of(module)})
    other = client_of(person("superuser", "other@example.org"))
    assert other.post(reverse("module_bring"), {"token": shown.context["token"]}).status_code == 404


def test_an_archive_may_be_larger_than_a_picture(module: ModulePage, settings, monkeypatch):
    settings.UPLOAD_MAX_SIZE, settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100, 10**9
    client = client_of(person("superuser"))
    assert look(client, module).status_code == 200
    monkeypatch.setattr("content.uploads.receiving.MOST_BYTES", 100)
    assert look(client, module).status_code == 413


def look(client, module: ModulePage):
    return client.post(reverse("module_look"), {"archive": archive_of(module)})


def test_one_archive_waits_for_each_person(module: ModulePage, tmp_path: Path):
    client = client_of(person("superuser"))
    first, second = (look(client, module).context["token"] for _ in range(2))
    assert [path.name.split("-")[1] for path in (tmp_path / "incoming").iterdir()] == [f"{second}.zip"]
    assert client.post(reverse("module_bring"), {"token": first}).status_code == 404
    look(client_of(person("superuser", "other@example.org")), module)
    assert len(list((tmp_path / "incoming").iterdir())) == 2
    assert client.post(reverse("module_bring"), {"token": second}).status_code == 302


@pytest.mark.parametrize("room", [1, 2])
def test_what_waits_is_bounded_together_and_a_day_makes_room(module, tmp_path: Path, monkeypatch, room: int):
    monkeypatch.setattr("content.packing.waiting.MOST_TOGETHER", room * (len(packed(module)) + 1))
    look(client_of(person("superuser")), module)
    (first,) = (tmp_path / "incoming").iterdir()
    other = client_of(person("superuser", "other@example.org"))
    answer = look(other, module)
    refused = "there is no room for another one" in answer.content.decode()
    assert (answer.status_code, refused) == ((422, True) if room == 1 else (200, False))
    assert first.exists()
    assert len(list((tmp_path / "incoming").iterdir())) == room
    long_ago = first.stat().st_mtime - 25 * 3600
    os.utime(first, (long_ago, long_ago))
    assert look(other, module).status_code == 200
    assert not first.exists()


def test_the_page_says_who_one_is(module: ModulePage):
    shown = client_of(person("superuser")).get(reverse("modules_out_and_in"))
    assert own_fingerprint() in shown.content.decode()
