"""What every page has: search, the theme, the phone's menu, the minutes you have."""

import re

from playwright.sync_api import expect

from tests.journeys.people import Visitor, person, sign_in


def test_search_leads_to_the_passage(visitor: Visitor) -> None:
    page = visitor()
    page.goto("/")
    page.get_by_role("link", name="Search").click()
    field = page.get_by_role("searchbox")
    expect(field).to_be_focused()
    field.fill("overhead")
    field.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("overhead")
    page.locator(".results a").filter(has_text="What Jabil told the line").click()
    expect(page).to_have_url(re.compile("/learn/strategy/jabil/"))
    page.goto("/search/?q=zzzzzz")
    expect(page.get_by_role("status")).to_contain_text("No unit speaks of “zzzzzz”")


def test_the_theme_is_kept_for_the_device_and_with_the_account(visitor: Visitor) -> None:
    page = visitor(scheme="light")
    for _ in ("for the device", "with the account"):
        page.goto("/me/")
        page.get_by_role("radio", name="Dark").check()
        expect(page.locator("html")).to_have_attribute("data-theme", "dark")
        page.get_by_role("button", name="Keep this theme").click()
        page.goto("/learn/")
        expect(page.locator("html")).to_have_attribute("data-theme", "dark")
        dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
        page.goto("/me/")
        page.get_by_role("radio", name="Light").check()
        page.get_by_role("button", name="Keep this theme").click()
        expect(page.locator("html")).to_have_attribute("data-theme", "light")
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") != dark
        sign_in(page, person("learner"))


def test_the_phones_menu_opens_and_closes_by_keyboard(visitor: Visitor) -> None:
    page = visitor(width=390)
    page.goto("/")
    page.locator("summary", has_text="Menu").press("Enter")
    expect(page.get_by_role("navigation", name="Menu").get_by_role("link", name="Learn")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("navigation", name="Menu").get_by_role("link", name="Learn")).to_be_hidden()
    expect(page.locator("summary", has_text="Menu")).to_be_focused()


def test_five_minutes_are_never_exceeded(visitor: Visitor) -> None:
    page = sign_in(visitor(), person("learner"))
    for minutes in (5, 10, 20):
        page.goto("/")
        page.get_by_role("button", name=f"{minutes} min", exact=True).click()
        expect(page.get_by_role("heading", name=f"If you have {minutes} minutes")).to_be_visible()
        said = re.search(r"(\d+) minutes? in all", page.locator(".queue-sum").inner_text())
        assert said
        assert int(said[1]) <= minutes


def test_the_learn_index_narrows_by_minutes_and_kind(visitor: Visitor) -> None:
    page = visitor()
    page.goto("/learn/?kind=case")
    expect(page.get_by_role("link", name="What Jabil told the line").first).to_be_visible()
    expect(page.get_by_role("link", name="Strategy check")).to_have_count(0)
    page.goto("/learn/?kind=nonsense&minutes=-3")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
