"""Uploaded versions: what is kept, what is refused and why, and that what was published never changes."""

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from portal.roles import Role, group_of
from readiness import versions
from readiness.actions.refusals import Refused, Unknown
from readiness.actions.uploading import (
    Taken,
    delete_draft,
    keep_draft,
    publish_version,
    withdraw_version,
)
from readiness.instrument_file import BIGGEST
from readiness.models import Round, Version
from tests.journeys.people import client_of, person

from .versions import STEM, TEXT, author, file, published, reworded

pytestmark = pytest.mark.django_db
UPLOAD = "/admin/instruments/upload/"


def draft(content: bytes) -> Version:
    return keep_draft(content, "draft.yaml", author(), timezone.now())


def send(client: Client, content: bytes, name: str = "rf-1.1.yaml"):
    return client.post(UPLOAD, {"file": SimpleUploadedFile(name, content)})


@pytest.fixture
def publisher() -> Client:
    user = person("learner", "publisher@example.org")
    user.groups.add(group_of(Role.KEEPER))
    return client_of(user)


def test_from_the_file_to_the_version_in_use(publisher: Client) -> None:
    sent = send(publisher, reworded())
    assert sent.status_code == 302
    assert versions.current().id == "rf-1.0"
    page = publisher.get(sent["Location"])
    words = page.content.decode()
    assert "Where is the aim for AI written?" in words
    assert page.context["asks_for"] == "minor"
    assert page.context["why_not"] == ""
    assert {one.subject: one.kind for one in page.context["differences"]} == {
        "S1.1": "reworded", "S2.4": "removed",
    }  # fmt: skip
    for id, asked in page.context["instrument"].items.items():
        for passage in (id, asked.head, asked.stem, *asked.anchors, *asked.steps):
            assert escaped(passage) in words
    asks = publisher.get("/admin/instruments/rf-1.1/publish/")
    done = publisher.post(
        "/admin/instruments/rf-1.1/publish/", {"fingerprint": asks.context["line"].fingerprint}
    )
    assert done.status_code == 302
    assert versions.current().id == "rf-1.1"
    logged = ModelLogEntry.objects.filter(object_id="rf-1.1").values_list("action", flat=True)
    assert set(logged) == {"readiness.upload", "readiness.publish"}
    assert publisher.get("/admin/instruments/").context["versions"][0].used
    assert publisher.get("/admin/instruments/rf-1.1/file/").content == reworded()


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("'", "&#x27;").replace('"', "&quot;")


def test_a_faulty_file_is_reported_line_by_line_and_not_kept(publisher: Client) -> None:
    broken = file("rf-1.1", ("weight: 0.25", "weight: nan"), ("gate: 3", "gate: 6"))
    answered = send(publisher, broken)
    assert answered.status_code == 422
    shown = [(fault.line, fault.message) for fault in answered.context["faults"]]
    lines = broken.decode().splitlines()
    assert len(shown) == 2
    assert all(
        mark in lines[line - 1] for (line, _), mark in zip(sorted(shown), ("nan", "gate: 6"), strict=True)
    )
    assert not Version.objects.exists()


