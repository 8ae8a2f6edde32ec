"""Makes docs/pictures/editor-*.png while a case is written: `python bench/editor_pictures.py`."""

import importlib
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.pictures import FOLDER, compressed
from bench.servers import NotThere
from bench.stage import Stage, say, stage
from tests.browsing import chromium, launched

SIZE = {"width": 1200, "height": 760}
PANEL = {"x": 200, "y": 0, "width": 1000, "height": 400}  # what stands above the first field
AUTHOR = "author@example.org"


def cookie() -> dict[str, str]:
    """Of a signed-in author of the scratch portal."""
    people = importlib.import_module("tests.journeys.people")
    name = importlib.import_module("django.conf").settings.SESSION_COOKIE_NAME
    author = people.person("superuser", AUTHOR)
    author.name = "Ada Example"
    author.save()
    signed_in = people.client_of(author).cookies[name].value
    return {"name": name, "value": signed_in, "domain": "localhost", "path": "/"}


@contextmanager
def arrived(browser: Browser, portal: Stage, known_by: dict[str, str]) -> Iterator[Page]:
    url = f"http://localhost:{portal.port}"
    context = browser.new_context(
        base_url=url,
        viewport=SIZE,  # type: ignore[arg-type]
        reduced_motion="reduce",
    )
    context.add_cookies([known_by])  # type: ignore[list-item]
    yield context.new_page()
    context.close()


def keep(page: Page, name: str, of: str = "", clip: dict[str, int] | None = None) -> None:
    """`of`: what stands in the middle of the picture; `clip`: the part of the window that it shows."""
    if of:
        page.locator(of).first.evaluate(
            "(place) => place.scrollIntoView({block: 'center', inline: 'end', behavior: 'instant'})"
        )
    picture = compressed(page.screenshot(clip=clip))  # type: ignore[arg-type]
    (FOLDER / f"editor-{name}.png").write_bytes(picture)
    say(f"editor-{name}.png, {len(picture) // 1000} KB")


def hand_on(page: Page, edit: str) -> None:
    """The published case, changed, on its way through the workflow that ships."""
    writing = importlib.import_module("tests.journeys.writing")
    page.goto(edit)
    writing.send(page, "Submit to From draft to published")
    page.reload()  # without what was said about the press
    keep(page, "review", clip=PANEL)
    page.get_by_role("link", name="Ask a reviewer by mail").click()
    page.get_by_label("Name of the reviewer").fill("Grace Example")
    page.get_by_label("E-mail address").fill("grace@example.org")
    page.get_by_role("button", name="Ask a reviewer by mail").click()
    page.get_by_text("The link works until").first.wait_for()
    page.reload()
    keep(page, "asked", clip=PANEL)


def walk(page: Page, module: int) -> None:
    writing = importlib.import_module("tests.journeys.writing")
    page.goto(f"/admin/pages/{module}/add_subpage/")
    keep(page, "kinds")
    desk = writing.begin(page, module, "Case study")
    keep(page, "new")
    writing.facts(desk, "What boards measure", "What directors say that their boards did.", "1", "Say it")
    writing.source(desk)
    writing.section(desk)
    keep(page, "section", '[name="body-0-value-anchor"]')
    keep(page, "chart", '[name="body-0-value-content-2-value-unit"]')
    writing.press(page, "Publish")
    page.locator("[data-checks-refused]").wait_for()
    page.evaluate("scrollTo(0, 0)")
    keep(page, "checks")
    writing.happened(desk)
    edit = page.url
    writing.press(page, "Publish")
    page.locator(".messages .success").wait_for()
    page.goto("/learn/strategy/what-boards-measure/what-boards-do/", wait_until="networkidle")
    keep(page, "published")
    hand_on(page, edit)
    decide(page, module)


def decide(page: Page, module: int) -> None:
    """The example that a new decision begins with."""
    writing = importlib.import_module("tests.journeys.writing")
    writing.begin(page, module, "Decision")
    page.locator("[name='columns-1-value-formula']").click()
    keep(page, "formula", ".formula-beside")
    keep(page, "worked", "[data-worked]")


def main() -> None:
    path = chromium(os.environ, shutil.which)
    if path is None:
        raise NotThere("No Chromium found. Debian, Ubuntu: sudo apt-get install chromium")
    with stage(settings="embedded") as portal:
        # The browser's loop does not let the database be asked beside it.
        module = importlib.import_module("content.models").ModulePage.objects.get(slug="strategy").pk
        importlib.import_module("portal.workflow").ship()
        known_by = cookie()
        with launched(path) as browser, arrived(browser, portal, known_by) as page:
            walk(page, module)


if __name__ == "__main__":
    try:
        main()
    except NotThere as problem:
        sys.exit(str(problem))
