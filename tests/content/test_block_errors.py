"""What is wrong deep inside a unit is led to and marked there, and lines stand in the order of the form."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from content.block_errors import error_at
from content.checks_panel import findings_of
from content.models import CheckPage, GuidePage
from content.publishing import errors_of
from tests.content.test_checks_panel import TODAY, UNSOURCED, boss, draft, no_reason, send
from tests.content.trees import body

__all__ = ["boss"]
PUBLISH = {"action-publish": "action-publish"}


def marked(error: ValidationError) -> dict[str, list[str]]:
    """Every place that carries a message, as the form will show it."""
    found = {"": [str(message) for message in getattr(error, "non_block_errors", ())]}
    inner = getattr(error, "block_errors", None)
    if inner is None:
        found[""] = error.messages
    for step, problem in (inner or {}).items():
        found |= {f"{step}.{way}".rstrip("."): said for way, said in marked(problem).items()}
    return {way: said for way, said in found.items() if said}


def refused(client: Any, page: Any, field: str) -> dict[str, list[str]]:
    answer = send(client, page, **PUBLISH)
    assert answer.status_code == 200
    return marked(answer.context["form"].errors[field].as_data()[0])


@pytest.fixture
def guide(db: None) -> Any:
    page = draft(GuidePage)
    page.body = body('<a href="unit:strategy/gone">there</a>', "Two.", blocks=[UNSOURCED])
    return page


def test_publishing_marks_the_very_part_of_a_block(boss: Any, guide: Any) -> None:
    guide.body[1].value["resume"] = ""
    assert refused(boss, guide, "body") == {
        "0.content.0": ["There is no unit strategy/gone."],
        "1.resume": ["Say where the reader stopped: the resume line is empty."],
        "1.content.1.source": ["“Ada” does not name its source."],
    }


def test_an_option_is_marked_where_its_feedback_belongs(boss: Any, db: None) -> None:
    page = draft(CheckPage)
    no_reason(page)
    send(boss, page)
    path = findings_of(CheckPage.objects.get(pk=page.pk).get_latest_revision_as_object()).errors[0].path
    assert path == "questions.id-0.options.option-0-0.reason"


def test_lines_stand_in_the_order_of_the_form(guide: Any) -> None:
    guide.body[1].value["resume"] = ""
    guide.outcomes = []
    assert [line.where for line in findings_of(guide).errors] == ["", "Section 1", "Section 2", "Section 2"]


def test_a_way_that_is_not_there_ends_where_it_is_lost(guide: Any) -> None:
    block = guide.body.stream_block
    found = [
        (["0", "content", "7", "alt"], "a"),
        (["0", "nothing"], "b"),
        (["1", "title", "x"], "c"),
        ([], "d"),
    ]
    assert marked(error_at(block, guide.body, found)) == {
        "": ["d"],
        "0": ["b"],
        "0.content": ["a"],
        "1.title": ["c"],
    }


def test_the_panel_leads_to_the_part(boss: Any, guide: Any) -> None:
    send(boss, guide)
    panel = boss.get(reverse("unit_checks", args=[guide.pk])).content.decode()
    second = GuidePage.objects.get(pk=guide.pk).get_latest_revision_as_object().body[1]
    quote = second.value["content"][1]
    assert f'data-checks-path="body.{second.id}.content.{quote.id}.source"' in panel


def test_everything_that_is_missing_is_told_at_once(db: None) -> None:
    """What a rule says of a section hides neither what is empty there nor what is wrong between sections."""
    page = draft(GuidePage)
    asked = {"type": "question", "value": {"key": "q", "ask": "Why?", "kind": "text", "options": []}}
    note = {"type": "note", "value": {"term": "", "text": ""}}
    page.body = body("One.", "Two.", blocks=[UNSOURCED, asked, note])
    page.body[1].value["resume"] = ""
    told = [(remark.message, remark.inside) for remark in errors_of(page, TODAY)]
    assert told == [
        ("“Ada” does not name its source.", "content.1.source"),
        ("Say where the reader stopped: the resume line is empty.", ""),
        ("Fill in what is empty: Side note: Term, Text.", "content.3.term"),
        ("A question is the last block of its section.", ""),
    ]


def test_what_a_rule_says_is_not_said_twice(db: None) -> None:
    page = draft(CheckPage)
    no_reason(page)
    page.questions[0].value["options"][1]["right"] = True
    told = [line.message for line in findings_of(page).errors]
    assert sorted(words.split(" ")[-1] for words in told) == ["2.", "reason."]
