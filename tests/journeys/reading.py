"""What readers do with a page, in their words."""

import json
import re

from playwright.sync_api import Locator, Page, expect

JABIL = "/learn/strategy/jabil/"
CHECK = "/learn/strategy/check/"
FILM = "/learn/strategy/what-changes/"
# Over when the page was told of it, which is not at once.
SCROLL = """(one, top) => new Promise((done) => {
  const before = scrollY;
  addEventListener("scroll", () => done(), { once: true });
  scrollBy({ top: one.getBoundingClientRect().top - top, behavior: "instant" });
  if (scrollY === before) done();
})"""


def read_on(page: Page) -> None:
    page.get_by_role("button", name=re.compile("^Continue: ")).click()


def bottom_of_bar(page: Page) -> float:
    box = page.locator(".reading-bar").bounding_box()
    return 0 if box is None else box["y"] + box["height"]


def scroll_to(sentence: Locator) -> None:
    """As a reader scrolls: the sentence stands just below the bar."""
    top = bottom_of_bar(sentence.page) + 12
    sentence.evaluate(SCROLL, top)
    sentence.page.mouse.move(200, 400)


def stop_at(page: Page, number: int) -> str:
    """Scrolls to a sentence (from 0) and waits until the place is kept: the id of the sentence kept.

    Where sentences share the line at the top, that is the first of them. Needs page.clock.install().
    """
    scroll_to(page.locator('[data-words] [id^="s-"]').nth(number))
    with page.expect_response(re.compile("/do/place/")) as answered:
        page.clock.run_for(25_000)
    assert answered.value.ok, answered.value.text()
    kept = json.loads(answered.value.request.post_data)["sentence"]
    line = page.locator('[data-words] [id^="s-"]').nth(number).evaluate("one => one.getClientRects()[0].top")
    last = page.locator(f"#{kept}").evaluate("one => [...one.getClientRects()].at(-1).bottom")
    assert line < last < line + 60, "the sentence kept does not stand in the line at the top"
    return str(kept)


def stands_at_the_top(sentence: Locator) -> None:
    """In view, below the bar and in the upper third of the window."""
    expect(sentence).to_be_in_viewport()
    box = sentence.bounding_box()
    assert box is not None
    height = sentence.page.viewport_size["height"]
    assert bottom_of_bar(sentence.page) - 1 <= box["y"] <= height / 3, box


def skip(page: Page) -> None:
    page.get_by_role("button", name="Skip", exact=True).click()
