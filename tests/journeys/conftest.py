"""The journeys' visitor: with the shipped curriculum, and failing for any error in the browser's console."""

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import ConsoleMessage, Error, Page

from tests.browsing import Visitors
from tests.journeys.people import Visitor


@pytest.fixture
def visitor(course: None, browser: object, live_portal: object) -> Iterator[Visitor]:
    """`page = visitor(width=390, scheme="dark", script=True)` is a new person with a device of their own."""
    visitors = Visitors(browser, live_portal.url)
    yield watched(visitors.arrive, visitors.complaints)
    visitors.leave()


def watched(arrive: Callable[..., Page], complaints: list[str]) -> Visitor:
    def arrive_watched(**options: Any) -> Page:
        page = arrive(**options)

        def console(message: ConsoleMessage) -> None:
            # The status of the page itself (404 …) and being offline are the test's business.
            own = urlsplit(message.location.get("url", "")).path == urlsplit(page.url).path
            meant = (own and "status of 4" in message.text) or "ERR_INTERNET_DISCONNECTED" in message.text
            if message.type == "error" and not meant:
                complaints.append(f"console on {page.url}: {message.text} {message.location.get('url')}")

        def fault(error: Error) -> None:
            complaints.append(f"script on {page.url}: {error.message}")

        page.on("console", console)
        page.on("pageerror", fault)
        return page

    return arrive_watched
