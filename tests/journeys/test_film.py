"""A film goes on at another device: at the second, at the speed."""

import re

from playwright.sync_api import Page, expect

from courses.models import Place
from tests.journeys.people import Visitor, person, sign_in
from tests.journeys.reading import FILM


def second_of(page: Page) -> float:
    return float(page.locator("video").evaluate("film => film.currentTime"))


def test_a_film_goes_on_where_it_stopped_as_fast_as_it_ran(visitor: Visitor) -> None:
    ada = person("learner")
    desk = sign_in(visitor(), ada)
    desk.goto(FILM)
    desk.get_by_label("Speed").select_option("1.5")
    desk.locator(".film-parts a").nth(1).click()
    expect(desk.locator("video")).to_be_focused()
    second = float(desk.locator(".film-parts a").nth(1).get_attribute("data-seek"))
    desk.wait_for_function("from => document.querySelector('video').currentTime > from + 1", arg=second)
    with desk.expect_response(re.compile("/do/played/")) as answered:
        desk.locator("video").evaluate("film => film.pause()")
    assert answered.value.ok, answered.value.text()
    stopped = second_of(desk)
    place = Place.objects.get()
    assert abs(place.second - stopped) < 1
    assert place.speed == 1.5
    assert place.played

    phone = sign_in(visitor(width=390), ada)
    phone.goto("/")
    phone.get_by_role("link", name="Continue watching").click()
    on = phone.get_by_role("link", name=re.compile("Continue from"))
    expect(on).to_be_visible()
    on.click()
    phone.wait_for_function("at => document.querySelector('video').currentTime > at - 2", arg=stopped)
    assert phone.locator("video").evaluate("film => film.playbackRate") == 1.5


def test_the_transcript_leads_into_the_film_and_works_without_script(visitor: Visitor) -> None:
    page = visitor(script=False)
    page.goto(FILM)
    link = page.locator(".transcript-words a").nth(1)
    href = str(link.get_attribute("href"))
    second = re.search(r"\?t=(\d+)", href)[1]
    link.click()
    expect(page.locator("video source")).to_have_attribute("src", re.compile(rf"#t={second}\b"))
    expect(page.locator("video track[kind=captions]")).to_have_count(1)
