"""The assessment in a real browser: on a phone, without a connection, and after somebody signed out."""

import re

from playwright.sync_api import Page, expect

from readiness.models import Answer, Sheet
from tests.journeys.people import Visitor, person, sign_in

KEPT = "localStorage.getItem('soundings:answers')"


def begin(page: Page) -> None:
    page.goto("/assess/")
    page.locator("label", has_text="Quick form").click()
    page.get_by_role("button", name="Start", exact=True).click()
    expect(page).to_have_url(re.compile(r"/assess/[0-9a-f-]+/1/$"))


def choose(page: Page, number: int) -> None:
    page.locator("[data-statements] label").nth(number - 1).click()


def leave_waiting(page: Page, number: int) -> Page:
    """An answer is kept on the device, and its page is closed before there is a connection again."""
    page.context.set_offline(True)
    choose(page, number)
    expect(page.locator("[data-saved]")).to_contain_text("Kept on this device")
    context = page.context
    page.close()
    context.set_offline(False)
    return context.new_page()


def test_the_quick_form_on_a_phone_from_the_start_to_a_step_tried_out(visitor: Visitor) -> None:
    page = visitor(width=390)
    begin(page)
    for number in range(1, 12):
        expect(page).to_have_title(re.compile(rf"^Question {number} of 11"))
        choose(page, 3)
        page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="See my results").click()
    expect(page).to_have_url(re.compile(r"/results/[0-9a-f-]+/$"))
    expect(page.locator("main")).to_contain_text("50.0")
    page.locator('main a[href$="/plan/"]').first.click()
    told = page.locator("[data-say]")
    expect(told).to_contain_text("Nothing is ticked yet")
    page.locator(".plan-steps label").first.click()
    expect(told).to_contain_text("Index 50.0 to")


def test_an_answer_given_without_a_connection_is_sent_when_there_is_one(visitor: Visitor) -> None:
    page = visitor(width=390)
    begin(page)
    page.context.set_offline(True)
    choose(page, 4)
    expect(page.locator("[data-saved]")).to_contain_text("Kept on this device")
    assert "/save/" in page.evaluate(KEPT)
    page.get_by_role("button", name="Continue").click()
    expect(page.locator("[data-conflict]")).to_contain_text("You are offline")
    expect(page.locator("[data-conflict]")).to_be_in_viewport()
    assert not Answer.objects.exists()
    with page.expect_response(re.compile("/save/")) as sent:
        page.context.set_offline(False)
    assert sent.value.ok
    expect(page.locator("[data-saved]")).to_contain_text("Saved")
    assert page.evaluate(KEPT) is None
    assert Answer.objects.get().level == 4


def test_signing_out_throws_away_what_waits_on_the_device(visitor: Visitor) -> None:
    page = sign_in(visitor(), person("learner"))
    begin(page)
    page = leave_waiting(page, 5)
    page.goto("/accounts/logout/")
    assert "/save/" in page.evaluate(KEPT)
    page.locator("main form[action$='/logout/'] button").click()
    expect(page).not_to_have_url(re.compile("/logout/"))
    page.wait_for_load_state()
    assert page.evaluate(KEPT) is None


def test_what_one_person_left_waiting_is_never_sent_as_anothers(visitor: Visitor) -> None:
    page = sign_in(visitor(), person("learner"))
    begin(page)
    page = leave_waiting(page, 5)
    # The session ends elsewhere, without the button: the store still holds the answer.
    page.context.clear_cookies()
    sign_in(page, person("author"))
    begin(page)
    choose(page, 2)
    expect(page.locator("[data-saved]")).to_contain_text("Saved")
    assert page.evaluate(KEPT) is None
    assert Answer.objects.get().level == 2
    assert Sheet.objects.count() == 2
