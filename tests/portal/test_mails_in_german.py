"""Whoever chose German is written to in German, by tasks as by requests: subject, words, days."""

import re
from contextlib import nullcontext
from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.core import mail
from django.utils import translation
from wagtail.users.models import UserProfile

from portal import editors_language
from portal.management.commands.make_catalogue import catalogue_of
from tests.portal.mails import KINDS, OURS, READER, SUBJECTS, TEMPLATES, reader

PLACE = re.compile(r"%\(\w+\)[sd]|\{\w*\}|%%|[\n:]")
SENDERS = (
    "accounts.adapters",
    "accounts.invitation_mail",
    "content.approving.asking",
    "content.approving.deciding",
    "content.approving.lapsing",
    "content.expiring",
    "content.reviewing.reminding",
    "content.scheduled",
    "courses.actions.committing",
    "readiness.actions.ending",
    "readiness.actions.mailing",
    "readiness.actions.resuming",
    "reports.mails",
)
DAYS = re.compile(r"\b(January|March|May|June|July|October|December)\b")


@pytest.fixture(autouse=True)
def _own_folder(settings: object, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = str(tmp_path)  # type: ignore[attr-defined]


@pytest.fixture(scope="module")
def sentences() -> set[str]:
    """English ones of the product that are another in German, without what is put into them."""
    found = set()
    for entry in polib.pofile(str(catalogue_of("de"))):
        if entry.msgstr and entry.msgstr != entry.msgid:
            found |= {piece.strip() for piece in PLACE.split(entry.msgid)}
    return {piece for piece in found if len(piece) > 12 and len(piece.split()) > 2}


def english_in(sentences: set[str]) -> list[str]:
    assert mail.outbox, "nothing was sent"
    said = [text for letter in mail.outbox for text in (letter.subject, letter.body)]
    found = [piece for piece in sentences if any(piece in text for text in said)]
    return sorted(found) + [day for text in said for day in DAYS.findall(text)]


@pytest.mark.django_db
@pytest.mark.parametrize("kind", KINDS)
def test_a_german_reader_is_written_to_in_german(kind: str, sentences: set[str]) -> None:
    who = reader("de")
    with translation.override(settings.LANGUAGE_CODE):  # as in a worker, or in somebody else's request
        KINDS[kind](who)
    assert english_in(sentences) == []


@pytest.mark.django_db
@pytest.mark.parametrize("kind", [*OURS, SUBJECTS[0]])
def test_control_without_the_readers_language_english_is_found(
    kind: str, sentences: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in SENDERS:
        monkeypatch.setattr(f"{module}.read_by", lambda *_: nullcontext())
    who = reader("de")
    with translation.override(settings.LANGUAGE_CODE):
        KINDS[kind](who)
    assert english_in(sentences) != []


@pytest.mark.django_db
@pytest.mark.parametrize("kind", OURS)
def test_an_english_reader_is_written_to_in_english_by_a_german(kind: str) -> None:
    who = reader("en")
    with translation.override("de"):
        KINDS[kind](who)
    assert mail.outbox
    ours = [letter for letter in mail.outbox if READER in letter.to]
    assert not [text for letter in ours for text in (letter.subject, letter.body) if "Sie " in text]


@pytest.mark.django_db
@pytest.mark.parametrize(("patched", "begins"), [(True, "Die Seite"), (False, "The page")])
def test_what_wagtail_sends_is_in_the_language_of_the_account(
    patched: bool, begins: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And the control: by itself Wagtail speaks as whoever acts."""
    if not patched:
        monkeypatch.setattr(UserProfile, "get_preferred_language", editors_language.wagtails)
    who = reader("de")
    with translation.override("en"):
        KINDS["content/mail/review_asked.txt"](who)
    (wagtails,) = [letter for letter in mail.outbox if letter.to == ["root@example.org"]]
    assert begins in wagtails.body


def test_every_mail_of_the_product_is_in_the_table() -> None:
    ours = {path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.glob("*/mail/[!_]*.txt")}
    assert ours == set(OURS)
    sending = [path for path in Path(settings.BASE_DIR).glob("[a-z]*/**/*.py") if _sends(path)]
    names = {".".join(path.relative_to(settings.BASE_DIR).with_suffix("").parts) for path in sending}
    assert names | {"accounts.adapters"} == set(SENDERS)


def _sends(path: Path) -> bool:
    room = path.relative_to(settings.BASE_DIR).parts[0]
    return room not in ("tests", "jobs") and "EmailMessage(" in path.read_text()
