"""axe finds nothing on any type of page, on a phone and on a desk, light and dark."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.journeys.pages import ROLES, arrive
from tests.journeys.people import Visitor

SIZES = ({"width": 390, "height": 844}, {"width": 1440, "height": 900})
axe = Axe()


def violations(page: Page) -> list[str]:
    # Transitions between themes would be measured half way.
    page.emulate_media(reduced_motion="reduce")
    # Without preloading: axe would put the style sheets inline once more, which the policy forbids.
    options = {"resultTypes": ["violations"], "preload": False}
    found: list[dict[str, Any]] = axe.run(page, options=options).response["violations"]
    return [f"{one['id']}: {said(node)}" for one in found for node in one["nodes"][:3]]


def said(node: dict[str, Any]) -> str:
    checks = [*node["any"], *node["all"], *node["none"]]
    return f"{node['html'][:160]} {checks[0]['message'] if checks else ''}"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("role", ROLES)
def test_axe_finds_nothing(visitor: Visitor, role: str, scheme: str) -> None:
    page = arrive(visitor, role, scheme=scheme)
    faults = []
    for name, path in ROLES[role].items():
        page.goto(path)
        for size in SIZES:
            page.set_viewport_size(size)  # type: ignore[arg-type]
            faults += [f"{name} {path} at {size['width']}: {fault}" for fault in violations(page)]
    assert not faults, "\n".join(faults)


def test_axe_would_find_something(visitor: Visitor) -> None:
    """The control."""
    page = visitor()
    page.goto("/learn/")
    page.evaluate("document.querySelector('main').innerHTML += '<img src=\"/static/img/favicon.svg\">'")
    assert any(fault.startswith("image-alt") for fault in violations(page))
