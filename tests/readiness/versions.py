"""Versions of the instrument for the tests: files made from the shipped one, and published ones."""

import re
from datetime import UTC, datetime

from django.utils import timezone

from accounts.models import User
from readiness.actions.uploading import keep_draft, publish_version
from readiness.instrument_file import SHIPPED, read
from readiness.models import Version

TEXT = (SHIPPED / "rf-1.0.yaml").read_text(encoding="utf-8")
STEM = "How is the organisation's direction for AI set down?"
AT = datetime(2026, 6, 1, tzinfo=UTC)


def file(id: str = "rf-1.1", *changes: tuple[str, str]) -> bytes:
    """The shipped version under another number, with words exchanged once each."""
    text = TEXT.replace("id: rf-1.0", f"id: {id}", 1)
    for before, after in changes:
        assert before in text, before
        text = text.replace(before, after, 1)
    return text.encode()


def item(text: str, id: str) -> str:
    """The lines of one question."""
    found = re.search(rf"^          - id: {re.escape(id)}\n(?:            .*\n|\n)*", text, re.MULTILINE)
    assert found, id
    return found[0]


def reworded(id: str = "rf-1.1") -> bytes:
    """A minor version: the first question says something else and has a new revision; one is retired."""
    first, retired = item(TEXT, "S1.1"), item(TEXT, "S2.4")
    again = first.replace(STEM, "Where is the aim for AI written?").replace("revision: 1", "revision: 2")
    assert again.count("revision: 2") == 1
    return file(id, (first, again), (retired, ""))


def author() -> User:
    return User.objects.filter(email="writes@example.org").first() or User.objects.create_user(
        "writes@example.org", name="Wanda Writes"
    )


def published(content: bytes | None = None) -> Version:
    """In use from now on."""
    draft = keep_draft(content or reworded(), "draft.yaml", author(), timezone.now())
    return publish_version(draft.pk, draft.fingerprint, author(), timezone.now())


def fingerprint(content: bytes) -> str:
    return read(content, "draft.yaml").fingerprint
