"""Blocks that meet their author half-way: a picture's description, the fields of a number."""

import pytest
from django.core.files.base import ContentFile
from playwright.sync_api import Page, expect
from wagtail.images import get_image_model

from content.models import ModulePage
from tests.content.test_uploads import picture
from tests.journeys import writing
from tests.journeys.people import Visitor, person, sign_in
from tests.journeys.test_admin import BLOCKED, nothing_else_was_blocked

SAID = "Five columns, each higher than the one before."


@pytest.fixture
def editor(course: None, visitor: Visitor) -> Page:
    page = sign_in(visitor(), person("superuser"))
    page.add_init_script(BLOCKED)
    return page


def kept(title: str, description: str = "") -> None:
    file = ContentFile(picture().read(), f"{title}.png")
    get_image_model().objects.create(title=title, description=description, file=file, width=400, height=300)


def choose(page: Page, title: str) -> None:
    """The first time by a button, later behind a menu; the dialogue is the same."""
    block = page.locator("[data-contentpath=body]")
    block.locator("[data-chooser-action-choose]").first.evaluate("one => one.click()")
    page.locator(".modal-content").get_by_text(title, exact=True).click()
    expect(page.locator(".modal-content")).to_have_count(0)


def test_a_picture_proposes_its_description_and_never_a_title(editor: Page) -> None:
    kept("columns", SAID)
    kept("IMG 2041")
    desk = writing.begin(editor, ModulePage.objects.get(slug="strategy").pk, "Case study")
    desk.insert("body")
    desk.insert("body-0-value-content", "Picture")
    words = desk.field("body-0-value-content-0-value-alt")
    choose(editor, "columns")
    expect(words).to_have_value(SAID)
    choose(editor, "IMG 2041")
    expect(words).to_have_value("")
    words.fill("What the author says")
    choose(editor, "columns")
    expect(words).to_have_value("What the author says")
    nothing_else_was_blocked(editor)


def test_a_number_opens_the_fields_that_only_a_number_has(editor: Page) -> None:
    desk = writing.begin(editor, ModulePage.objects.get(slug="strategy").pk, "Check")
    desk.insert("questions")
    answer = desk.field("questions-0-value-answer")
    desk.field("questions-0-value-type").select_option("ordering")
    expect(answer).to_be_hidden()
    desk.field("questions-0-value-type").select_option("number")
    expect(answer).to_be_visible()
