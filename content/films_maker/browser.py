"""The stage in a headless Chromium: one picture for each moment, and the faults of the layout."""

import json
import os
from base64 import b64decode
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Error, Route, sync_playwright

from content.films_maker.faults import FilmError
from content.films_maker.places import STAGE

# A name that is never looked up: every request is answered from the stage's folder.
_ORIGIN = "http://stage.invalid/"
_TYPES = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".woff2": "font/woff2"}
_SWITCHES = [
    "--disable-gpu",
    "--disable-lcd-text",
    "--font-render-hinting=none",
    "--force-color-profile=srgb",
    "--hide-scrollbars",
    "--disable-partial-raster",
]


class Stage:
    """An open stage; `picture` is a pure function of the second asked for."""

    def __init__(self, page):
        self._page = page
        self._session = page.context.new_cdp_session(page)
        self._last: bytes | None = None

    def picture(self, second: float) -> tuple[bytes, bool]:
        """A PNG of this second, and whether it had to be drawn anew."""
        changed = self._page.evaluate("second => window.film.seek(second)", second)
        if changed or self._last is None:
            answer = self._session.send("Page.captureScreenshot", {"format": "png", "optimizeForSpeed": True})
            self._last = b64decode(answer["data"])
            return self._last, True
        return self._last, False

    def faults(self) -> list[str]:
        """Text that runs over, sits too low, is too small or lies on other text, scene by scene."""
        return self._page.evaluate("() => window.film.faults()")


@contextmanager
def open_stage(timeline: dict, browser_path: str):
    """A stage that shows this timeline; raises FilmError where it cannot be opened."""
    switches = [*_SWITCHES, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=browser_path, args=switches)
            width, height = timeline["size"]
            page = browser.new_page(viewport={"width": width, "height": height})
            page.route("**/*", lambda route: _answer(route, timeline))
            problems: list[str] = []
            page.on("pageerror", lambda error: problems.append(str(error)))
            page.goto(f"{_ORIGIN}stage.html")
            page.wait_for_function("() => window.film || window.filmFault", timeout=30_000)
            fault = page.evaluate("() => window.filmFault")
            if fault or problems:
                raise FilmError(f"The stage did not open: {fault or problems[0]}")
            yield Stage(page)
            browser.close()
    except Error as error:
        raise FilmError(f"Chromium stopped: {str(error).splitlines()[0]}") from error


def _answer(route: Route, timeline: dict) -> None:
    name = route.request.url.removeprefix(_ORIGIN).split("?")[0]
    if name == "timeline.json":
        route.fulfill(status=200, content_type="application/json", body=json.dumps(timeline))
        return
    path = (STAGE / name).resolve()
    if not route.request.url.startswith(_ORIGIN) or not path.is_relative_to(STAGE) or not path.is_file():
        route.fulfill(status=404, body="")
        return
    route.fulfill(status=200, content_type=_TYPES[Path(name).suffix], body=path.read_bytes())