ITEMS = TEXT[TEXT.index("          - id: R1.1\n") : TEXT.index("      - id: R2\n")]
HOSTILE = {
    "bomb": (b"a: &a [x,x]\nb: &b [*a,*a,*a]\nc: [*b,*b,*b,*b]\n", "Anchors and aliases"),
    "cycle": (b"pillars: &p\n  - *p\n", "Anchors and aliases"),
    "missing anchor": (
        file("rf-1.1", ("              - Nothing is written;", "              # ")),
        "5 are needed",
    ),
    "twice the same key": (file("rf-1.1", ("title:", "title: Twice\ntitle:")), "given twice"),
    "NUL": (file("rf-1.1", (STEM, "How\x00?")), "not YAML"),
    "UTF-16": (file().decode().encode("utf-16"), "not UTF-8"),
    "UTF-16 without its mark": (file().decode().encode("utf-16-le"), "not YAML"),
    "a gate without questions": (file("rf-1.1", (ITEMS, "")), "items"),
    "no weight": (file("rf-1.1", ("weight: 0.30", "weight: 0")), "a weight is over 0"),
    "negative weight": (file("rf-1.1", ("weight: 0.30", "weight: -1")), "a weight is over 0"),
    "weight that is no number": (file("rf-1.1", ("weight: 0.30", "weight: .nan")), "is not a number"),
    "code": (b"!!python/object/apply:os.system ['true']", "Expected names"),
    "many values": (b"- a\n" * 100_000, "values"),
    "deep": (b"a: " + b"[" * 5_000, "inside each other"),
    "nothing": (b"\n", "Nothing is written"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_refused_in_a_sentence(name: str, publisher: Client) -> None:
    content, says = HOSTILE[name]
    answered = send(publisher, content)
    assert answered.status_code == 422
    assert says in " ".join(fault.message for fault in answered.context["faults"])
    assert not Version.objects.exists()


def test_three_megabytes_are_refused_unread(publisher: Client) -> None:
    answered = send(publisher, b"#" * 3_000_000)
    assert answered.status_code == 422
    assert f"at most {BIGGEST}" in answered.content.decode()
    empty = send(publisher, b"")
    assert "The file is empty." in empty.content.decode()
    assert "Choose a file." in publisher.post(UPLOAD).content.decode()


def test_the_words_of_a_file_are_no_markup(publisher: Client) -> None:
    sent = send(publisher, file("rf-1.0.1", (STEM, "<script>alert(1)</script>?")))
    words = publisher.get(sent["Location"]).content.decode()
    assert "<script>alert" not in words
    assert "&lt;script&gt;alert" in words


def test_a_draft_is_replaced_and_deleted_and_logged() -> None:
    first, second = draft(reworded()), draft(file("rf-1.1", (STEM, "Where?")))
    assert Version.objects.count() == 1
    assert first.fingerprint != second.fingerprint
    with pytest.raises(Refused, match="replaced by another draft"):
        publish_version("rf-1.1", first.fingerprint, author(), timezone.now())
    delete_draft("rf-1.1", author())
    assert not Version.objects.exists()
    assert ModelLogEntry.objects.filter(object_id="rf-1.1", action="wagtail.delete").exists()
    with pytest.raises(Unknown):
        withdraw_version("rf-1.1", author())


def test_a_published_version_keeps_its_words() -> None:
    version = published()
    with pytest.raises(Taken, match="published before and says the same"):
        draft(reworded())
    with pytest.raises(Taken, match="published before and never changes"):
        draft(file("rf-1.1", (STEM, "Where?")))
    with pytest.raises(Refused, match="it stays"):
        delete_draft("rf-1.1", author())
    withdraw_version("rf-1.1", author())
    with pytest.raises(Taken, match="never changes"):
        draft(file("rf-1.1", (STEM, "Where?")))
    assert publish_version("rf-1.1", version.fingerprint, author(), timezone.now()).state == "published"


@pytest.mark.parametrize("content", [file("rf-1.0"), file("rf-1.0", (STEM, "Where?"))])
def test_the_shipped_version_cannot_be_replaced(content: bytes) -> None:
    with pytest.raises(Taken, match="comes with the product"):
        draft(content)


def test_one_number_is_one_version_however_it_is_written() -> None:
    draft(reworded("rf-1.1"))
    with pytest.raises(Taken, match=r"rf-1\.1 has the same number as rf-1\.1\.0"):
        draft(reworded("rf-1.1.0"))
    with pytest.raises(Taken, match=r"rf-1\.0 has the same number"):
        draft(reworded("rf-1.0.0"))


def test_an_id_by_which_rounds_were_measured_is_theirs() -> None:
    """As after a shipped version was taken out of the product."""
    Round.objects.create(instrument_id="rf-1.1", instrument_hash="0" * 64, opened_at=timezone.now())
    with pytest.raises(Taken, match="Rounds were measured by another"):
        draft(reworded())


@pytest.mark.parametrize(
    "change", [{"text": "x"}, {"fingerprint": "x"}, {"state": "draft", "published_at": None}]
)
def test_the_database_itself_refuses_to_change_what_was_published(change: dict[str, object]) -> None:
    published()
    with pytest.raises(IntegrityError), transaction.atomic():
        Version.objects.filter(pk="rf-1.1").update(**change)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM readiness_version WHERE id = 'rf-1.1'")


def test_the_control_a_draft_may_change_in_the_database() -> None:
    draft(reworded())
    assert Version.objects.filter(pk="rf-1.1").update(text="x") == 1
    assert Version.objects.filter(pk="rf-1.1").delete()[0] == 1


MAJOR = ("weight: 0.30", "weight: 0.40")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (file("rf-1.1", MAJOR), "ask for a major number"),
        (reworded("rf-1.0.1"), "ask for a minor number; rf-1.0.1 is a patch one"),
        (reworded("rf-2.0"), "would end every trend line"),
        (reworded("rf-0.9"), "does not come after rf-1.0"),
    ],
)
def test_a_number_that_does_not_fit_is_refused(content: bytes, says: str) -> None:
    version = draft(content)
    with pytest.raises(Refused, match=says):
        publish_version(version.pk, version.fingerprint, author(), timezone.now())
    version.refresh_from_db()
    assert version.state == "draft"


