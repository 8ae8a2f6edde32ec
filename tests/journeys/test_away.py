"""An author whose session ends while a page is open loses no word of it."""

from playwright.sync_api import expect

from content.models import CasePage
from tests.journeys import writing
from tests.journeys.people import Visitor, person, sign_in
from tests.journeys.test_admin import BLOCKED, nothing_else_was_blocked

# Wagtail does not tell what is typed right after loading from what was loaded; the test need not wait for it.
SAVE_ITSELF = """() => document.querySelector('form[data-edit-form]')
  .dispatchEvent(new CustomEvent(
    'w-unsaved:add', {bubbles: true, cancelable: true, detail: {type: 'edits'}}))"""
WORDS = "Written after the session had ended."


def test_what_was_typed_outlives_the_session(visitor: Visitor, course: None) -> None:
    boss = person("superuser")
    page = sign_in(visitor(), boss)
    page.add_init_script(BLOCKED)
    case = CasePage.objects.first()
    assert case is not None
    page.goto(f"/admin/pages/{case.pk}/edit/", wait_until="networkidle")
    page.context.clear_cookies(name="sessionid")
    page.locator("#id_standfirst").fill(WORDS)
    page.evaluate(SAVE_ITSELF)
    notice = page.get_by_role("alert").filter(has_text="What you wrote is still on this page")
    expect(notice).to_be_visible()
    writing.press(page, "Save draft")
    expect(notice.get_by_role("link", name="Prove who you are")).to_be_focused()
    expect(page.locator("#id_standfirst")).to_have_value(WORDS)

    sign_in(page, boss)
    # As signing in elsewhere does: the mark in the form is none any more.
    mark = next(cookie for cookie in page.context.cookies() if cookie["name"] == "csrftoken")
    page.context.add_cookies([{**mark, "value": "a" * 32}])  # type: ignore[list-item, typeddict-item]
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(notice).to_have_count(0)
    expect(page.get_by_text("Autosave is paused").first).to_be_hidden()  # it saved itself
    writing.press(page, "Save draft")
    expect(page.locator(".messages .success")).to_be_visible()
    expect(page.locator("#id_standfirst")).to_have_value(WORDS)
    nothing_else_was_blocked(page)
