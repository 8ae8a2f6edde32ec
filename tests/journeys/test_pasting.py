"""What an author brings from elsewhere: tables with a heading, tables that are too long, a huge picture."""

from playwright.sync_api import Locator, Page, expect

from content.models import ModulePage
from tests.journeys import writing
from tests.journeys.people import Visitor, person, sign_in
from tests.journeys.test_admin import BLOCKED, nothing_else_was_blocked

PASTE = """(cell, text) => {
  const held = new DataTransfer();
  held.setData('text/plain', text);
  cell.dispatchEvent(new ClipboardEvent('paste', {clipboardData: held, bubbles: true, cancelable: true}));
}"""


def paste(page: Page, text: str) -> Locator:
    """Into the first cell; the sentence that tells what became of the rest."""
    page.get_by_label("Of what, row 1", exact=True).evaluate(PASTE, text)
    return page.locator(".grid [role=status]")


def test_a_table_of_a_spreadsheet_leaves_its_heading_behind_and_says_what_found_no_place(
    visitor: Visitor,
) -> None:
    page = sign_in(visitor(), person("superuser"))
    page.add_init_script(BLOCKED)
    desk = writing.begin(page, ModulePage.objects.get(slug="strategy").pk, "Case study")
    desk.insert("body")
    desk.insert("body-0-value-content", "Chart")
    told = paste(page, "Shop\tLoaves\nMain street\t62\nStation\t36,5\n")
    expect(told).to_have_text("The first line was the heading of the columns and is left out.")
    expect(desk.field("body-0-value-content-0-value-rows")).to_have_value("Main street\t62\nStation\t36,5")
    told = paste(page, "None\t0\nMain street\t62\n")
    expect(told).to_have_text("")
    rows = "".join(f"Shop {number}\t{number}\n" for number in range(60))
    expect(paste(page, rows)).to_have_text("The table is full: 40 of the pasted rows found no place.")
    expect(paste(page, "A\t1\t2\t3\nB\t1\t2\t3")).to_have_text("Some of the pasted columns found no place.")
    too_large(page, desk, "body-0-value-content")
    nothing_else_was_blocked(page)


def too_large(page: Page, desk: writing.Desk, content: str) -> None:
    """Told before it is sent, where Wagtail's chooser would show a status and no reason."""
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url))
    desk.insert(content, "Picture")
    page.get_by_role("button", name="Choose an image").click()
    page.get_by_role("tab", name="Upload").click()
    window = page.locator(".modal")
    huge = {"name": "huge.png", "mimeType": "image/png", "buffer": bytes(11 * 1024**2)}
    window.locator("[type=file]").set_input_files(huge)  # type: ignore[arg-type]
    expect(window.get_by_role("alert")).to_have_text("The file is larger than 10 MB, so it was not taken.")
    expect(window.locator("[type=file]")).to_have_value("")
    window.locator("[type=file]").set_input_files({**huge, "buffer": b"1"})  # type: ignore[arg-type]
    expect(window.get_by_role("alert")).to_have_text("")
    assert not any("create" in url for url in sent)
