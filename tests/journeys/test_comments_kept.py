"""What is written beside a field while the draft saves itself is still there afterwards."""

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Request, Route, expect
from wagtail.models import Comment

from content.models import GuidePage, ModulePage
from tests.content import trees
from tests.journeys.people import Visitor, person, sign_in
from tests.journeys.test_admin import BLOCKED, nothing_else_was_blocked
from tests.journeys.test_away import SAVE_ITSELF
from tests.journeys.test_comments import TRAP, comment_on, press_at_once, save, thread
from tests.journeys.writing import press

pytestmark = pytest.mark.provokes(TRAP)
FIRST, SECOND, REPLY = "Is it so?", "Which year?", "In 2019."
REACHED = """words => [...window.comments.commentApp.store.getState().comments.comments.values()]
  .some((one) => one.text === words && one.remoteId)"""


@pytest.fixture
def desk(visitor: Visitor, course: None) -> Page:
    draft = trees.unit(ModulePage.objects.get(slug="strategy"), "small", GuidePage, publish=False)
    page = sign_in(visitor(), person("superuser"))
    page.add_init_script(BLOCKED)
    page.goto(f"/admin/pages/{draft.pk}/edit/")
    return page


def held_back(desk: Page) -> list[Route]:
    """Comments on one field; the draft saves itself, which goes out only when it is let go on."""
    held: list[Route] = []

    def by_itself(request: Request) -> bool:
        """With the comment; it may have saved itself before."""
        wanted = request.method == "POST" and "json" in request.headers.get("accept", "")
        return wanted and FIRST in (request.post_data or "")

    def hold(route: Route) -> None:
        held.append(route) if by_itself(route.request) and not held else route.continue_()

    desk.route(re.compile(r"/admin/pages/\d+/edit/$"), hold)
    comment_on(desk, "standfirst", FIRST)
    with desk.expect_request(by_itself):
        desk.evaluate(SAVE_ITSELF)
    return held


def told(desk: Page, held: list[Route]) -> None:
    held[0].continue_()
    desk.wait_for_function(REACHED, arg=FIRST)


def begun(desk: Page) -> Locator:
    """A second comment, not sent yet; its field."""
    place = desk.locator('[data-contentpath="minutes"]').first
    place.hover()
    place.locator("[data-comment-add]").click()
    field = desk.locator(".comment--mode-creating").get_by_placeholder("Enter your comments")
    field.fill(SECOND)
    return field


def test_a_comment_that_is_being_written_stays(desk: Page) -> None:
    held = held_back(desk)
    field = begun(desk)
    told(desk, held)
    expect(field).to_have_value(SECOND)
    expect(field).to_be_focused()
    press_at_once(desk.locator(".comment--mode-creating").get_by_role("button", name="Comment", exact=True))
    save(desk)
    assert sorted(Comment.objects.values_list("text", flat=True)) == [FIRST, SECOND]
    expect(desk.locator(".comment")).to_have_count(2)
    nothing_else_was_blocked(desk)


def test_a_comment_and_a_reply_that_were_sent_meanwhile_stay(desk: Page) -> None:
    held = held_back(desk)
    thread(desk, FIRST).click()
    thread(desk, FIRST).get_by_placeholder("Enter your reply").fill(REPLY)
    press_at_once(thread(desk, FIRST).get_by_role("button", name="Reply"))
    comment_on(desk, "minutes", SECOND)
    with desk.expect_event("load"):
        press(desk, "Save draft")  # waits until the draft has saved itself
        held[0].continue_()
    kept: list[Any] = list(Comment.objects.order_by("pk"))
    assert [one.text for one in kept] == [FIRST, SECOND]
    assert [reply.text for reply in kept[0].replies.all()] == [REPLY]


def test_control_without_the_script_it_would_be_gone(desk: Page) -> None:
    desk.route(re.compile("admin_comments"), lambda route: route.fulfill(content_type="text/javascript"))
    desk.reload()
    held = held_back(desk)
    begun(desk)
    told(desk, held)
    expect(desk.locator(".comment--mode-creating")).to_have_count(0)
