"""What a browser fetches for a page: bytes as served and requests, on the first visit and on the second."""

import os
import shutil
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

from bench.load import BROWSING, PROXIED, Ask, answer
from tests.browsing import chromium, launched

KINDS = {"Document": "document", "Stylesheet": "css", "Script": "script", "Font": "fonts"}


@dataclass(frozen=True)
class Visit:
    """Bytes over the wire with headers, by kind; what came from the browser's cache counts for nothing."""

    requests: int = 0
    total: int = 0
    kinds: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Weight:
    """`zipped` is the document's body as a browser is sent it, `document` as somebody who does not unpack."""

    path: str
    first: Visit
    second: Visit
    document: int
    zipped: int


class Recorder:
    """Chromium's own account of what went over the wire."""

    def __init__(self, page: Page) -> None:
        self.kinds: dict[str, str] = {}
        self.bytes: dict[str, int] = {}
        self.cached: set[str] = set()
        session = page.context.new_cdp_session(page)
        session.on("Network.requestWillBeSent", self.sent)
        session.on("Network.requestServedFromCache", lambda event: self.cached.add(event["requestId"]))
        session.on("Network.responseReceived", self.received)
        session.on("Network.loadingFinished", self.finished)
        session.send("Network.enable")

    def sent(self, event: dict[str, Any]) -> None:
        if event["request"]["url"].startswith("http"):
            self.kinds[event["requestId"]] = KINDS.get(event.get("type", ""), "pictures and other")

    def received(self, event: dict[str, Any]) -> None:
        if event["response"].get("fromDiskCache"):
            self.cached.add(event["requestId"])

    def finished(self, event: dict[str, Any]) -> None:
        self.bytes[event["requestId"]] = int(event["encodedDataLength"])

    def visit(self) -> Visit:
        asked = [request for request in self.kinds if request not in self.cached]
        kinds: dict[str, int] = {}
        for request in asked:
            kind = self.kinds[request]
            kinds[kind] = kinds.get(kind, 0) + self.bytes.get(request, 0)
        return Visit(len(asked), sum(kinds.values()), kinds)


def visit(context: BrowserContext, url: str) -> Visit:
    page = context.new_page()
    recorder = Recorder(page)
    page.goto(url, wait_until="networkidle")
    seen = recorder.visit()
    page.close()
    return seen


def weigh(browser: Browser, port: int, path: str) -> Weight:
    """A new person, who comes, and comes again."""
    # localhost, not 127.0.0.1: only there does Chromium accept Brotli and secure cookies without TLS.
    origin = f"http://localhost:{port}"
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, device_scale_factor=2, extra_http_headers=PROXIED
    )
    first, second = visit(context, origin + path), visit(context, origin + path)
    context.close()
    plain, packed = (body(path, headers, port) for headers in (PROXIED, BROWSING))
    return Weight(path, first, second, len(plain), len(packed))


def body(path: str, headers: dict[str, str], port: int) -> bytes:
    return answer(Ask(path, headers=headers), port).partition(b"\r\n\r\n")[2]


def weights(port: int, paths: list[str]) -> list[Weight] | str:
    """Of each page; a sentence where there is no browser."""
    path = chromium(os.environ, shutil.which)
    if path is None:
        return "No Chromium found, so nothing was weighed."
    with launched(path) as browser:
        return [weigh(browser, port, one) for one in paths]
