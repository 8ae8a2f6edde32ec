"""Documents that authors bring: held by their content at every door, and served so that nothing runs."""

import io
from pathlib import Path
from typing import Any

import pytest
from django.core.files import File
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image as Drawing
from wagtail.admin.forms.account import AvatarPreferencesForm
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.users.models import UserProfile

from content.document_files import Unfit, judge, office
from content.uploads import documents
from content.uploads.document_words import KINDS, REASONS
from content.uploads.documents import document_fault
from tests.content import papers
from tests.journeys.people import client_of, person

pytestmark = pytest.mark.django_db
GOOD = dict(papers.good())
HOSTILE = {name: (data, said) for name, data, said in papers.hostile()}
CHOOSER = "document-chooser-upload"


@pytest.fixture(autouse=True)
def _storage(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def author() -> Client:
    return client_of(person("superuser"))


def file(name: str, data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def through_chooser(client: Client, name: str, data: bytes) -> Any:
    fields = {f"{CHOOSER}-title": "Ours", f"{CHOOSER}-collection": 1, f"{CHOOSER}-tags": ""}
    return client.post(reverse("wagtaildocs_chooser:create"), {**fields, f"{CHOOSER}-file": file(name, data)})


def through_library(client: Client, name: str, data: bytes) -> Any:
    fields = {"title": "Ours", "collection": 1, "files[]": file(name, data)}
    return client.post(
        reverse("wagtaildocs:add_multiple"), fields, headers={"X-Requested-With": "XMLHttpRequest"}
    )


@pytest.mark.parametrize("name", GOOD)
def test_good_documents_are_what_their_names_say(name: str):
    assert document_fault(File(io.BytesIO(GOOD[name]), name=name)) == ""


@pytest.mark.parametrize("name", ["paper.pdf", "wide-table.csv"])
def test_good_documents_are_taken(name: str, author: Client):
    assert through_library(author, name, GOOD[name]).json()["success"]
    assert Document.objects.get().file.read() == GOOD[name]


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_documents_are_refused_with_a_reason(name: str):
    data, said = HOSTILE[name]
    assert said in document_fault(File(io.BytesIO(data), name=name))


@pytest.mark.parametrize("name", ["page.html", "page.txt", "macros.docx"])
def test_the_library_says_why_and_keeps_nothing(name: str, author: Client):
    data, said = HOSTILE[name]
    answer = through_library(author, name, data).json()
    assert not answer["success"]
    assert said in answer["error_message"]
    assert "\n" not in answer["error_message"]
    assert not Document.objects.exists()


@pytest.mark.parametrize("name", ["page.txt", "macros.docx", "bomb.docx"])
def test_no_other_door_takes_them(name: str, author: Client):
    data, said = HOSTILE[name]
    assert said in through_chooser(author, name, data).content.decode()
    kept = Document.objects.create(title="Ours", file=ContentFile(b"words", "words.txt"))
    fields = {"title": "Ours", "collection": 1, "tags": "", "file": file(name, data)}
    answer = author.post(reverse("wagtaildocs:edit", args=[kept.pk]), fields)
    assert said in answer.content.decode()
    assert Document.objects.get().file.read() == b"words"


@pytest.mark.parametrize("name", ["page.txt", "macros.docx", "wide-page.txt", "late.pdf"])
def test_without_the_gate_they_would_be_taken(name: str, author: Client, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(documents, "judge", lambda stream, name: None)
    assert through_library(author, name, HOSTILE[name][0]).json()["success"]


def test_words_beside_an_old_file_are_changed_without_judging_it_again(author: Client):
    kept = Document.objects.create(title="Ours", file=ContentFile(papers.HTML, "old.txt"))
    fields = {"title": "Renamed", "collection": 1, "tags": ""}
    assert author.post(reverse("wagtaildocs:edit", args=[kept.pk]), fields).status_code == 302


@pytest.mark.parametrize("name", ["old.txt", "old.csv", "old.html", "paper.pdf", "old.svg"])
def test_whatever_lies_there_is_saved_and_never_opened_at_our_address(name: str):
    kept = Document.objects.create(title="Ours", file=ContentFile(papers.HTML, name))
    answer = Client().get(kept.url)
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'"
    assert Client().get(f"/media/{kept.file.name}").status_code == 404


def test_the_names_of_files_lead_nowhere(author: Client):
    for name in ("../../x.txt", "..\\..\\y.txt", f"{'long' * 75}.txt"):
        assert through_library(author, name, b"words").json()["success"]
    stored = [document.file.name for document in Document.objects.all()]
    assert all(name.startswith("documents/") and ".." not in name for name in stored)
    assert all(len(name) <= 100 for name in stored)


def test_a_directory_is_judged_before_anything_is_unpacked(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(office.zipfile.ZipFile, "open", lambda *_a, **_k: pytest.fail("unpacked"))
    for name in ("bomb.docx", "parts.docx", "macros.docx", "locked-parts.docx", "overlapping.docx"):
        with pytest.raises(Unfit):
            judge(io.BytesIO(HOSTILE[name][0]), name)


@pytest.mark.parametrize(("changed", "name"), [("MOST_RATIO", "bomb.docx"), ("MOST_PARTS", "parts.docx")])
def test_without_its_caps_a_bomb_is_a_document(changed: str, name: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(office, changed, 10**9)
    judge(io.BytesIO(HOSTILE[name][0]), name)


def test_every_reason_has_its_sentence_and_its_file():
    assert {found_in(name, data) for name, (data, _said) in HOSTILE.items()} == set(REASONS)


def found_in(name: str, data: bytes) -> str:
    with pytest.raises(Unfit) as caught:
        judge(io.BytesIO(data), name)
    assert caught.value.value in KINDS
    return caught.value.code


def half(kind: str = "PNG") -> bytes:
    out = io.BytesIO()
    Drawing.effect_noise((300, 200), 90).save(out, kind)
    return out.getvalue()[: len(out.getvalue()) // 2]


@pytest.mark.parametrize("kind", ["png", "jpg", "gif"])
def test_half_a_picture_is_refused_at_the_door(kind: str, author: Client):
    data = half({"jpg": "JPEG"}.get(kind, kind.upper()))
    fields = {"title": "Ours", "collection": 1, "files[]": file(f"half.{kind}", data)}
    answer = author.post(
        reverse("wagtailimages:add_multiple"), fields, headers={"X-Requested-With": "XMLHttpRequest"}
    )
    assert "breaks off" in answer.json()["error_message"]
    assert not Image.objects.exists()


@pytest.mark.parametrize("name", ["face.svg", "face.png", "face.html"])
def test_the_picture_of_a_person_is_a_picture(name: str):
    profile = UserProfile.get_for_user(person("superuser"))
    given = {"avatar": file(name, papers.SVG if name.endswith("svg") else papers.HTML)}
    assert "avatar" in AvatarPreferencesForm({}, given, instance=profile).errors
