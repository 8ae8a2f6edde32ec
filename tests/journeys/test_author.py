"""An author who begins with nothing publishes a case with a chart and a check, and a learner reads both."""

from playwright.sync_api import Locator, Page, expect

from content.models import CasePage, CheckPage, ModulePage
from tests.journeys import writing
from tests.journeys.people import Visitor, person, sign_in
from tests.journeys.test_admin import BLOCKED, nothing_else_was_blocked

OUTCOME = "Say which figures a board should see"


def case_of(page: Page, module: int) -> None:
    desk = writing.begin(page, module, "Case study")
    expect(page.get_by_text("Write from top to bottom")).to_be_visible()
    expect(page.locator("#id_by")).to_have_value("Superuser Example")
    expect(page.locator("#id_review_by")).not_to_have_value("")
    writing.facts(desk, "What boards measure", "What directors say that their boards did.", "1", OUTCOME)
    writing.source(desk)
    expect(desk.field("sources-0-value-key")).to_have_value(writing.KEY)
    writing.section(desk)
    expect(desk.field("body-0-value-anchor")).to_have_value("what-boards-do")
    writing.send(page, "Publish")
    expect(page.get_by_role("link", name="Say whether it really happened")).to_be_visible()
    nothing_else_was_blocked(page)
    writing.happened(desk)
    writing.send(page, "Publish")
    expect(published(page)).to_be_visible()


def check_of(page: Page, module: int) -> None:
    desk = writing.begin(page, module, "Check")
    writing.facts(desk, "What you know of boards", "Two questions about boards.", "1", OUTCOME)
    desk.fill(draw="1", pass_mark="1")
    first = writing.question(desk, 0, "What do boards do most often?")
    writing.options(desk, first, "Set aside time", "Set measures", right=(0,))
    expect(desk.field(f"{first}-value-options-1-value-key")).to_have_value("set-measures")
    second = writing.question(desk, 1, "How many in a hundred set measures?", "number")
    writing.number(desk, second, "6")
    writing.source(desk)
    writing.send(page, "Publish")
    expect(published(page)).to_be_visible()
    nothing_else_was_blocked(page)


def published(page: Page) -> Locator:
    return page.locator(".messages .success", has_text="has been published")


def test_from_nothing_to_a_reader(visitor: Visitor) -> None:
    page = sign_in(visitor(), person("superuser"))
    page.add_init_script(BLOCKED)
    module = ModulePage.objects.get(slug="strategy").pk
    case_of(page, module)
    check_of(page, module)
    assert CasePage.objects.get(slug="what-boards-measure").live
    assert len(CheckPage.objects.get(slug="what-you-know-of-boards").questions) == 2

    learner = visitor(width=390)
    learner.goto("/learn/strategy/what-boards-measure/")
    expect(learner.get_by_role("heading", level=1)).to_have_text("What boards measure")
    learner.goto("/learn/strategy/what-boards-measure/what-boards-do/")
    expect(learner.get_by_text(writing.FINDING)).to_be_visible()
    expect(learner.get_by_text("62 %").first).to_be_visible()
    learner.goto("/learn/strategy/what-you-know-of-boards/")
    learner.get_by_role("button", name="Start").click()
    expect(learner.get_by_role("button", name="Answer")).to_be_visible()
