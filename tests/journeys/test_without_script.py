"""With scripts switched off: reading, answering, checking, marking and coming back all work."""

import re

from playwright.sync_api import expect

from courses.models import Attempt, Completion
from tests.journeys.people import Visitor
from tests.journeys.reading import CHECK, JABIL, read_on


def test_reading_on_and_coming_back(visitor: Visitor) -> None:
    page = visitor(script=False)
    page.goto("/")
    page.locator('main a[href="/learn/strategy/jabil/"]').first.click()
    read_on(page)
    expect(page).to_have_url(re.compile("/jabil/questions/#text"))
    page.get_by_role("radio", name=re.compile("The aim, and which tasks")).check()
    page.get_by_role("button", name="Answer and read on").click()
    expect(page).to_have_url(re.compile("/what-they-did/"))
    page.goto("/")
    page.get_by_role("link", name="Continue reading").click()
    expect(page).to_have_url(re.compile("/jabil/(questions|what-they-did)/"))


def test_a_whole_check(visitor: Visitor) -> None:
    page = visitor(script=False)
    page.goto(CHECK)
    page.get_by_role("button", name="Start").click()
    for number in range(1, 7):
        expect(page).to_have_url(re.compile(rf"/check/{number}/"))
        page.locator('input[name="option"]').first.check()
        page.get_by_role("button", name="Answer").click()
        expect(page.locator("#verdict")).to_be_visible()
        page.get_by_role("link", name=re.compile("Next question|See the result")).click()
    expect(page.get_by_text(re.compile(r"\d of 6 answers were the best ones"))).to_be_visible()
    assert Attempt.objects.get().finished_at


def test_marks_notes_bookmarks_and_the_theme(visitor: Visitor) -> None:
    page = visitor(script=False)
    page.goto(JABIL)
    page.get_by_role("button", name="Bookmark").click()
    expect(page.get_by_role("button", name="Remove bookmark")).to_be_visible()
    page.get_by_text("Your note", exact=True).click()
    page.get_by_label("On “A check that a machine could learn”").fill("Without any script.")
    page.get_by_role("button", name="Save the note").click()
    expect(page.get_by_label("On “A check that a machine could learn”")).to_have_value("Without any script.")
    page.get_by_role("button", name="Mark the case as read").click()
    assert Completion.objects.get().how == "marked"
    page.goto("/me/")
    page.get_by_role("radio", name="Dark").check()
    page.get_by_role("button", name="Keep this theme").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
