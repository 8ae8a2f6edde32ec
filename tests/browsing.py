"""A real browser for the journeys: where it is found, how it starts, what makes a visit fail."""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Locator,
    Page,
    Request,
    expect,
    sync_playwright,
)

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
HEIGHTS = {390: 844}
# What is waited for on a machine with other work; what works is there at once, so this costs only failures.
PATIENCE = 30_000  # milliseconds
ACTS = (
    *("click", "dblclick", "check", "uncheck", "set_checked", "hover", "focus", "tap"),
    *("fill", "clear", "press", "press_sequentially", "select_option", "set_input_files", "evaluate"),
)


def chromium(environment: Mapping[str, str], which: Callable[[str], str | None]) -> str | None:
    """$CHROMIUM, then the usual names on the path, then the macOS application."""
    found = [environment.get("CHROMIUM"), *map(which, NAMES), MAC if Path(MAC).exists() else None]
    return next(filter(None, found), None)


def on_loaded_pages(act: Callable[..., Any]) -> Callable[..., Any]:
    """A visitor acts on a page that is whole: one quicker than its scripts meets the page without script.

    Whole is the page itself; what stands in a frame of it is waited for by whoever acts there.
    """

    @wraps(act)
    def acted(locator: Locator, *values: Any, **options: Any) -> Any:
        locator.wait_for(state="attached", timeout=options.get("timeout"))
        locator.page.wait_for_load_state("load")
        return act(locator, *values, **options)

    return acted


def of_loaded_pages(device: property) -> property:
    """The same of keyboard and mouse, which act on whatever has the focus or lies below."""

    def held(page: Page) -> Any:
        page.wait_for_load_state("load")
        return device.__get__(page)

    return property(held)


for name in ACTS:
    setattr(Locator, name, on_loaded_pages(getattr(Locator, name)))
for name in ("keyboard", "mouse"):
    setattr(Page, name, of_loaded_pages(vars(Page)[name]))


@contextmanager
def launched(path: str) -> Iterator[Browser]:
    arguments = ["--disable-gpu", "--disable-dev-shm-usage"]
    if os.geteuid() == 0:
        arguments.append("--no-sandbox")
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=arguments)
        yield browser
        browser.close()


class Visitors:
    """The people of one test, each with a browser context of their own."""

    def __init__(self, browser: Browser, url: str) -> None:
        self.browser = browser
        self.url = url
        self.contexts: list[BrowserContext] = []
        self.complaints: list[str] = []

    def arrive(
        self, *, width: int = 1440, scheme: str = "light", script: bool = True, **options: Any
    ) -> Page:
        context = self.browser.new_context(
            base_url=self.url,
            viewport={"width": width, "height": HEIGHTS.get(width, 900)},
            color_scheme=scheme,  # type: ignore[arg-type]
            java_script_enabled=script,
            **options,
        )
        context.set_default_timeout(PATIENCE)
        context.on("request", self.note_request)
        context.on("console", self.note_console)
        self.contexts.append(context)
        return context.new_page()

    def note_request(self, request: Request) -> None:
        where = urlsplit(request.url)
        if where.scheme in ("http", "https") and f"{where.scheme}://{where.netloc}" != self.url:
            self.complaints.append(f"asked another host: {request.url}")

    def note_console(self, message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            self.complaints.append(message.text)

    def leave(self) -> None:
        for context in self.contexts:
            context.close()
        assert not self.complaints, "\n".join(self.complaints)
