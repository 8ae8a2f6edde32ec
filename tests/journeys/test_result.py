"""A result on a phone: what is on it first, the details folded, and on paper nothing folded at all."""

import pytest
from playwright.sync_api import expect

from tests.journeys.grouped import GROUP_READER, read_groups
from tests.journeys.people import Visitor, sign_in

pytestmark = pytest.mark.browser
TABLES = ("gates-table", "item-table")


@pytest.mark.parametrize("script", [True, False])
def test_details_are_folded_on_a_phone_and_whole_on_paper(visitor: Visitor, script: bool) -> None:
    page = sign_in(visitor(width=390, script=script), read_groups())
    page.goto(GROUP_READER["result of a panel"])
    steps = page.locator(".blocker .step")
    for table in TABLES:
        expect(page.locator(f".{table}")).to_be_hidden()
    expect(steps.nth(1)).to_be_hidden()
    page.get_by_text("Show every condition").click()
    expect(page.locator(".gates-table")).to_be_visible()
    page.get_by_text("Show every condition").click()
    page.emulate_media(media="print")
    for table in TABLES:
        expect(page.locator(f".{table}")).to_be_visible()
    for each in (*steps.all(), *page.locator(".move").all()):
        expect(each).to_be_visible()
    expect(page.get_by_text("Show every condition")).to_be_hidden()


def test_the_strip_leads_to_every_part_below_it(visitor: Visitor) -> None:
    page = sign_in(visitor(width=390, script=False), read_groups())
    page.goto(GROUP_READER["result of a panel"])
    links = page.get_by_role("navigation", name="On this page").get_by_role("link")
    expect(links).to_have_count(9)
    for link in links.all():
        expect(page.locator(link.get_attribute("href") or "")).to_be_visible()
