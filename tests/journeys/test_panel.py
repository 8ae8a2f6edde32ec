"""A panel of six with two role groups, in the browser: from the mail in the outbox to the closing."""

import re
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.models import Membership, Organisation
from readiness.models import Result, Round
from tests.journeys.people import Visitor, person, sign_in
from tests.journeys.test_axe import violations
from tests.readiness.rounds import answered

ROUND = re.compile(r"/rounds/[0-9a-f-]+/$")
PEOPLE = """ada@northgate.example, Ada Lovelace, exec
bo@northgate.example, Bo Li, exec
cem@northgate.example, Cem Aydin, exec
not an address
Dora Klein <dora@northgate.example>, staff
emil@northgate.example, , staff
fatou@northgate.example, Fatou Diop, staff
ADA@northgate.example"""


@pytest.fixture
def owner(visitor: Visitor, settings: Any) -> Page:
    settings.EMAIL_BACKEND = "jobs.outbox.OutboxBackend"
    who = person("learner", "ines@northgate.example")
    house = Organisation.objects.create(name="Northgate Group", created_at=timezone.now())
    Membership.objects.create(
        organisation=house, user=who, role=Membership.Role.OWNER, joined_at=timezone.now()
    )
    page = sign_in(visitor(), who)
    page.goto(f"/organisations/{house.public_id}/rounds/")
    return page


def open_round(page: Page) -> None:
    page.get_by_role("link", name="Open a round").click()
    page.get_by_label("Title").fill("AI readiness, spring 2026")
    page.locator("label.option", has_text="Panel").click()
    page.locator("label.option", has_text="Quick form").click()
    page.get_by_role("button", name="Open the round").click()
    expect(page).to_have_url(ROUND)


def invite(page: Page) -> None:
    page.get_by_label("Addresses").fill(PEOPLE)
    page.get_by_role("button", name="Look at the list").click()
    expect(page.locator("main")).to_contain_text("1 line names nobody")
    expect(page.locator("main")).to_contain_text("6 people are invited")
    assert not violations(page)
    page.get_by_role("button", name="Send 6 invitations").click()
    expect(page.get_by_role("status").first).to_contain_text("6 invitations are on their way")


def links(page: Page) -> dict[str, str]:
    """Everyone's personal link, as their mail in the outbox shows it."""
    page.goto("/outbox/")
    found = {}
    for href in [one.get_attribute("href") for one in page.locator("main a[href^='/outbox/']").all()]:
        page.goto(href)
        words = page.locator("main").inner_text()
        to = re.search(r"[a-z]+@northgate\.example", words)
        link = re.search(r"/answer/[-_0-9A-Za-z]{40}/", words)
        assert to, words
        assert link, words
        found[to[0]] = link[0]
    return found


def answer(page: Page, link: str, statement: int) -> None:
    page.goto(link)
    expect(page.locator("main")).to_contain_text("You alone see your answers")
    page.get_by_role("button", name="Begin").click()
    for number in range(1, 12):
        expect(page).to_have_title(re.compile(rf"^Question {number} of 11"))
        page.locator("[data-statements] label").nth(statement - 1).click()
        page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Send my answers").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your answers are in")


def test_a_panel_of_six_from_the_invitation_to_the_closing(visitor: Visitor, owner: Page) -> None:
    open_round(owner)
    at = owner.url
    invite(owner)
    mailed = links(owner)
    assert len(mailed) == 6
    on_a_phone, without_script, *others = mailed.values()
    answer(visitor(width=390), on_a_phone, 4)
    answer(visitor(script=False), without_script, 2)
    for number, link in enumerate(others):
        answered(link, 2 + number % 3)
    owner.goto(at)
    expect(owner.locator(".round-count")).to_contain_text("6 of 6 people")
    owner.get_by_role("link", name="Close the round").click()
    expect(owner.locator("main")).to_contain_text("6 of 6 answered")
    owner.get_by_role("button", name="Close the round").click()
    expect(owner.locator("main")).to_contain_text("The result is frozen")
    details = Result.objects.get().details
    assert [(group["roles"], group["people"]) for group in details["roles"]] == [(["exec", "staff"], 6)]
    owner.get_by_role("link", name="See the result").click()
    expect(owner.get_by_role("heading", level=1)).to_be_visible()
    late = visitor()
    late.goto(next(iter(mailed.values())))
    expect(late.get_by_role("heading", level=1)).to_have_text("This round is closed")
    assert Round.objects.get().invited == 6


def test_a_link_opened_on_the_phone_goes_on_where_the_desk_stopped(visitor: Visitor, owner: Page) -> None:
    open_round(owner)
    invite(owner)
    link = next(iter(links(owner).values()))
    desk, phone = visitor(), visitor(width=390)
    desk.goto(link)
    desk.get_by_role("button", name="Begin").click()
    desk.locator("[data-statements] label").nth(3).click()
    desk.get_by_role("button", name="Continue").click()
    expect(desk).to_have_title(re.compile("^Question 2 of 11"))
    phone.goto(link)
    expect(phone.locator("main")).to_contain_text("You began on another device")
    phone.get_by_role("button", name="Go on").click()
    expect(phone).to_have_title(re.compile("^Question 2 of 11"))
    desk.reload()
    expect(desk.get_by_role("heading", level=1)).not_to_contain_text("How")
    desk.goto("/assess/")
    expect(desk.locator("main")).not_to_contain_text("AI readiness, spring 2026")
