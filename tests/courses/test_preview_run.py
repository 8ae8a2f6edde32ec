"""A preview of a run: drawn as for a reader, every verdict shown, nothing recorded."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from content.models import CheckPage
from courses.models import Attempt

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("course")]


def run(page: CheckPage, mode: str = "run") -> str:
    return page.make_preview_request(preview_mode=mode).content.decode()


@pytest.fixture
def page() -> CheckPage:
    return CheckPage.objects.get(key="technology/check")


def stems(html: str) -> list[str]:
    return re.findall(r'<h3 class="check-ask[^>]*>([^<]+)', html)


def test_a_run_draws_as_many_as_a_reader_gets_with_both_verdicts(page: CheckPage) -> None:
    with CaptureQueriesContext(connection) as asked:
        html = run(page)
    assert len(stems(html)) == page.draw
    assert html.count("After the right answer") == html.count("After another answer") == page.draw
    assert not [q for q in asked.captured_queries if q["sql"].split()[0] in ("INSERT", "UPDATE", "DELETE")]
    assert not Attempt.objects.exists()
    assert "<form" not in html.split("<main")[1].split("</main")[0]
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids)), "ids are used once"


def test_the_same_run_is_drawn_again_and_another_is_another(page: CheckPage) -> None:
    assert stems(run(page)) == stems(run(page))
    assert len({tuple(stems(run(page, mode))) for mode in ("run", "run-2", "run-3")}) == 3


def test_every_type_is_asked_and_told(page: CheckPage) -> None:
    page.draw = len(page.questions)
    html = run(page)
    assert "Your answer was read as $672." in html
    assert "You put it in place" in html
    assert "Choose all that apply." in html
    assert "Best answer" in html


def test_questions_of_a_draft_that_are_not_finished_are_named_and_left_out(page: CheckPage) -> None:
    page.draw = len(page.questions)
    page.questions[0].value["options"] = []
    numbers = [child.value for child in page.questions if child.value["type"] == "number"]
    numbers[0]["answer"] = "many"
    html = run(page)
    assert len(stems(html)) == len(page.questions) - 2
    assert "Not finished, so not drawn" in html
    assert numbers[0]["stem"][:40] in html


def test_each_question_leads_to_its_passage_and_a_lost_one_is_said(page: CheckPage) -> None:
    page.draw = len(page.questions)
    page.questions[0].value["passage"] = "technology/nowhere#at-all"
    html = run(page)
    assert html.count("Go back to this passage") == len(page.questions) - 1
    assert "The passage technology/nowhere#at-all is not there." in html


def test_a_pool_without_questions_is_an_empty_run(page: CheckPage) -> None:
    page.questions = []
    assert stems(run(page)) == []
