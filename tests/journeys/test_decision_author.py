"""An editor who never saw a formula writes a decision over the example; a reader commits a choice in it."""

import re

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from content.models import DecisionPage, ModulePage
from tests.journeys import writing
from tests.journeys.people import Visitor, person, sign_in
from tests.journeys.test_admin import BLOCKED, nothing_else_was_blocked
from tests.journeys.test_author import published

OUTCOME = "Say what a fleet costs before you lease it"
ROWS = [("Diesel", "Fuel at every corner", "400", "30"), ("Electric", "Charged at the depot", "600", "10")]


def cell(page: Page, column: str, row: int) -> Locator:
    return page.get_by_label(f"{column}, row {row}", exact=True)


def words(desk: writing.Desk) -> None:
    desk.fill(role="You lease vans for a depot.", limit="Choose one kind. It must stay within your budget.")
    desk.fill(rows_title="Van", picks="Which vans do you lease?")
    desk.value("limits-0", say="Choose the vans first.")
    desk.value("limits-1", say="These vans cost more than your budget.")
    desk.value("findings-0", title="Nothing costs less", text="{pick} vans cost {bill} a year.")
    desk.value("findings-1", title="You pay for more", text="{pick} vans cost {bill}; see {cheapest}.")


def figures(desk: writing.Desk) -> None:
    """One figure of the reader's more, and one column of the table."""
    desk.value("inputs-0", label="Vans")
    desk.value("columns-0", label="Lease a month")
    desk.insert("inputs")
    desk.value("inputs-2", label="Trips a day", unit="trips", default="10", least="1", most="40")
    expect(desk.field("inputs-2-value-key")).to_have_value("trips_a_day")
    desk.insert("columns", "Column of figures that you type")
    desk.value("columns-2", label="Fuel a trip", unit="${}")
    expect(desk.field("columns-2-value-key")).to_have_value("fuel_a_trip")


def table(page: Page) -> None:
    for at, (name, line, lease, fuel) in enumerate(ROWS, 1):
        cell(page, "Name", at).fill(name)
        cell(page, "In one line", at).fill(line)
        cell(page, "Lease a month", at).fill(lease)
        cell(page, "Fuel a trip", at).fill(fuel)


def formula(desk: writing.Desk) -> None:
    """Put together from what stands beside the field, after a mistake that is named there."""
    page = desk.page
    field = desk.field("columns-1-value-formula")
    field.fill("people * (12 * price + trips)")
    page.get_by_role("link", name="“trips” is nothing that is known here.").click()
    expect(field).to_be_focused()
    expect(page.locator("[data-worked]")).to_contain_text("As soon as nothing is wrong above")
    field.fill("people * (12 * price + 250 * ")
    for name in ("trips_a_day Trips a day", "fuel_a_trip Fuel a trip"):
        page.get_by_role("button", name=name, exact=True).click()
        field.press("End")
        page.keyboard.insert_text(" * " if name.startswith("trips") else ")")
    expect(field).to_have_value("people * (12 * price + 250 * trips_a_day * fuel_a_trip)")


def violations(page: Page) -> list[str]:
    """Of what is ours; the rest is the editor's own."""
    ours = [[".formula-beside"], ["[data-worked]"], [".grid"]]
    found = Axe().run(page, context={"include": ours}, options={"resultTypes": ["violations"]})
    return [
        f"{one['id']}: {node['html'][:160]}" for one in found.response["violations"] for node in one["nodes"]
    ]


def decision_of(page: Page, module: int) -> None:
    desk = writing.begin(page, module, "Decision")
    writing.facts(desk, "Lease the vans", "Two kinds of van for one depot.", "1", OUTCOME)
    words(desk)
    figures(desk)
    table(page)
    writing.source(desk)
    writing.section(desk)
    page.locator("#id_basis").select_option("exercise")
    formula(desk)
    desk.value("inputs-1", default="2000000", most="9000000", step="100000")
    worked = page.get_by_role("region", name="What each choice comes to")
    expect(worked).to_contain_text("$1,596,000")  # 20 × (12 × 400 + 250 × 10 × 30)
    nothing_else_was_blocked(page)
    assert violations(page) == []
    writing.send(page, "Publish")
    expect(published(page)).to_be_visible()


def test_a_decision_from_the_example_to_a_reader(visitor: Visitor) -> None:
    page = sign_in(visitor(), person("superuser"))
    page.add_init_script(BLOCKED)
    decision_of(page, ModulePage.objects.get(slug="strategy").pk)
    rows = DecisionPage.objects.get(slug="lease-the-vans").rows.split("\n")
    assert [row.split("\t")[-1].strip() for row in rows] == ["key", "diesel", "electric"]
    learner = visitor(width=390)
    learner.goto("/learn/strategy/lease-the-vans/")
    learner.get_by_role("textbox", name="Trips a day").fill("20")
    learner.locator("label", has_text="Electric").click()
    expect(learner.locator("#ledger")).to_contain_text("$1,144,000")  # 20 × (12 × 600 + 250 × 20 × 10)
    learner.get_by_role("button", name="Commit and see what happened").click()
    expect(learner).to_have_url(re.compile("#happened$"))
    expect(learner.locator("#happened h2")).to_have_text("Nothing costs less")
    expect(learner.locator("#happened")).to_contain_text("Electric vans cost $1,144,000 a year.")
