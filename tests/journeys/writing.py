"""An author at the keyboard: a case and a check, from nothing, as docs/editors.md tells it."""

import re
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

TOPIC = "strategy/pilot-to-scale"
FINDING = "Boards talk about AI more often than they measure it"
ROWS = [("Set aside time of the full board", "62"), ("Adopted a framework", "36"), ("Set measures", "6")]
SOURCE = {
    "author": "National Association of Corporate Directors",
    "title": "2025 Public Company Board Practices and Oversight Survey",
    "year": "2025",
}
PASSAGE = "strategy/what-boards-measure#what-boards-do"
KEY = "directors-2025"  # proposed by the form
INSERT = re.compile("^(Insert a block|Add)$")
WORDS = (
    "Directors of public companies in the United States were asked in 2025 what their boards had done"
    " about AI. Most had talked about it. Few had said which figures they want to see."
)


@dataclass
class Desk:
    """The form of one page."""

    page: Page

    def field(self, name: str) -> Locator:
        return self.page.locator(f'[name="{name}"]')

    def fill(self, **words: str) -> None:
        for name, text in words.items():
            self.page.locator(f"#id_{name}").fill(text)

    def value(self, of: str, **words: str) -> None:
        """Parts of one block."""
        for name, text in words.items():
            self.field(f"{of}-value-{name}").fill(text)

    def insert(self, within: str, kind: str = "") -> None:
        """Presses the last plus of a field; `kind` is chosen where there are several."""
        place = self.page.locator(f"#{within}-count, [name='{within}-count']").locator("xpath=..")
        plus = place.get_by_role("button", name=INSERT).last
        plus.click()
        if kind:
            choice = self.page.get_by_role("option", name=kind, exact=True)
            expect(choice.or_(plus.and_(self.page.locator("[aria-expanded=false]")))).to_be_visible()
            if not choice.is_visible():  # the draft saved itself just then, which closes the list
                plus.click()
            choice.click()

    def write(self, block: str, words: str) -> None:
        """Into the text editor of a block."""
        box = (
            self.page.locator(f'[name="{block}-value"]').locator("xpath=..").locator("[contenteditable=true]")
        )
        box.click()
        self.page.keyboard.insert_text(words)


def begin(page: Page, module: int, kind: str) -> Desk:
    """From the module's list of pages to the empty form."""
    page.goto(f"/admin/pages/{module}/")
    page.get_by_role("link", name="Add child page").first.click()
    page.get_by_role("link", name=kind).first.click()
    page.locator("#id_title").wait_for()
    return Desk(page)


def facts(desk: Desk, title: str, standfirst: str, minutes: str, outcome: str) -> None:
    desk.fill(title=title)
    desk.page.locator("#id_title").press("Tab")
    expect(desk.page.locator("#id_slug")).not_to_have_value("")  # follows from the title
    send(desk.page, "Save draft")  # kept at once: what saves itself later has a page to go to
    expect(desk.page).to_have_url(re.compile("/edit/"))
    desk.fill(standfirst=standfirst, minutes=minutes, outcomes=outcome)
    desk.page.get_by_label("Add a topic").select_option(TOPIC)


def happened(desk: Desk) -> None:
    desk.page.locator("#id_basis").select_option("real")


def source(desk: Desk) -> None:
    desk.insert("sources")
    desk.value("sources-0", **SOURCE)


def section(desk: Desk) -> None:
    """Key figures, words, a chart and a question."""
    desk.insert("body")
    desk.value("body-0", title="What boards do", resume="just as the board asks for figures.")
    content = "body-0-value-content"
    desk.insert(content, "Text")
    desk.write(f"{content}-0", WORDS)
    desk.insert(content, "Key figures")
    desk.value(f"{content}-1-value-0", value="62 %", caption="of boards set aside time for AI", source=KEY)
    desk.insert(content, "Chart")
    chart = f"{content}-2"
    desk.value(chart, finding=FINDING, measure="Directors of US public companies, 2025", unit="%", source=KEY)
    for at, (label, value) in enumerate(ROWS, 1):
        desk.page.get_by_label(f"Of what, row {at}").fill(label)
        desk.page.get_by_label(f"Value, row {at}").fill(value)


def question(desk: Desk, at: int, stem: str, kind: str = "single") -> str:
    """The words that every question has; the block's name."""
    desk.insert("questions")
    here = f"questions-{at}"
    desk.field(f"{here}-value-type").select_option(kind)
    desk.value(here, stem=stem, right_verdict="So it is", other_verdict="Not so", passage=PASSAGE)
    desk.value(here, because="The survey counted both, and the second is rare.")
    return here


def options(desk: Desk, here: str, *words: str, right: tuple[int, ...] = ()) -> None:
    """`right`: which are, from 0."""
    for at, text in enumerate(words):
        desk.insert(f"{here}-value-options")
        option = f"{here}-value-options-{at}"
        desk.value(option, text=text, reason=f"This is what the survey says about it: {at + 1}.")
        if at in right:
            desk.field(f"{option}-value-right").check()


def number(desk: Desk, here: str, answer: str) -> None:
    desk.value(
        here, answer=answer, tolerance="1", too_low="More do.", just_right="So many.", too_high="Fewer do."
    )


def press(page: Page, act: str) -> None:
    """Save draft, or what stands in the menu beside it."""
    if act != "Save draft":
        page.get_by_role("button", name="More actions").click()
    page.get_by_role("button", name=act, exact=True).first.click()


def send(page: Page, act: str) -> None:
    """Presses, and has the next page: while the draft saves itself a press waits, and the old page still
    shows what it said last."""
    with page.expect_event("load"):
        press(page, act)
