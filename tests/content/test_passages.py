"""An author chooses the passage of a question by its title; whoever reads the questions sees that title."""

import pytest
from django.urls import reverse

from content.atlas import atlas
from content.models import CheckPage
from content.passages import passage_at, passages
from tests.content import trees
from tests.content.test_checks_panel import question
from tests.journeys.people import client_of, person

pytestmark = pytest.mark.django_db


def test_every_section_that_can_be_read_is_offered_by_its_title() -> None:
    unit = trees.unit(trees.module(), "sound", body=trees.body("One."))
    section = unit.body[0].value
    offered = dict(passages(atlas()))
    reference = f"{unit.key}#{section['anchor']}"
    assert offered == {reference: f"{unit.title}: {section['title']}"}
    place = passage_at(reference, atlas())
    assert place
    assert place["title"] == offered[reference]
    unit.unpublish()
    assert not dict(passages(atlas()))
    assert passage_at(reference, atlas()) is None


def test_the_form_of_a_check_knows_where_the_passages_are_offered() -> None:
    check = trees.unit(trees.module(), "check", CheckPage, publish=False, questions=[question(1, 0, 1)])
    client = client_of(person("superuser"))
    form = client.get(reverse("wagtailadmin_pages:edit", args=[check.pk])).content.decode()
    assert f'data-passages="{reverse("passages")}"' in form
    assert client.get(reverse("passages")).json() == {"passages": []}


def test_the_panel_says_which_question_lacks_something() -> None:
    asked = [question(n, 0, 1, because="" if n == 2 else "So.") for n in (1, 2)]
    check = trees.unit(
        trees.module(), "check", CheckPage, publish=False, draw=1, pass_mark=1, questions=asked
    )
    client = client_of(person("superuser"))
    lines = client.get(reverse("unit_checks", args=[check.pk])).content.decode()
    assert '<span class="checks-where">Question 2</span> <span>' in lines
    assert '<span class="checks-where">Question 1</span> <span>Here something' not in lines


def test_all_questions_are_read_with_the_title_of_their_passage() -> None:
    module = trees.module()
    unit = trees.unit(module, "sound")
    there = f"{unit.key}#{unit.body[0].value['anchor']}"
    asked = [question(1, 0, 1, passage=there), question(2, 0, 1, passage="strategy/gone")]
    check = trees.unit(module, "check", CheckPage, publish=False, questions=asked)
    page = check.make_preview_request(preview_mode="questions").content.decode()
    assert f">{unit.title}: {unit.body[0].value['title']}</a>" in page
    assert "The passage strategy/gone is not there." in page


@pytest.mark.parametrize(
    ("draw", "said"),
    [(1, "One question, drawn from a larger pool"), (2, "2 questions, each time in another order")],
)
def test_the_start_page_says_of_the_pool_what_is_true(draw: int, said: str) -> None:
    asked = [question(n, 0, 1) for n in (1, 2)]
    fields = {"draw": draw, "pass_mark": 1, "questions": asked}
    check = trees.unit(trees.module(), "check", CheckPage, publish=False, **fields)
    assert said in check.make_preview_request(preview_mode="").content.decode()
