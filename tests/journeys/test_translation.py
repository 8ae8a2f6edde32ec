"""A publisher begins German alone, translates a module and a unit, and one record serves both languages."""

import pytest
from playwright.sync_api import Page, expect

from content.models import HomePage, LearnIndexPage, ModulePage, Unit
from portal.roles import Role, group_of
from tests.content.translated import german
from tests.journeys.people import Visitor, person, sign_in
from tests.journeys.test_admin import BLOCKED, nothing_else_was_blocked
from tests.journeys.test_axe import violations
from tests.journeys.writing import send

TITLE = "Wissen, was läuft"


@pytest.fixture
def unit(course: None) -> Unit:
    return Unit.objects.get(key="responsibility/know-what-you-run")


@pytest.fixture
def publisher(visitor: Visitor) -> Page:
    user = person("learner", "publisher@example.org")
    user.groups.add(group_of(Role.PUBLISHER))
    page = sign_in(visitor(width=1440), user)
    page.add_init_script(BLOCKED)
    return page


def begin(page: Page) -> None:
    page.goto("/admin/")
    page.get_by_role("button", name="Settings").click()
    page.get_by_role("link", name="Languages").click()
    page.get_by_role("link", name="Begin German").click()
    page.get_by_role("button", name="Begin German").click()
    expect(page.get_by_text("German is begun.")).to_be_visible()
    page.goto("/admin/languages/")  # without the message, which fades in
    expect(page.get_by_role("link", name="Translate “Responsibility”")).to_be_visible()
    assert violations(page) == []


def translate(page: Page, original: int, title: str) -> None:
    page.goto(f"/admin/translation/submit/page/{original}/")
    page.get_by_label("Deutsch").check()
    page.get_by_role("button", name="Submit").click()
    publish(page, title)


def publish(page: Page, title: str) -> None:
    expect(page.get_by_role("heading", name="Translation")).to_be_visible()
    page.locator("#id_title").fill(title)
    send(page, "Publish")
    expect(page.get_by_text("has been published").first).to_be_visible()


def test_german_from_nothing_to_a_reader(visitor: Visitor, unit: Unit, publisher: Page) -> None:
    begin(publisher)
    for model, title in ((HomePage, "Entscheiden"), (LearnIndexPage, "Lernen")):
        publisher.goto(f"/admin/pages/{model.objects.get(locale=german()).pk}/edit/")
        publish(publisher, title)
    translate(publisher, ModulePage.objects.get(slug="responsibility").pk, "Verantwortung")
    translate(publisher, unit.pk, TITLE)
    nothing_else_was_blocked(publisher)

    reader = sign_in(visitor(), person("learner"))
    copy = Unit.objects.get(locale=german())
    reader.goto(copy.get_url())
    expect(reader.get_by_role("heading", level=1)).to_have_text(TITLE)
    reader.get_by_role("button", name="als gelesen markieren").click()
    expect(reader.get_by_text("Als gelesen markiert am")).to_be_visible()
    reader.get_by_role("link", name="English", exact=True).first.click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("Know what you run, and who answers")
    expect(reader.get_by_text("Marked as read on")).to_be_visible()
