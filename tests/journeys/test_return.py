"""A first visit, a case, away, and back in one click to the same section and sentence."""

import re

from playwright.sync_api import expect

from tests.journeys.people import Visitor, person, sign_in
from tests.journeys.reading import JABIL, read_on, stands_at_the_top, stop_at


def test_a_newcomer_comes_back_to_the_same_sentence_in_one_click(visitor: Visitor) -> None:
    page = visitor()
    page.clock.install()
    page.goto("/")
    page.locator(f'main a[href="{JABIL}"]').first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What Jabil told the line")
    read_on(page)
    expect(page).to_have_url(re.compile(r"/jabil/questions/#text$"))
    sentence = stop_at(page, 9)

    page.goto("/learn/")
    page.goto("/")
    expect(page.get_by_text("You stopped today, with three questions on the table")).to_be_visible()
    page.get_by_role("link", name="Continue reading").click()
    expect(page).to_have_url(re.compile(rf"/jabil/questions/#{sentence}$"))
    stands_at_the_top(page.locator(f"#{sentence}"))


def test_what_is_said_at_one_device_is_known_at_the_other(visitor: Visitor) -> None:
    ada = person("learner")
    desk = sign_in(visitor(), ada)
    desk.clock.install()
    desk.goto(JABIL)
    sentence = stop_at(desk, 5)

    phone = sign_in(visitor(width=390), ada)
    phone.goto("/")
    phone.get_by_role("link", name="Continue reading").click()
    expect(phone).to_have_url(re.compile(rf"/jabil/#{sentence}$"))
    stands_at_the_top(phone.locator(f"#{sentence}"))


def test_a_place_that_could_not_be_sent_is_sent_later(visitor: Visitor) -> None:
    page = visitor()
    page.clock.install()
    page.goto(JABIL)
    page.context.set_offline(True)
    page.locator('[data-words] [id^="s-"]').nth(4).scroll_into_view_if_needed()
    page.mouse.wheel(0, 300)
    page.clock.run_for(25_000)
    expect(page.locator("[data-trouble]")).to_contain_text("Not saved. Kept on this device")
    page.context.set_offline(False)
    with page.expect_response(re.compile("/do/place/")) as answered:
        page.clock.run_for(130_000)
    assert answered.value.ok
    expect(page.locator("[data-trouble]")).to_be_empty()
    page.goto("/")
    expect(page.get_by_role("link", name="Continue reading")).to_be_visible()
