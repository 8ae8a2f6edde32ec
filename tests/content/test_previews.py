"""Previews: every kind of page shows its draft through the live page's template, and writes nothing."""

from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from content.models import (
    CheckPage,
    HomePage,
    LearnIndexPage,
    ModulePage,
    TextPage,
    Unit,
    VideoPage,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("course")]
PAGES = {
    "home": lambda: HomePage.objects.get(),
    "learn": lambda: LearnIndexPage.objects.get(),
    "module": lambda: ModulePage.objects.get(slug="strategy"),
    "case": lambda: Unit.objects.get(key="strategy/jabil").specific,
    "guide": lambda: Unit.objects.get(key="strategy/fund-in-stages").specific,
    "video": lambda: VideoPage.objects.get(key="strategy/what-changes"),
    "check": lambda: CheckPage.objects.get(key="strategy/check"),
    "text": lambda: TextPage.objects.get(slug="help"),
}


@pytest.mark.parametrize("kind", PAGES)
def test_a_draft_is_shown_as_it_is_in_memory(kind: str) -> None:
    page = PAGES[kind]()
    page.title = "A title nobody published"
    with CaptureQueriesContext(connection) as asked:
        for mode, _label in page.preview_modes:
            response = page.make_preview_request(preview_mode=mode)
            response.render() if hasattr(response, "render") else None
            assert response.status_code == 200
            assert "A title nobody published" in response.content.decode()
    written = [
        q["sql"] for q in asked.captured_queries if q["sql"].split()[0] in ("INSERT", "UPDATE", "DELETE")
    ]
    assert not written


def test_the_words_of_a_draft_are_rendered_without_publishing() -> None:
    page = PAGES["case"]()
    page.body[0].value["title"] = "A heading nobody published"
    html = page.make_preview_request().content.decode()
    assert "A heading nobody published" in html
    section = page.body[1].value
    html = page.make_preview_request(extra_request_attrs={}).content.decode()
    assert section["title"] in html
    assert "do/place" not in html.replace("data-unit", ""), "a preview keeps no place"


def test_links_in_plain_pages_and_introductions_lead_somewhere() -> None:
    page = PAGES["text"]()
    page.body = [("text", '<p><a href="unit:strategy/jabil">x</a></p>')]
    html = page.make_preview_request().content.decode()
    assert 'href="/learn/strategy/jabil/"' in html
    assert "unit:strategy" not in html


def test_a_unit_has_a_preview_for_each_section_and_for_print() -> None:
    page = PAGES["case"]()
    modes = dict(page.preview_modes)
    assert next(iter(modes)) == ""
    assert "what-they-did" in modes
    html = page.make_preview_request(preview_mode="what-they-did").content.decode()
    assert f'<h2 id="text" tabindex="-1">{modes["what-they-did"]}</h2>' in html
    printed = page.make_preview_request(preview_mode="print").content.decode()
    assert all(section.value["title"] in printed for section in page.body)


def test_an_author_can_read_all_questions_of_a_check() -> None:
    page = PAGES["check"]()
    html = unescape(page.make_preview_request(preview_mode="questions").content.decode())
    assert html.count("<dt>Right</dt>") >= len(page.questions)
    for child in page.questions:
        for words in (child.value["stem"], *(option["reason"] for option in child.value["options"])):
            assert words in html
