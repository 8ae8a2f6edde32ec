"""An ordering by keyboard, with and without script, and a number: asked, sent back and told."""

import json

import pytest
from playwright.sync_api import Page, expect

from content.models import CheckPage
from content.receivers import bump
from courses.models import AttemptAnswer
from tests.journeys.people import Visitor
from tests.journeys.test_axe import violations

CHECK = "/learn/technology/check/"


def asking(kind: str) -> list[str]:
    """The check asks this one question; the keys of its lines in their right order."""
    page = CheckPage.objects.get(key="technology/check")
    kept = [child for child in page.questions.raw_data if child["value"]["type"] == kind]
    page.questions, page.draw, page.pass_mark = json.dumps(kept), 1, 1
    page.save()
    bump()
    return [option["value"]["key"] for option in kept[0]["value"]["options"]]


def begin(page: Page) -> None:
    page.goto(CHECK)
    page.get_by_role("button", name="Start").click()


def answer(page: Page) -> None:
    page.get_by_role("button", name="Answer", exact=True).click()


def fits(page: Page) -> bool:
    page.wait_for_load_state()
    return page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


@pytest.mark.parametrize("width", [390, 1440])
def test_an_ordering_is_put_right_with_the_keyboard_alone(course: None, visitor: Visitor, width: int) -> None:
    right = asking("ordering")
    page = visitor(width=width)
    begin(page)
    assert violations(page) == []
    assert fits(page)
    for place, key in enumerate(right):
        line = page.locator(f'.place-row:has(select[name="place-{key}"])')
        up = line.get_by_role("button", name="Move up")
        for _ in range(len(right)):
            if page.locator(".place-row").nth(place).locator(f'select[name="place-{key}"]').count():
                break
            up.focus()
            page.keyboard.press("Enter")
            expect(up).to_be_focused()
        expect(line.locator(".place-number")).to_have_text(str(place + 1))
    expect(page.locator("[data-order-said]")).to_contain_text("place")
    answer(page)
    expect(page.locator("#verdict")).to_be_focused()
    assert AttemptAnswer.objects.get().chosen == right
    assert violations(page) == []


def test_an_ordering_works_without_script(course: None, visitor: Visitor) -> None:
    right = asking("ordering")
    page = visitor(width=390, script=False)
    begin(page)
    answer(page)
    expect(page.get_by_text("Give every line a place").first).to_be_visible()
    for place, key in enumerate(right, 1):
        page.locator(f'select[name="place-{key}"]').select_option(str(place))
    answer(page)
    expect(page.get_by_text("You put it here too").first).to_be_visible()
    assert AttemptAnswer.objects.get().right


def test_a_number_comes_back_until_it_is_one_and_says_what_it_understood(
    course: None, visitor: Visitor
) -> None:
    asking("number")
    page = visitor(width=390, scheme="dark")
    begin(page)
    assert violations(page) == []
    assert fits(page)
    page.get_by_label("Your answer").fill("a lot")
    answer(page)
    expect(page.get_by_label("Your answer")).to_have_value("a lot")
    assert violations(page) == []
    page.get_by_label("Your answer").fill("$ 672")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Your answer was read as $672.")).to_be_visible()
    assert AttemptAnswer.objects.get().right
    assert violations(page) == []
