"""The journeys' visitor: with the shipped curriculum, and failing for any error in the browser's console."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import ConsoleMessage, Page

from tests.browsing import Visitors
from tests.journeys.people import Visitor

# Wagtail's rich-text editor writes <style> elements for list numbers and placeholders. They are blocked,
# and nothing else is: test_admin.py looks at each of them.
EDITOR = re.compile(r"^/admin/pages/(add/|\d+/edit/)")


class Watched(Visitors):
    """The same visitors, with every error in their consoles written down."""

    excused = ""  # words of the error that a test provokes

    def note_console(self, message: ConsoleMessage) -> None:
        at = urlsplit(message.page.url).path if message.page else ""
        own = urlsplit(message.location.get("url", "")).path == at
        meant = (
            (own and "status of 4" in message.text)  # the page's own status is the test's business
            or "ERR_INTERNET_DISCONNECTED" in message.text
            or ("Applying inline style" in message.text and EDITOR.match(at))
        )
        if message.type == "error" and not meant:
            self.complaints.append(f"console on {at}: {message.text[:400]} {message.location.get('url')}")

    def arrive(self, **options: Any) -> Page:
        page = super().arrive(**options)
        page.on("pageerror", lambda error: self.note_fault(page, error.message))
        return page

    def note_fault(self, page: Page, message: str) -> None:
        if not self.excused or self.excused not in message:
            self.complaints.append(f"script on {page.url}: {message}")


@pytest.fixture
def visitor(
    request: pytest.FixtureRequest, course: None, browser: object, live_portal: object
) -> Iterator[Visitor]:
    """`page = visitor(width=390, scheme="dark", script=True)` is a new person with a device of their own."""
    visitors = Watched(browser, live_portal.url)
    if marker := request.node.get_closest_marker("provokes"):
        visitors.excused = marker.args[0]
    yield visitors.arrive
    visitors.leave()
