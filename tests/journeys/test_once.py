"""A press on Save draft while a new page saves itself for the first time makes one page, not two."""

import re

from playwright.sync_api import Route, expect

from content.models import ModulePage, Unit
from tests.journeys import writing
from tests.journeys.people import Visitor, person, sign_in
from tests.journeys.test_away import SAVE_ITSELF


def test_a_new_page_is_made_once(visitor: Visitor, course: None) -> None:
    page = sign_in(visitor(), person("superuser"))
    desk = writing.begin(page, ModulePage.objects.get(slug="strategy").pk, "Case study")
    desk.fill(title="Made once")
    held: list[Route] = []
    pressed: list[str] = []

    def hold(route: Route) -> None:
        by_itself = "json" in route.request.headers.get("accept", "")
        if route.request.method == "POST" and by_itself and not held:
            held.append(route)
        else:
            pressed.append(route.request.method)
            route.continue_()

    page.route(re.compile("/admin/pages/(add/|\\d+/edit)"), hold)
    with page.expect_request(re.compile("/admin/pages/add/")):
        page.evaluate(SAVE_ITSELF)
    writing.press(page, "Save draft")
    assert pressed == []
    held[0].continue_()
    page.wait_for_url(re.compile("/edit/"))
    expect(page.locator(".messages .success")).to_be_visible()
    page.goto("about:blank")
    assert Unit.objects.filter(title="Made once").count() == 1
