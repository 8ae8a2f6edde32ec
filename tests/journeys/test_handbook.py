"""From a form that one hesitates in to the section of the handbook, with its pictures, and onto paper."""

from playwright.sync_api import expect

from content.models import CasePage
from tests.journeys.people import Visitor, person, sign_in

LOADED = "(one) => one.decode().then(() => one.naturalWidth)"


def test_an_author_looks_something_up_and_prints_it(visitor: Visitor) -> None:
    page = sign_in(visitor(width=390, scheme="dark"), person("superuser"))
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"/admin/pages/{CasePage.objects.get(key='strategy/jabil').pk}/edit/")
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="How this works (Course checks, in a new window)").click()
    book = opened.value
    expect(book.get_by_role("heading", name="Course checks")).to_be_in_viewport()
    book.get_by_role("link", name="Your first unit in half an hour").click()
    expect(book.get_by_role("heading", name="Your first unit")).to_be_in_viewport()
    picture = book.get_by_role("img", name="The five kinds of unit")
    picture.scroll_into_view_if_needed()
    assert picture.evaluate(LOADED) > 1000
    book.emulate_media(media="print")
    expect(book.get_by_role("navigation", name="Contents")).to_be_hidden()
    expect(book.locator("#main")).to_have_css("overflow", "visible")
    expect(book.get_by_role("heading", name="For authors")).to_have_css("color", "rgb(0, 0, 0)")
