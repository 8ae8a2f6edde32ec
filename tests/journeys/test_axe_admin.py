"""In what we add to the admin axe finds nothing serious, nothing is blocked, nothing scrolls sideways."""

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from content.models import ModulePage
from tests.journeys import screens
from tests.journeys.people import Visitor, person, sign_in
from tests.journeys.test_admin import BLOCKED, can_be_edited, nothing_else_was_blocked
from tests.journeys.test_axe import said
from tests.journeys.test_reflow import WIDER

# Faults in Wagtail's own markup.
WAGTAILS = {
    "header": "its way back and its buttons stand on every page of the editor",
    ".tagit-new": "the field of tags has no label",
    ".w-minimap": "the map of a form scrolls without focus, and its links to folded groups have no words",
}
PLACE = {"include": [["#main"]], "exclude": [[selector] for selector in WAGTAILS]}
DIALOGUE = {"include": [[".modal"]]}
# Beside serious and critical faults axe knows questions of taste (one landmark of a name).
OPTIONS = {"resultTypes": ["violations"], "preload": False}
# A picture without a size of its own fills its line.
SWOLLEN = """() => [...document.querySelectorAll("#main svg.icon")]
  .filter((one) => one.getBoundingClientRect().width > 40)
  .map((one) => one.parentElement.outerHTML.slice(0, 120))"""
# A message that fades in is paler than it will be.
AT_REST = """() => Promise.allSettled(document.getAnimations()
  .filter((one) => one.effect.getComputedTiming().endTime !== Infinity).map((one) => one.finished))"""
HEAVY = {"serious", "critical"}
PICTURES = os.environ.get("PICTURES", "")


def faults(page: Page, name: str, place: dict[str, Any]) -> list[str]:
    page.wait_for_load_state()
    if PICTURES:
        width = page.evaluate("innerWidth")
        page.screenshot(path=Path(PICTURES) / f"{name.replace(' ', '-')}-{width}.png", full_page=True)
    page.evaluate(AT_REST)
    found = Axe().run(page, context=place, options=OPTIONS).response["violations"]
    heavy = [one for one in found if one["impact"] in HEAVY]
    return [f"{name}: {one['id']}: {said(node)}" for one in heavy for node in one["nodes"][:3]]


def on_a_phone(page: Page, name: str) -> list[str]:
    """Where labels, colours and order are those of a desk, and nothing may scroll sideways."""
    found = faults(page, name, PLACE)
    found += [f"{name}: wider than the window: {one}" for one in page.evaluate(WIDER)]
    return found + [f"{name}: too large: {one}" for one in page.evaluate(SWOLLEN)]


@pytest.fixture
def desk(visitor: Visitor) -> Page:
    page = sign_in(visitor(), person("superuser"))
    page.emulate_media(reduced_motion="reduce")
    page.add_init_script(BLOCKED)
    return page


def test_nothing_in_our_pages(desk: Page) -> None:
    desk.set_viewport_size({"width": 390, "height": 844})
    found = []
    for name, path in screens.ours().items():
        answered = desk.goto(path)
        assert answered is not None
        assert answered.status == 200, path
        found += on_a_phone(desk, name)
        nothing_else_was_blocked(desk)
    assert not found, "\n".join(found)


def test_nothing_in_the_forms_and_their_states(desk: Page, settings: Any, tmp_path: Path) -> None:
    settings.INCOMING, settings.CURRICULUM_KEY_FILE = tmp_path / "incoming", tmp_path / "key.pem"
    forms = screens.forms()
    states: dict[str, tuple[Callable[[], None], dict[str, Any]]] = {}
    on_forms: dict[str, tuple[str, Callable[[Page, str], None], dict[str, Any]]] = {
        "guide": ("publishing refused", screens.publishing_refused, PLACE),
        "path": ("choice of a page", screens.chooser, DIALOGUE),
        "video": ("choice of a film", screens.chooser, DIALOGUE),
    }
    for form, path in forms.items():
        states[form] = (partial(screens.opened, desk, path), PLACE)
        if form in on_forms:
            name, reach, place = on_forms[form]
            states[name] = (partial(reach, desk, path), place)
    states |= {
        "questions looked at": (lambda: screens.gift_looked_at(desk), PLACE),
        "archive looked at": (lambda: screens.archive_looked_at(desk), PLACE),
    }
    found = []
    for name, (reach, place) in states.items():
        reach()
        if name in forms:
            can_be_edited(desk)
        found += faults(desk, name, place)
        nothing_else_was_blocked(desk)
    assert not found, "\n".join(found)


def test_a_text_editor_without_a_name_would_be_found(desk: Page) -> None:
    """The control, on the form of a module: our script names the box; without the name it is a fault."""
    module = ModulePage.objects.get(slug="strategy")
    desk.goto(f"/admin/pages/{module.pk}/edit/")
    box = desk.locator("[contenteditable=true]").first
    box.wait_for()
    assert box.get_attribute("aria-label") == "Text"
    box.evaluate("one => one.removeAttribute('aria-label')")
    assert any("aria-input-field-name" in fault for fault in faults(desk, "module", PLACE))
