"""An author opens a draft that is not ready, is told why, follows the lines, mends it and publishes it."""

import os
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from content.models import GuidePage
from tests.journeys.people import Visitor, person, sign_in
from tests.journeys.test_admin import BLOCKED, nothing_else_was_blocked
from tests.journeys.test_axe import said

KEY = "strategy/where-value-comes-from"
FOLD = "(of) => of.querySelectorAll('[data-panel-toggle][aria-expanded=true]').forEach((one) => one.click())"
PICTURES = os.environ.get("PICTURES", "")


@pytest.fixture
def draft(course: None) -> GuidePage:
    page = GuidePage.objects.get(key=KEY)
    page.outcomes, page.minutes = [], 2
    page.body[1].value["resume"] = ""
    page.save_revision()
    return page


def author(visitor: Visitor, width: int = 1440, scheme: str = "light") -> Page:
    page = sign_in(visitor(width=width, scheme=scheme), person("superuser"))
    page.add_init_script(BLOCKED)
    return page


def press_publish(page: Page) -> None:
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("button", name="Publish", exact=True).click()


def picture(page: Page, name: str) -> None:
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}.png")


def test_from_refused_to_published(visitor: Visitor, draft: GuidePage) -> None:
    page = author(visitor)
    page.goto(f"/admin/pages/{draft.pk}/edit/")
    panel = page.locator("[data-checks]")
    expect(panel.get_by_role("status")).to_contain_text("2 things are needed before publishing.")
    picture(page, "panel-1440")
    press_publish(page)
    expect(page.locator("[data-checks-refused]")).to_be_focused()
    picture(page, "refused-1440")
    expect(page.locator("#id_outcomes")).to_have_attribute("aria-invalid", "true")

    panel.get_by_role("link", name="Say where the reader stopped").click()
    resume = page.locator('input[name="body-1-value-resume"]')
    expect(resume).to_be_focused()
    expect(resume).to_be_in_viewport()
    resume.fill("at the second step.")
    panel.get_by_role("link", name="Say what the reader can do afterwards.").click()
    expect(page.locator("#id_outcomes")).to_be_focused()
    page.locator("#id_outcomes").fill("Name the step that creates value")
    expect(panel.get_by_role("status")).to_contain_text("Nothing is missing: it can be published.")
    panel.get_by_role("button", name="Use").click()
    expect(page.locator("#id_minutes")).not_to_have_value("2")
    expect(panel.get_by_role("button", name="Use")).to_have_count(0)
    picture(page, "mended-1440")
    press_publish(page)
    expect(page.get_by_text("has been published")).to_be_visible()
    draft.refresh_from_db()
    assert draft.outcomes == ["Name the step that creates value"]
    assert draft.body[1].value["resume"] == "at the second step."
    nothing_else_was_blocked(page)


def test_a_folded_section_is_opened_on_the_way(visitor: Visitor, draft: GuidePage) -> None:
    page = author(visitor, width=390)
    page.goto(f"/admin/pages/{draft.pk}/edit/")
    page.locator('[data-contentpath="body"]').evaluate(FOLD)
    resume = page.locator('input[name="body-1-value-resume"]')
    expect(resume).not_to_be_visible()
    page.locator("[data-checks]").get_by_role("link", name="Say where the reader stopped").click()
    expect(resume).to_be_focused()
    picture(page, "followed-390")


def test_axe_finds_nothing_in_the_panel(visitor: Visitor, draft: GuidePage) -> None:
    """Refused on a phone, looked at in every width and scheme."""
    page = author(visitor, width=390)
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"/admin/pages/{draft.pk}/edit/")
    press_publish(page)
    expect(page.locator("[data-checks-refused]")).to_be_focused()
    for width, height in ((390, 844), (1440, 900)):
        page.set_viewport_size({"width": width, "height": height})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            assert faults(page, f"refused-{scheme}-{width}") == []


def faults(page: Page, name: str) -> list[str]:
    picture(page, name)
    options = {"resultTypes": ["violations"], "preload": False}
    found = Axe().run(page, context="[data-checks]", options=options).response["violations"]
    told = [f"{one['id']}: {said(node)}" for one in found for node in one["nodes"]]
    if page.locator("[data-checks]").evaluate("(panel) => panel.scrollWidth > panel.clientWidth"):
        told.append("wider than its place")
    # All at once: the panel follows what is typed and may be drawn anew between two looks.
    shown = "(all) => all.filter((one) => one.offsetParent).map((one) => one.getBoundingClientRect().height)"
    heights = page.locator("[data-checks] :is(a, button)").evaluate_all(shown)
    assert heights
    return [f"{name}: {each}" for each in [*told, *(f"{high} px high" for high in heights if high < 44)]]
