"""Decisions written as YAML come into fields with their drafts, and go back; no word is lost."""

import ast
import json
from importlib import import_module
from pathlib import Path
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
NAMELESS = deciding.SMALL.replace("{key: cost, label", "{label").replace("{key: a, label: A,", "{")
UNEVEN = deciding.SMALL.replace("values: [4]", "values: [4, 5, 6]")
ALIAS = deciding.SMALL.replace("role: You choose.", "role: &you You choose.").replace(
    "picks: Which?", "picks: *you"
)
OF_FIELDS = {
    "content.fields",
    "content.models.contexts",
    "content.models.units",
    "content.uploads.receiving",
    "content.uploads.bare",  # bytes of a picture, no rows
}
FAULTY = (BROKEN, NO_YAML, NAMELESS, UNEVEN, ALIAS, "")
RICH = """
role: |
  You choose.
  Twice.
limit: One of “two” – or 3.
inputs:
  - {key: rate, label: Rate, unit: "{} %", decimals: 1, default: 2.50, least: -1, most: 4, step: 0.25}
  - key: machine
    label: Machine
    default: 8
    least: 4
    most: 8
    step: 4
    help: Either.
    options:
      - {value: 4, text: Four}
      - {value: 8, text: Eight}
rows_title: Area
given: {label: Share, unit: "€{}k", default: 1, least: 0, most: 9, step: 1}
columns:
  - {key: cost, label: Cost, unit: "€{}", decimals: 2, shown: false}
  - {key: gain, label: Gain}
  - {key: net, label: Net, formula: gain - cost}
rows:
  - {key: a, label: A, text: 'The first, "small".', values: [1234.50, -3]}
  - {key: b, label: B; C, values: [0.1, 7]}
results:
  - {key: sum, label: Sum, unit: "{} hours", formula: sum(net), text: Of all., low: sum(net) - 1, high: "9"}
findings:
  - {key: other, when: "1", title: So it is, text: No.}
"""


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
def test_drafts_with_faults_keep_every_word() -> None:
    page = deciding.decision(publish=True)
    go(BEFORE)
    drafts = {}
    try:  # as an earlier release kept a draft
        for text in FAULTY:
            draft = Revision.objects.get(pk=page.live_revision_id)
            draft.pk, draft.content = None, {**draft.content, "exercise": text}
            draft.save()
            drafts[text] = draft.pk
    finally:
        go(AFTER)
    for text, pk in drafts.items():
        assert text in Revision.objects.get(pk=pk).as_object().role
    found = Revision.objects.get(pk=drafts[BROKEN]).as_object()
    assert found.findings[0].value["title"] == "It fits"
    assert values(found)["rows"] == deciding.read(deciding.SMALL)["rows"]


def test_what_a_file_says_comes_back_as_it_was() -> None:
    frozen = import_module("content.migrations._decisions_0010")
    migration = import_module("content.migrations.0010_decisions_in_fields")
    for text in (RICH, deciding.SMALL):
        fields = json.loads(json.dumps(migration.in_fields(text, "strategy/choose")))
        again = migration.as_text(fields)
        assert frozen.values_in(again) == frozen.values_in(text) == (deciding.read(text), True)


@pytest.mark.parametrize("path", sorted(Path().glob("*/migrations/*.py")), ids=str)
def test_a_migration_reads_and_writes_no_rows_with_code_that_may_change(path: Path) -> None:
    """Fields and what names their files are part of a model's state; anything else stands in the folder."""
    rooms = tuple(f"{room.parent.name}." for room in Path().glob("*/migrations"))
    nodes = list(ast.walk(ast.parse(path.read_text())))
    imported = {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}
    imported |= {each.name for node in nodes if isinstance(node, ast.Import) for each in node.names}
    ours = {name for name in imported if name.startswith(rooms) and ".migrations" not in name}
    assert ours <= OF_FIELDS
