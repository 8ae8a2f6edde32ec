"""What axe says of a page (test_every_page.py asks it everywhere), and that it would say something."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.journeys.people import Visitor

# The rules whose answer depends on colours: all that a dark page can break which is whole when light.
COLOUR = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
axe = Axe()


def violations(page: Page, **more: object) -> list[str]:
    page.wait_for_load_state()
    # Transitions between themes would be measured half way.
    page.emulate_media(reduced_motion="reduce")
    # Without preloading: axe would put the style sheets inline once more, which the policy forbids.
    options = {"resultTypes": ["violations"], "preload": False, **more}
    if not page.evaluate("'axe' in window"):  # half a megabyte, once a page
        page.evaluate(axe.axe_script)
    found: list[dict[str, Any]] = page.evaluate("options => axe.run(options)", options)["violations"]
    return [f"{one['id']}: {said(node)}" for one in found for node in one["nodes"][:3]]


def said(node: dict[str, Any]) -> str:
    checks = [*node["any"], *node["all"], *node["none"]]
    return f"{node['html'][:160]} {checks[0]['message'] if checks else ''}"


def test_axe_would_find_something(visitor: Visitor) -> None:
    """The control."""
    page = visitor()
    page.goto("/learn/")
    page.evaluate("document.querySelector('main').innerHTML += '<img src=\"/static/img/favicon.svg\">'")
    assert any(fault.startswith("image-alt") for fault in violations(page))


def test_axe_would_find_a_colour_of_the_dark_alone(visitor: Visitor) -> None:
    """The control of the second look."""
    page = visitor()
    page.goto("/learn/")
    sheet = "@media (prefers-color-scheme: dark) { h1 { color: #222 !important } }"
    page.evaluate(
        """css => { const one = new CSSStyleSheet(); one.replaceSync(css);
        document.adoptedStyleSheets = [one]; }""",
        sheet,
    )
    assert violations(page, **COLOUR) == []
    page.emulate_media(color_scheme="dark")
    assert any(fault.startswith("color-contrast") for fault in violations(page, **COLOUR))
