"""By keyboard alone: every stop shows where it is, and no bar ever covers it."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.journeys.people import Visitor
from tests.journeys.reading import CHECK

# Where the focus is, whether a ring is drawn there, and what covers the middle of its visible part.
STOP = """() => {
  const at = document.activeElement;
  if (!at || at === document.body) return { tag: "BODY" };
  const shown = at.matches("input[type=radio], input[type=checkbox]") ? at.closest("label") || at : at;
  const box = (at.getClientRects()[0] && at.getBoundingClientRect()) || shown.getBoundingClientRect();
  const x = box.left + Math.min(box.width / 2, 40), y = box.top + box.height / 2;
  const over = document.elementFromPoint(x, y);
  const style = getComputedStyle(at), around = getComputedStyle(shown);
  const ringed = [style, around].some((one) =>
    (one.outlineStyle !== "none" && parseFloat(one.outlineWidth) >= 2) || one.boxShadow !== "none");
  const video = at.tagName === "VIDEO";
  return {
    tag: at.tagName, text: (at.innerText || at.getAttribute("aria-label") || at.name || "").slice(0, 60),
    inside: box.bottom > 0 && box.top < innerHeight, ringed: ringed || video,
    covered: !video && box.height < innerHeight && (!over || !(shown.contains(over) || over.contains(shown))),
  };
}"""


# The browser brings a focus into sight with the next frames; it is looked at once two frames stand alike.
STILL = """() => new Promise((done) => {
  let before = null, left = 120;
  const frame = () => {
    const now = `${scrollX} ${scrollY}`;
    if (now === before || !left--) return done();
    before = now;
    requestAnimationFrame(() => requestAnimationFrame(frame));
  };
  requestAnimationFrame(frame);
})"""


def look(page: Page) -> dict[str, object]:
    page.evaluate(STILL)
    stop = page.evaluate(STOP)
    if stop["tag"] != "BODY":
        assert stop["inside"], f"focus is out of sight: {stop}"
        assert not stop["covered"], f"focus is covered: {stop}"
        assert stop["ringed"], f"focus cannot be seen: {stop}"
    return stop


def tab_to(page: Page, wanted: Locator, most: int = 60) -> None:
    for _ in range(most):
        page.keyboard.press("Tab")
        look(page)
        if wanted.evaluate("one => one === document.activeElement"):
            return
    raise AssertionError(f"not reached within {most} stops: {wanted}")


def test_from_home_through_a_case_and_a_check_by_keyboard_alone(visitor: Visitor) -> None:
    page = visitor()
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    tab_to(page, page.locator('main a[href="/learn/strategy/jabil/"]').first)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("What Jabil told the line")
    tab_to(page, page.get_by_role("button", name=re.compile("^Continue: ")))
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/questions/"))
    tab_to(page, page.get_by_role("radio").first)
    page.keyboard.press("ArrowDown")
    look(page)
    tab_to(page, page.get_by_role("button", name="Answer and read on"))
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/what-they-did/"))

    page.goto(CHECK)
    tab_to(page, page.get_by_role("button", name="Start"))
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/check/1/"))
    tab_to(page, page.locator('input[name="option"]').first)
    page.keyboard.press("Space")
    tab_to(page, page.get_by_role("button", name="Answer"))
    page.keyboard.press("Enter")
    expect(page.locator("#verdict")).to_be_focused()
    tab_to(page, page.get_by_role("link", name="Next question"))
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/check/2/"))


def test_backwards_through_a_long_page_the_bar_never_covers_the_focus(visitor: Visitor) -> None:
    page = visitor(width=390)
    page.goto("/learn/strategy/where-value-comes-from/sum/")
    # Not by the End key: its scrolling is animated, and on a busy machine still runs when the focus moves.
    page.locator("footer a").last.focus()
    for _ in range(40):
        page.keyboard.press("Shift+Tab")
        if look(page)["tag"] == "BODY":
            break


def test_the_look_would_find_a_covered_focus(visitor: Visitor) -> None:
    """The control: the same page with its scroll padding taken away and a bar over everything."""
    page = visitor()
    page.goto("/learn/strategy/jabil/")
    page.evaluate(
        """() => { const lid = document.createElement("div"); lid.id = "lid"; document.body.append(lid);
        Object.assign(lid.style, { position: "fixed", inset: "0", background: "red", zIndex: 9999 }); }"""
    )
    page.get_by_role("button", name=re.compile("^Continue: ")).focus()
    assert page.evaluate(STOP)["covered"]
