"""A film that lies elsewhere asks nobody for anything before a click, and its provider alone after it."""

import pytest
from playwright.sync_api import expect

from content.models import Film, ModulePage, VideoPage
from tests.content import trees
from tests.content.test_embeds import PLAYER, WATCH
from tests.content.test_uploads import WORDS
from tests.journeys.people import Visitor

URL = "/learn/strategy/theirs/"


@pytest.fixture(autouse=True)
def _unit(live_portal: object) -> None:
    poster = Film.objects.first().thumbnail.name
    film = trees.film(file="", address=WATCH, captions=WORDS, duration=0, thumbnail=poster)
    trees.unit(ModulePage.objects.get(slug="strategy"), "theirs", model=VideoPage, film=film)


def test_nothing_is_asked_elsewhere_before_the_click(visitor: Visitor) -> None:
    page = visitor()
    asked: list[str] = []
    page.context.on("request", lambda request: asked.append(request.url))
    page.context.route(f"{PLAYER}/**", lambda route: route.fulfill(body="<title>Player</title>"))
    page.goto(URL, wait_until="networkidle")
    assert asked
    assert not [url for url in asked if "youtube" in url]
    page.get_by_role("button", name="Load and play from YouTube").click()
    expect(page.frame_locator("iframe").locator("body")).to_be_attached()
    outside = [url for url in asked if not url.startswith(page.url.split("/learn")[0])]
    assert outside == [f"{PLAYER}/embed/dQw4w9WgXcQ?rel=0"]
    # The visit's own guard against other hosts has seen the same one.
    complaints: list[str] = visitor.__self__.complaints  # type: ignore[attr-defined]
    assert complaints == [f"asked another host: {outside[0]}"]
    complaints.clear()


def test_without_script_a_link_leads_there(visitor: Visitor) -> None:
    page = visitor(script=False)
    page.goto(URL)
    expect(page.get_by_role("link", name="Open it at YouTube")).to_have_attribute("href", WATCH)
    expect(page.get_by_role("button", name="Load and play from YouTube")).to_be_hidden()
