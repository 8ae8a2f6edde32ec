"""Decisions written as YAML come into fields with their drafts, and go back; no word is lost."""

from typing import Any

import pytest
import yaml
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from wagtail.models import Revision

from content.exercise_pages import exercise, values
from content.models import DecisionPage
from tests.content import deciding

BEFORE = ("content", "0009_changes_said_at_publishing")
AFTER = ("content", "0010_decisions_in_fields")
BROKEN = deciding.SMALL.replace("role: You choose.", "roll: You choose.")
NO_YAML = "role: [never closed"


def go(*target: tuple[str, str]) -> Any:
    executor = MigrationExecutor(connection)
    executor.migrate(list(target))
    return executor.loader.project_state(list(target)).apps


@pytest.mark.django_db(transaction=True)
def test_pages_and_their_drafts_come_into_fields_and_go_back() -> None:
    page = deciding.decision(publish=True)
    published = page.live_revision_id
    said = values(page)
    try:
        old = go(BEFORE)
        text = old.get_model("content", "DecisionPage").objects.get().exercise
        assert yaml.safe_load(text) == yaml.safe_load(deciding.SMALL)
        kept = Revision.objects.get(pk=published).content
        assert yaml.safe_load(kept["exercise"]) == yaml.safe_load(deciding.SMALL)
        assert "findings" not in kept
    finally:
        go(AFTER)
    page = DecisionPage.objects.get()
    assert values(page) == said == deciding.read(deciding.SMALL)
    assert values(page.get_latest_revision_as_object()) == said
    assert all(child.id for child in page.results)
    assert exercise(page).turns == "best"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("text", [BROKEN, NO_YAML, ""])
def test_a_draft_with_faults_keeps_every_word(text: str) -> None:
    page = deciding.decision(publish=True)
    go(BEFORE)
    try:  # as an earlier release kept a draft
        draft = Revision.objects.get(pk=page.live_revision_id)
        draft.pk, draft.content = None, {**draft.content, "exercise": text}
        draft.save()
    finally:
        go(AFTER)
    found = Revision.objects.get(pk=draft.pk).as_object()
    assert text in found.role
    if text == BROKEN:
        assert found.findings[0].value["title"] == "It fits"
        assert values(found)["rows"] == deciding.read(deciding.SMALL)["rows"]
