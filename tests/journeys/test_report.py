"""A report in a real browser: made by a click, its progress told, a file compared on the reader's device."""

from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import expect

from jobs import work
from reports.models import Report
from tests.journeys.people import Visitor, sign_in
from tests.journeys.reporters import REPORTER, report

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("script", [True, False])
def test_a_file_is_made_by_a_click_and_the_page_says_when_it_is_there(
    visitor: Visitor, script: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = sign_in(visitor(script=script), report())
    monkeypatch.setattr(settings, "JOB_BELL", "builtins.abs")
    page.goto(REPORTER["report"])
    page.get_by_role("button", name="Make Table").click()
    expect(page.get_by_role("status")).to_contain_text("1 file is being made")
    work.run(Report.objects.get(format="csv").job_id)
    if not script:
        page.get_by_role("link", name="Look again").click()
    with page.expect_download() as fetched:
        page.get_by_role("link", name="Fetch Table").click()
    assert fetched.value.suggested_filename.endswith("-draft-1.csv")
    assert Path(fetched.value.path()).read_bytes().startswith(b"\xef\xbb\xbf")


def test_a_readers_own_file_is_compared_without_being_sent(visitor: Visitor) -> None:
    report()
    made = Report.objects.get(format="pdf")
    page = visitor()
    page.goto(REPORTER["check"])
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.method) if request.method != "GET" else None)
    own = {"name": "report.pdf", "mimeType": "application/pdf"}
    page.get_by_label("Your file", exact=True).set_input_files([{**own, "buffer": made.path.read_bytes()}])
    expect(page.get_by_role("status")).to_contain_text("this file is what the portal made")
    page.get_by_label("Your file", exact=True).set_input_files(
        [{**own, "buffer": made.path.read_bytes() + b" "}]
    )
    expect(page.get_by_role("status")).to_contain_text("It is another file")
    assert sent == []


def test_without_a_script_the_fingerprint_is_there_to_compare(visitor: Visitor) -> None:
    report()
    page = visitor(script=False)
    page.goto(REPORTER["check"])
    expect(page.locator("#expected")).to_have_text(Report.objects.get(format="pdf").sha256)
    expect(page.get_by_text("sha256sum file")).to_be_visible()
    expect(page.get_by_label("Your file", exact=True)).to_be_hidden()
