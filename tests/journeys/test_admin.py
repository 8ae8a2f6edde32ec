"""The authors' screens work under the same strict policy: nothing blocked, no error, date pickers start."""

import pytest
from playwright.sync_api import Page, expect
from wagtail.models import Page as WagtailPage

from content.models import Film, Unit
from tests.journeys.people import Visitor, person, sign_in

SCREENS = {
    "pages": ["/admin/", "/admin/pages/", "/admin/pages/search/?q=jabil", "/admin/account/"],
    "media": [
        "/admin/images/", "/admin/images/add/", "/admin/images/multiple/add/", "/admin/documents/",
        "/admin/documents/multiple/add/", "/admin/media/", "/admin/media/video/add/",
    ],
    "people": ["/admin/users/", "/admin/users/new/", "/admin/groups/", "/admin/groups/new/", "/admin/sites/"],
    "reports": [
        "/admin/reports/locked/", "/admin/reports/workflow/", "/admin/reports/site-history/",
        "/admin/reports/aging-pages/", "/admin/reports/page-types-usage/",
    ],
    "instruments": [
        "/admin/instruments/", "/admin/instruments/upload/", "/admin/instruments/rf-1.0/",
        "/admin/instruments/behaviour/",
    ],
    "settings": [
        "/admin/redirects/", "/admin/redirects/add/", "/admin/workflows/list/", "/admin/workflows/add/",
        "/admin/workflows/tasks/index/", "/admin/collections/", "/admin/collections/add/",
    ],
}  # fmt: skip


# What the policy blocked on the page, as text.
BLOCKED = """window.blocked = []; document.addEventListener("securitypolicyviolation",
  (event) => blocked.push(event.target.outerHTML || event.violatedDirective));"""
# Wagtail's rich-text editor writes these by itself: numbers of nested lists, placeholders of empty blocks.
DRAFTAIL = (
    "style-src-elem <style>\n.public-DraftStyleDefault-depth",
    "style-src-elem <style>.Draftail-block--",
)


@pytest.fixture
def editor(visitor: Visitor) -> Page:
    page = sign_in(visitor(), person("superuser"))
    page.add_init_script(BLOCKED)
    return page


def nothing_else_was_blocked(page: Page) -> None:
    blocked: list[str] = page.evaluate("window.blocked")
    assert [one for one in blocked if not one.startswith(DRAFTAIL)] == []


@pytest.mark.parametrize("group", SCREENS)
def test_screens_load_without_a_complaint(editor: Page, group: str) -> None:
    for path in SCREENS[group]:
        answered = editor.goto(path)
        assert answered is not None
        assert answered.status == 200, path
        expect(editor.locator("main h1, main h2, [data-side-panel]").first).to_be_attached()


def can_be_edited(page: Page) -> None:
    """A form that stands on the page, with nothing blocked that its scripts needed."""
    expect(page.get_by_role("textbox", name="Title*").first).to_be_visible()
    expect(page.locator("[data-contentpath]").first).to_be_attached()
    nothing_else_was_blocked(page)


@pytest.mark.parametrize("kind", ["modulepage", "homepage", "textpage"])
def test_every_type_of_page_can_be_edited(editor: Page, kind: str) -> None:
    """And those with a form of their own, where axe looks at them: test_axe_admin.py."""
    found = WagtailPage.objects.filter(content_type__model=kind).first()
    answered = editor.goto(f"/admin/pages/{found.pk}/edit/")
    assert answered is not None
    assert answered.status == 200
    can_be_edited(editor)


def test_date_pickers_start_and_a_draft_is_saved(editor: Page) -> None:
    unit = Unit.objects.get(key="strategy/jabil")
    editor.goto(f"/admin/pages/{unit.pk}/edit/")
    editor.locator("#id_review_by").click()
    expect(editor.locator(".xdsoft_datetimepicker").locator("visible=true").first).to_be_visible()
    editor.keyboard.press("Escape")
    editor.locator("#id_title").fill("What Jabil told the line, revised")
    editor.get_by_role("button", name="Save draft").first.click()
    expect(editor.get_by_text("has been updated")).to_be_visible()
    unit.refresh_from_db()
    assert unit.has_unpublished_changes
    nothing_else_was_blocked(editor)


def test_a_film_can_be_edited(editor: Page) -> None:
    answered = editor.goto(f"/admin/media/edit/{Film.objects.first().pk}/")
    assert answered is not None
    assert answered.status == 200
    expect(editor.locator("#id_captions")).to_be_attached()


def test_every_column_of_the_units_can_be_reached_on_a_phone(visitor: Visitor) -> None:
    page = sign_in(visitor(width=390), person("superuser"))
    page.goto("/admin/units/")
    last = page.get_by_role("columnheader", name="Review by")
    last.evaluate("(head) => { head.closest('#listing-results').scrollLeft = 1000; }")
    expect(last).to_be_in_viewport()
    assert page.evaluate("() => document.querySelector('main').scrollLeft") == 0
