"""Every type of page is loaded once, and looked at by axe and at every width."""

import pytest
from playwright.sync_api import Page

from tests.journeys.pages import ROLES, arrive
from tests.journeys.people import Visitor
from tests.journeys.test_axe import COLOUR, violations
from tests.journeys.test_reflow import faults_on

SIZES = ({"width": 390, "height": 844}, {"width": 1440, "height": 900})
MANY = 16  # pages of one test: the two workers of the suite finish together
WALKS = [
    pytest.param(role, names, id=f"{role} {names[0]}")
    for role, pages in ROLES.items()
    for names in (list(pages)[at : at + MANY] for at in range(0, len(pages), MANY))
]


def accessible(page: Page) -> list[str]:
    """On a phone and on a desk, light and dark."""
    faults = []
    for size in SIZES:
        page.set_viewport_size(size)  # type: ignore[arg-type]
        for scheme, rules in (("light", {}), ("dark", COLOUR)):
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            faults += [f"at {size['width']} {scheme}: {fault}" for fault in violations(page, **rules)]
    return faults


@pytest.mark.parametrize(("role", "names"), WALKS)
def test_axe_finds_nothing_and_nothing_scrolls_sideways_or_is_cut(
    visitor: Visitor, role: str, names: list[str]
) -> None:
    page = arrive(visitor, role)
    faults = []
    for name in names:
        path = ROLES[role][name]
        page.goto(path)
        faults += [f"{name} {path} {fault}" for fault in accessible(page)]
        page.emulate_media(reduced_motion="no-preference", color_scheme="light")
        faults += [f"{name} {path} {fault}" for fault in faults_on(page)]
    assert not faults, "\n".join(faults)


def test_no_page_is_left_out() -> None:
    walked = [(role, name) for role, names in (walk.values for walk in WALKS) for name in names]
    assert walked == [(role, name) for role, pages in ROLES.items() for name in pages]
