"""A visitor of the journeys acts on pages that are whole, whatever is asked of a page first."""

import re
from collections.abc import Callable, Iterator
from threading import Event
from typing import Any

import pytest
from playwright.sync_api import Locator, Page
from whitenoise.middleware import WhiteNoiseMiddleware

from tests.journeys.people import Visitor
from tests.journeys.reading import JABIL

pytestmark = pytest.mark.browser
serve = WhiteNoiseMiddleware.serve
loaded = Page.wait_for_load_state
click, focus = (getattr(Locator, name).__wrapped__ for name in ("click", "focus"))


@pytest.fixture
def scripts(monkeypatch: pytest.MonkeyPatch) -> Iterator[Event]:
    """Are sent only when this is set: at the latest when somebody waits for a page to be whole."""
    may_go = Event()

    def held(file: Any, request: Any) -> Any:
        if request.path.endswith(".js"):
            may_go.wait()
        return serve(file, request)

    def waited(page: Page, *state: Any, **options: Any) -> None:
        may_go.set()
        loaded(page, *state, **options)

    monkeypatch.setattr(WhiteNoiseMiddleware, "serve", staticmethod(held))
    monkeypatch.setattr(Page, "wait_for_load_state", waited)
    yield may_go
    may_go.set()


def leaves_the_page(visitor: Visitor, press: Callable[[Locator], None], **options: bool) -> bool:
    """Whether the press sends the form as a browser does without script."""
    page = visitor(**options)
    page.goto(JABIL, wait_until="commit")
    button = page.get_by_role("button", name="Bookmark")
    button.wait_for()
    with page.expect_request(re.compile("/do/bookmark/")) as sent:
        press(button)
    return bool(sent.value.is_navigation_request())


def by_keyboard(button: Locator) -> None:
    focus(button)
    button.page.keyboard.press("Enter")


@pytest.mark.parametrize("press", [Locator.click, by_keyboard])
def test_who_presses_has_the_script(
    course: None, visitor: Visitor, scripts: Event, press: Callable[[Locator], None]
) -> None:
    assert not leaves_the_page(visitor, press)


def test_control_whoever_is_quicker_has_not(course: None, visitor: Visitor, scripts: Event) -> None:
    assert leaves_the_page(visitor, click)


def test_a_page_without_script_is_whole_as_well(course: None, visitor: Visitor, scripts: Event) -> None:
    assert leaves_the_page(visitor, Locator.click, script=False)
