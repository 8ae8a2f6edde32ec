"""An author brings questions in, sees how they behave, and the pages fit everybody, on a phone too."""

from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import Page, expect

from content.models import CheckPage
from tests.journeys.people import Visitor, person, sign_in

GIFT = "::Lunch:: When? {=At noon#Yes. ~At one#Later.\n####It is so.}\n\nWhy? {}"


def violations(page: Page) -> list[str]:
    """On the part that is ours, dark on a desk and light on a phone; the rest is the editor's own."""
    page.wait_for_load_state()
    found = []
    for width, height, scheme in ((1440, 900, "dark"), (390, 844, "light")):
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
        options = {"resultTypes": ["violations"], "preload": False}
        for one in Axe().run(page, context=".quizzes", options=options).response["violations"]:
            found += [f"{width}: {one['id']}: {node['html'][:160]}" for node in one["nodes"]]
    return found


def test_an_author_adds_questions_to_the_draft(course: None, visitor: Visitor) -> None:
    check = CheckPage.objects.get(key="technology/check")
    page = sign_in(visitor(width=390), person("author"))
    page.goto(reverse("wagtailadmin_pages:edit", args=[check.pk]))
    page.locator("header [data-w-dropdown-target=toggle]").first.click()
    page.get_by_role("link", name="Questions in and out").click()
    expect(page.get_by_label("Or paste it here")).to_be_visible()
    assert violations(page) == []
    page.get_by_label("Or paste it here").fill(GIFT)
    page.get_by_role("button", name="Look at the questions").click()
    expect(page.get_by_role("heading", name="One question can be added")).to_be_visible()
    expect(page.get_by_text("It is an essay")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("button", name="Add to the draft").click()
    expect(page.get_by_text("One question was added to the draft.")).to_be_visible()
    check.refresh_from_db()
    assert check.get_latest_revision_as_object().questions[18].value["key"] == "lunch"
    page.goto(reverse("courses_checks:listing"))
    assert violations(page) == []
    page.get_by_role("link", name="Technology and data check").click()
    expect(page.get_by_role("heading", name="How the questions of")).to_be_visible()
    assert violations(page) == []
