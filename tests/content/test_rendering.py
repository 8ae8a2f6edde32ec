"""Rendering: once for each published revision, stale only when code or templates change, never on a GET."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from content import rendering
from content.blocks.reading import WORDS
from content.importing.digests import page_digest
from content.models import CheckPage, Rendering, TextPage, Unit
from content.rendering import render_missing, rendering_of
from content.sentences import plain
from tests.content import trees

pytestmark = pytest.mark.django_db
QUESTION = {
    "key": "first-word",
    "ask": "What?",
    "kind": "choice",
    "options": [
        {"type": "item", "id": "1", "value": {"key": "a", "text": "A"}},
        {"type": "item", "id": "2", "value": {"key": "b", "text": "B", "line": "Because"}},
    ],
}


def test_publishing_renders_and_a_draft_does_not() -> None:
    unit = trees.unit(trees.module(), "jabil", publish=False)
    assert not Rendering.objects.filter(unit=unit).exists()
    unit.save_revision().publish()
    stored = Rendering.objects.get(unit=unit)
    assert [section["key"] for section in stored.sections] == ["part-1", "part-2"]
    unit.body = trees.body("Changed.")
    unit.save_revision()
    assert "Changed" not in str(Rendering.objects.get(unit=unit).sections)
    unit.get_latest_revision().publish()
    assert "Changed" in Rendering.objects.get(unit=unit).sections[0]["html"]


def test_a_section_has_its_sentences_notes_and_question_apart() -> None:
    blocks = [
        {"type": "note", "value": {"term": "Term", "text": "Meaning <b>"}},
        {"type": "question", "value": QUESTION},
    ]
    unit = trees.unit(trees.module(), "jabil", body=trees.body("One. Two.", blocks=blocks))
    section = unit.rendering.sections[0]
    assert len(section["sentences"]) == 2
    assert all(f'<span id="{key}">' in section["html"] for key in section["sentences"])
    assert "Meaning &lt;b&gt;" in section["notes_html"]
    assert "Meaning" not in section["html"]
    assert section["question"]["options"][1] == {"key": "b", "text": "B", "line": "Because"}
    assert section["minutes"] == 6
    assert section["resume"] == "at 1."


def test_what_an_author_types_is_never_markup() -> None:
    evil = '"><script>alert(1)</script>'
    quote = {"text": evil, "name": evil, "role": evil, "source": "us"}
    table = {"caption": evil, "head": [evil], "rows": [[evil]]}
    figures = [{"type": "item", "id": "1", "value": {"value": "<script>", "caption": evil, "source": "us"}}]
    kinds = {"quote": quote, "table": table, "figures": figures, "note": {"term": evil, "text": evil}}
    blocks = [{"type": kind, "value": value} for kind, value in kinds.items()]
    unit = trees.unit(trees.module(), "jabil", title=evil, body=trees.body("A", blocks=blocks))
    html = str(unit.rendering.sections) + unit.rendering.sources_html
    assert "<script" not in html
    assert "&lt;script&gt;" in html


def test_a_fresh_rendering_costs_nothing_and_a_stale_one_is_not_stored_by_reading(
    django_assert_num_queries, monkeypatch: pytest.MonkeyPatch
) -> None:
    trees.unit(trees.module(), "jabil")
    unit = Unit.objects.at("strategy", "jabil").get()
    with django_assert_num_queries(0):
        assert rendering_of(unit) == unit.rendering
    monkeypatch.setattr(rendering, "current_stamp", lambda: "another")
    with CaptureQueriesContext(connection) as asked:
        assert rendering_of(unit).stamp == "another"
        assert rendering_of(Unit.objects.at("strategy", "jabil").get()).sections
    assert not [q for q in asked.captured_queries if not q["sql"].lstrip("(").upper().startswith("SELECT")]
    assert Rendering.objects.get(unit=unit).stamp != "another"
    assert render_missing() == 1
    assert Rendering.objects.get(unit=unit).stamp == "another"
    assert render_missing() == 0


def test_a_missing_rendering_is_made_in_memory_once(django_assert_num_queries) -> None:
    trees.unit(trees.module(), "jabil")
    Rendering.objects.all().delete()
    first = rendering_of(Unit.objects.at("strategy", "jabil").get())
    unit = Unit.objects.at("strategy", "jabil").get()
    with django_assert_num_queries(0):
        assert rendering_of(unit) is first


def test_a_check_has_a_rendering_without_sections() -> None:
    options = [
        {"type": "item", "id": key, "value": {"key": key, "text": key, "right": key == "a", "reason": "So."}}
        for key in "ab"
    ]
    words = {"stem": "?", "right_verdict": "Yes", "other_verdict": "No", "because": "So."}
    value = {"key": "a", "type": "single", "options": options, **words}
    questions = json.dumps([{"type": "question", "value": value}])
    given = {"model": CheckPage, "body": "[]", "questions": questions, "draw": 1, "pass_mark": 1}
    check = trees.unit(trees.module(), "check", **given)
    assert check.rendering.sections == []
    assert check.kind == "check"


@pytest.mark.usefixtures("course")
def test_every_shipped_text_survives_the_editor_unchanged() -> None:
    """Opened and saved in the rich text editor, a text reads the same, so an import may update it later."""
    converter = ContentstateConverter(features=["h2", *WORDS])
    seen = 0
    streams = [unit.body for unit in Unit.objects.all()] + [page.body for page in TextPage.objects.all()]
    for block in (b for stream in streams for child in stream for b in _texts(child)):
        saved = converter.to_database_format(converter.from_database_format(block.value.source))
        assert plain(saved) == plain(block.value.source)
        seen += 1
    assert seen > 40


@pytest.mark.usefixtures("course")
def test_the_digest_of_a_page_ignores_what_saving_adds() -> None:
    unit = Unit.objects.get(key="strategy/jabil").specific
    before = page_digest(unit)
    unit.save_revision().publish()
    again = Unit.objects.get(key="strategy/jabil").specific
    list(again.body)
    assert page_digest(again) == before
    again.body[0].value["title"] = "Another"
    assert page_digest(again) != before


def _texts(child):
    if child.block_type == "section":
        return [block for block in child.value["content"] if block.block_type == "text"]
    return [child] if child.block_type == "text" else []
