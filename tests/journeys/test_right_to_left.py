"""A language that reads from the right: nothing runs out of the page, and keys and signs follow."""

from typing import Any

from playwright.sync_api import Page, expect

from tests.journeys.pages import DONE, OPEN, arrive
from tests.journeys.people import Visitor
from tests.journeys.reading import CHECK, FILM, JABIL
from tests.journeys.test_reflow import STYLE

QUESTION = f"/assess/{OPEN}/4/"
PAGES = (
    "/",
    "/learn/",
    "/learn/strategy/",
    JABIL + "questions/",
    FILM,
    CHECK,
    "/learn/strategy/fund-the-pilot/",
    "/me/",
    "/search/?q=overhead",
    QUESTION,
    f"/results/{DONE}/",
    f"/results/{DONE}/plan/?step=S1.1",
)
# Nobody's catalogue is shipped for it: the words stay English, everything else is as in Hebrew.
LANGUAGES = [("en", "English"), ("de", "Deutsch"), ("he", "עברית")]
# Wider than the window, to either side, and not in a box that scrolls by itself.
BEYOND = """() => {
  const page = document.documentElement;
  const held = (one) => {
    for (let up = one.parentElement; up && up !== document.body; up = up.parentElement)
      if (getComputedStyle(up).overflowX !== "visible") return true;
    return false;
  };
  const out = (one) => {
    const box = one.getBoundingClientRect();
    return box.width > 1 && (box.left < -1 || box.right > page.clientWidth + 1);
  };
  const found = [...document.querySelectorAll("body *:not(svg *)")].filter((one) => out(one) && !held(one));
  const wide = page.scrollWidth > page.clientWidth ? [`${page.scrollWidth} > ${page.clientWidth}`] : [];
  return [...wide, ...found.slice(0, 3).map((one) => one.outerHTML.slice(0, 120))];
}"""
# How far from the right edge of its box the first heading begins, and on which side of the page that edge is.
BEGINS = """() => {
  const heading = document.querySelector("h1");
  const words = document.createRange();
  words.selectNodeContents(heading);
  const box = heading.getBoundingClientRect();
  const reach = Math.max(...[...words.getClientRects()].map((one) => one.right));
  return [Math.round(box.right - reach), box.right > document.documentElement.clientWidth / 2];
}"""
TURNED = "one => new DOMMatrix(getComputedStyle(one).transform).a"


def from_the_right(page: Page, settings: Any) -> None:
    settings.LANGUAGES = LANGUAGES
    page.context.add_cookies(
        [{"name": settings.LANGUAGE_COOKIE_NAME, "value": "he", "domain": "127.0.0.1", "path": "/"}]
    )


def faults_on(page: Page) -> list[str]:
    faults = []
    for width in (390, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        faults += [f"{width}: beyond the page: {one}" for one in page.evaluate(BEYOND)]
        far, right = page.evaluate(BEGINS)
        if far > 8 or not right:
            faults.append(f"{width}: the heading begins {far} pixels from the right of its box")
    return faults


def in_english_signs_and_keys_go_the_other_way(page: Page) -> None:
    """The control of what is said of them below."""
    page.goto(JABIL)
    assert page.locator(".reading-bar-back .icon").evaluate(TURNED) == 1
    page.goto(QUESTION)
    statements = page.locator("[data-statements] input")
    statements.nth(1).focus()
    page.keyboard.press("ArrowLeft")
    expect(statements.nth(0)).to_be_checked()


def test_pages_read_from_the_right(visitor: Visitor, settings: Any) -> None:
    page = arrive(visitor, "measurer")
    in_english_signs_and_keys_go_the_other_way(page)
    from_the_right(page, settings)
    faults = []
    for path in PAGES:
        page.goto(path)
        assert page.locator("html").get_attribute("dir") == "rtl"
        faults += [f"{path}, {fault}" for fault in faults_on(page)]
    assert not faults, "\n".join(faults)
    page.goto(JABIL)
    assert page.locator(".reading-bar-back .icon").evaluate(TURNED) == -1
    assert page.locator(".reading-bar-line").evaluate(TURNED) == -1
    assert page.locator(".unit-words h2").first.get_attribute("dir") == "ltr"  # the text itself is English
    page.goto(QUESTION)
    statements = page.locator("[data-statements] input")
    statements.nth(1).focus()
    page.keyboard.press("ArrowLeft")
    expect(statements.nth(2)).to_be_checked()
    page.goto(FILM)
    assert page.locator("video").evaluate("one => getComputedStyle(one).direction") == "ltr"


def test_control_a_sheet_that_names_a_side_is_found(visitor: Visitor, settings: Any) -> None:
    page = visitor()
    from_the_right(page, settings)
    page.goto("/learn/")
    assert faults_on(page) == []
    for css in (
        "main { position: relative; left: -60px }",
        "main { transform: translateX(60px) }",
        "h1 { text-align: left !important }",
    ):
        page.evaluate(STYLE, css)
        assert faults_on(page), css
