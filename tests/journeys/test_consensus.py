"""A consensus session from the first item to both indexes: on a wall, by keyboard, and without script."""

import re

import pytest
from playwright.sync_api import Page, expect

from readiness.models import AgreedAnswer, Round
from tests.journeys.people import Visitor, sign_in
from tests.readiness.company import Company, answered, close_answers, company, open_round

WALL = {"width": 1920, "height": 1080}
APART = [1, 5, 1, 5, 1, 5, 1, 5, 1, 5]


@pytest.fixture
def acme(live_portal: object) -> Company:
    return company()


@pytest.fixture
def session(acme: Company) -> Round:
    made = open_round(acme)
    answered(made, [3] * 10, S1_1=APART)
    return close_answers(made)


def arrive(visitor: Visitor, acme: Company, session: Round, who: str, **options: bool) -> Page:
    page = sign_in(visitor(**options), acme.users[who])
    page.set_viewport_size(WALL)  # type: ignore[arg-type]
    page.goto(f"/rounds/{session.public_id}/session/")
    return page


@pytest.mark.parametrize("script", [True, False])
def test_a_session_from_the_widest_spread_to_both_indexes(
    visitor: Visitor, acme: Company, session: Round, script: bool
) -> None:
    page = arrive(visitor, acme, session, "facilitator", script=script)
    expect(page.locator(".session-progress")).to_contain_text("0 of 11 agreed")
    page.get_by_role("link", name="Begin with “Written direction”").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("direction for AI")
    expect(page.locator("#answers .spread")).to_have_count(0)
    page.get_by_role("button", name="Reveal the answers").click()
    expect(page.locator("#answers label").first).to_contain_text("5 people")
    choose(page, 2, script=script)
    page.get_by_label("Why this answer?").fill("Only two units have a plan")
    page.keyboard.press("Enter")
    expect(page.locator(".session-bar")).to_contain_text("1 of 11 agreed")
    page.get_by_role("link", name="All items").click()
    page.get_by_text("Agree on the 10 items").click()
    page.get_by_role("button", name="Agree on these").click()
    expect(page.locator(".session-progress")).to_contain_text("11 of 11 agreed")
    page.get_by_role("link", name="Written direction").click()
    expect(page.locator(".session-kept")).to_contain_text("Agreed: level 2")
    page.get_by_role("link", name="All items").click()
    page.get_by_text("Finish the session").click()
    page.get_by_role("button", name="Finish and score").click()
    figures = page.locator(".session-figures .figure")
    expect(figures).to_have_text(["47.5", "50.0"])
    assert AgreedAnswer.objects.get(item="S1.1").note == "Only two units have a plan"


def choose(page: Page, level: int, *, script: bool) -> None:
    """By keyboard: the radios take focus together, and a digit chooses; without script the arrows do."""
    page.locator("#option-1").focus()
    page.keyboard.press(str(level)) if script else page.keyboard.press("ArrowDown")
    expect(page.locator("#answers input").nth(level - 1)).to_be_checked()


def test_everything_that_is_decided_about_stands_on_one_screen_of_the_wall(
    visitor: Visitor, acme: Company, session: Round
) -> None:
    page = arrive(visitor, acme, session, "owner")
    page.get_by_role("link", name=re.compile("^Begin with")).click()
    page.get_by_role("button", name="Reveal the answers").click()
    expect(page.locator("#answers label").first).to_contain_text("5 people")
    page.wait_for_load_state()
    page.evaluate("scrollTo(0, 0)")
    box = page.get_by_role("button", name="Record what we agree on").bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= WALL["height"]
    size = page.locator("#answers .text").first.evaluate("one => parseFloat(getComputedStyle(one).fontSize)")
    assert size >= 24, "read from the far end of a room"