SPELLING = (STEM, "How is the AI direction set down?")


@pytest.mark.parametrize("content", [file("rf-1.0.1", SPELLING), file("rf-2.0", MAJOR), reworded()])
def test_a_number_that_fits_is_published(content: bytes) -> None:
    assert published(content).state == "published"


def test_a_copy_under_its_own_name_is_free_in_its_number_and_weights() -> None:
    assert published(file("acme-1.0", MAJOR)).pk == versions.current().id == "acme-1.0"


def test_a_reworded_question_without_revision_counts_as_spelling(publisher: Client) -> None:
    page = publisher.get(send(publisher, file("rf-1.0.1", SPELLING))["Location"])
    (only,) = page.context["differences"]
    assert (only.kind, only.size.word, only.subject) == ("corrected", "patch", "S1.1")
    assert [(text.before, text.after) for text in only.texts] == [SPELLING]
    assert "trends link it as the same question" in page.content.decode()


VERBS = [["rf-1.1", verb] for verb in ("publish", "withdraw", "delete")]
PAGES = [("listing", []), ("upload", []), ("version", ["rf-1.1"]), ("file", ["rf-1.1"]), ("behaviour", [])]
ADDRESSES = [
    *(("get", *page) for page in PAGES),
    ("post", "upload", []),
    *((method, "act", verb) for method in ("get", "post") for verb in VERBS),
]


@pytest.mark.parametrize("role", ["anonymous", "learner", "editor", "author", "publisher", "keeper"])
def test_who_may_open_what(role: str) -> None:
    user = None if role == "anonymous" else person("learner", f"{role}@example.org")
    if role in [*Role]:
        user.groups.add(group_of(Role(role)))
    client = client_of(user)
    draft(reworded())
    for method, name, arguments in ADDRESSES:
        answered = getattr(client, method)(reverse(f"readiness_versions:{name}", args=arguments))
        led_to = answered.get("Location", "")
        if role == "keeper":
            assert answered.status_code in (200, 302, 409, 422), name
            assert led_to in ("", "/admin/instruments/")
        elif role == "learner":
            assert answered.status_code == 403
        else:
            assert answered.status_code == 302
            assert led_to == "/admin/" or "/accounts/login/" in led_to
    # The last address deletes the draft; nothing else and nobody else does.
    assert Version.objects.exists() is (role != "keeper")


def test_the_menu_shows_it_to_those_who_may() -> None:
    author_client, editor = person("learner", "author@example.org"), person("author", "editor@example.org")
    author_client.groups.add(group_of(Role.KEEPER))
    assert "/admin/instruments/" in client_of(author_client).get("/admin/").content.decode()
    assert "/admin/instruments/" not in client_of(editor).get("/admin/").content.decode()


def test_the_page_of_a_group_offers_both_rights() -> None:
    offered = Permission.objects.filter(codename__in=["add_version", "publish_version"])
    words = client_of(person("superuser")).get("/admin/groups/new/").content.decode()
    assert all(f'value="{right.pk}"' in words for right in offered)
    assert len(offered) == 2


@pytest.mark.parametrize("id", ["rf-9.9", "nothing", "rf-1.0.0"])
def test_versions_that_are_not_there(id: str, publisher: Client) -> None:
    for name, more in (("version", []), ("file", []), ("act", ["publish"])):
        assert publisher.get(reverse(f"readiness_versions:{name}", args=[id, *more])).status_code == 404
    assert publisher.post(reverse("readiness_versions:act", args=[id, "publish"])).status_code == 404


def test_a_refused_publication_says_why(publisher: Client) -> None:
    send(publisher, reworded("rf-1.0.1"))
    page = publisher.get("/admin/instruments/rf-1.0.1/")
    assert "It cannot be published as it is." in page.content.decode()
    answered = publisher.post(
        "/admin/instruments/rf-1.0.1/publish/", {"fingerprint": page.context["line"].fingerprint}
    )
    assert answered.status_code == 409
    assert "ask for a minor number" in answered.content.decode()
