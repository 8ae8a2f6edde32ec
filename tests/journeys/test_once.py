"""A press on Save draft while a new page saves itself for the first time makes one page, not two."""

import re

from playwright.sync_api import Page, Response, Route, expect

from content.models import CasePage, ModulePage, Unit
from tests.journeys import writing
from tests.journeys.people import Visitor, person, sign_in
from tests.journeys.test_away import SAVE_ITSELF

EDIT = re.compile("/admin/pages/\\d+/edit")
FORM = re.compile("/admin/pages/(add/|\\d+/edit)")


def hold_what_saves_itself(page: Page) -> tuple[list[Route], list[str]]:
    """The first saving by itself, held until the test lets it go on; and what else was sent."""
    held: list[Route] = []
    pressed: list[str] = []

    def hold(route: Route) -> None:
        by_itself = "json" in route.request.headers.get("accept", "")
        if route.request.method == "POST" and by_itself and not held:
            held.append(route)
        else:
            pressed.extend([] if by_itself else [route.request.method])
            route.continue_()

    page.route(FORM, hold)
    return held, pressed


def test_a_new_page_is_made_once(visitor: Visitor, course: None) -> None:
    page = sign_in(visitor(), person("superuser"))
    desk = writing.begin(page, ModulePage.objects.get(slug="strategy").pk, "Case study")
    desk.fill(title="Made once")
    held, pressed = hold_what_saves_itself(page)
    with page.expect_request(re.compile("/admin/pages/add/")):
        page.evaluate(SAVE_ITSELF)
    writing.press(page, "Save draft")
    assert pressed == []
    held[0].continue_()
    page.wait_for_url(re.compile("/edit/"))
    expect(page.locator(".messages .success")).to_be_visible()
    page.goto("about:blank")
    assert Unit.objects.filter(title="Made once").count() == 1


def test_a_refused_publish_waits_for_what_saves_itself(visitor: Visitor, course: None) -> None:
    case = CasePage.objects.first()
    assert case is not None
    page = sign_in(visitor(), person("superuser"))
    page.goto(f"/admin/pages/{case.pk}/edit/")
    page.locator("#id_outcomes").fill("")

    def saved(answer: Response) -> bool:
        return EDIT.search(answer.url) is not None and "json" in answer.headers["content-type"]

    held, pressed = hold_what_saves_itself(page)
    with page.expect_request(EDIT):
        page.evaluate(SAVE_ITSELF)
    writing.press(page, "Publish")
    assert pressed == []
    held[0].continue_()
    expect(page.get_by_text("Not published.")).to_be_visible()
    with page.expect_response(saved) as answer:
        page.locator("#id_outcomes").fill("Know what is asked")
        page.evaluate(SAVE_ITSELF)
    expect(page.get_by_text("newer version")).to_have_count(0)
    assert answer.value.json()["success"]
    writing.press(page, "Publish")
    expect(page.locator(".messages .success")).to_be_visible()
    assert CasePage.objects.get(pk=case.pk).outcomes == ["Know what is asked"]
