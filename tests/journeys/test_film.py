"""A film goes on at another device, counts what was really played, and is searched by its words."""

import re
from collections.abc import Callable

from playwright.sync_api import Locator, Page, Response, expect

from content.models import Unit
from courses import playback
from courses.models import Completion, Learner, Place
from tests.journeys.people import Visitor, person, sign_in
from tests.journeys.reading import FILM

# How far it came by playing: told by the film itself, as to the page, after it was told that it plays.
RUNS_ON = """film => film.addEventListener("timeupdate", () => {
  if (!film.seeking && !film.paused) window.reached = film.currentTime;
})"""


def second_of(page: Page) -> float:
    return float(page.locator("video, audio").evaluate("film => film.currentTime"))


def told_from(second: float) -> Callable[[Response], bool]:
    """The answer to a report of a place from this second on; an earlier report may be answered late."""

    def is_it(answer: Response) -> bool:
        return "/do/played/" in answer.url and answer.request.post_data_json["second"] >= second

    return is_it


def run(page: Page, start: float, end: float, speed: float = 4) -> None:
    """Really plays from one second to another, as fast as players may, and waits until it was reported."""
    media = page.locator("video, audio")
    with page.expect_response(told_from(end - 0.1)) as answered:
        media.evaluate(
            """async (film, [start, speed]) => {
                film.muted = true;
                film.playbackRate = speed;
                film.currentTime = start;
                await film.play();
            }""",
            [start, speed],
        )
        page.wait_for_function("end => document.querySelector('video, audio').currentTime >= end", arg=end)
        media.evaluate("film => film.pause()")
    assert answered.value.ok, answered.value.text()


def seen_before(played: list[list[float]]) -> tuple[Page, float]:
    """Somebody who has really played these seconds already; with the length of the film."""
    ada = person("learner")
    unit = Unit.objects.get(url_path__endswith=FILM)
    times = dict.fromkeys(("started_at", "updated_at", "reported_at"), unit.last_published_at)
    learner = Learner.objects.get_or_create(user=ada)[0]
    Place.objects.create(learner=learner, unit=unit, second=played[-1][1], played=played, **times)
    return ada, unit.film.duration


def test_a_film_goes_on_where_it_stopped_as_fast_as_it_ran(visitor: Visitor) -> None:
    ada = person("learner")
    desk = sign_in(visitor(), ada)
    desk.goto(FILM)
    assert desk.locator("video").evaluate("film => film.paused && !film.readyState")
    desk.get_by_label("Speed").select_option("1.5")
    part = desk.locator(".film-parts a").nth(1)
    desk.locator("video").evaluate(RUNS_ON)
    part.click()
    expect(desk.locator("video")).to_be_focused()
    # A film that was only sent somewhere has not been played, and nothing is kept of it.
    begins = float(str(part.get_attribute("data-seek")))
    desk.wait_for_function("begins => window.reached > begins + 0.5", arg=begins)
    desk.keyboard.press("k")
    desk.wait_for_function("() => document.querySelector('video').paused")
    with desk.expect_response(told_from(83)):
        desk.locator("video").evaluate("film => { film.currentTime = 83; }")
    place = Place.objects.get()
    assert (place.second, place.speed) == (83, 1.5)
    with desk.expect_response(re.compile("/do/played/")):  # none is under way any more
        desk.keyboard.press("Shift+>")
    assert Place.objects.get().speed == 1.75, "a speed that was changed while it stood still"

    phone = sign_in(visitor(width=390), ada)
    phone.goto("/")
    phone.get_by_role("link", name="Continue watching").click()
    phone.get_by_role("link", name="Continue from 1:23").click()
    going_on = phone.wait_for_function(
        "() => { const at = document.querySelector('video').currentTime; return at > 83 && at; }"
    )
    assert going_on.json_value() < 90
    assert phone.locator("video").evaluate("film => film.playbackRate") == 1.75


def test_only_what_was_really_played_counts(visitor: Visitor, monkeypatch) -> None:
    ada, length = seen_before([[0, 80]])
    page = sign_in(visitor(), ada)
    page.goto(FILM)
    run(page, length - 3, length - 0.5)
    assert not Completion.objects.exists(), "skipped to the end"
    run(page, 79, 0.9 * length - 0.5)
    expect(page.locator("#state")).to_contain_text("Watched on")
    assert Completion.objects.get().how == "watched"


def test_control_without_the_rule_skipping_would_count(visitor: Visitor, monkeypatch) -> None:
    monkeypatch.setattr(playback, "watched", lambda played, length: max(played)[1] >= 0.9 * length)
    ada, length = seen_before([[0, 80]])
    page = sign_in(visitor(), ada)
    page.goto(FILM)
    run(page, length - 3, length - 0.5)
    assert Completion.objects.get().how == "watched"


def test_the_transcript_is_searched_and_leads_to_the_second(visitor: Visitor) -> None:
    page = visitor()
    page.goto(FILM)
    cue = page.locator("[data-transcript] [data-start]").nth(9)
    second = float(str(cue.get_attribute("data-start")))
    words = " ".join(cue.inner_text().split()[:3])
    page.get_by_label("Find words in it").fill(words.upper())
    found = page.locator("[data-found]")
    expect(found).to_have_text(re.compile(r"^Found: \d+$"))
    expect(cue.locator("mark")).to_have_text(words)
    for _hit in range(int(found.inner_text().split()[-1])):
        page.keyboard.press("Enter")
        if cue.locator("mark[data-now]").count():
            break
    expect(found).to_have_text(re.compile(r"^\d of \d, at \d:\d\d$"))
    page.wait_for_function("() => document.querySelector('video').readyState > 1")
    assert abs(second_of(page) - second) < 0.1
    assert page.locator("video").evaluate("film => film.paused"), "a search does not start the film"
    expect(cue).to_have_attribute("aria-current", "true")
    page.get_by_label("Find words in it").fill("zebra crossing")
    expect(found).to_have_text("Nothing found")
    expect(page.locator("mark")).to_have_count(0)

    page.locator("video").focus()
    page.keyboard.press("c")
    showing = "() => [...document.querySelector('video').textTracks[0].activeCues ?? []].length"
    page.wait_for_function(showing)
    page.reload()
    assert page.locator("video").evaluate("film => film.textTracks[0].mode") == "showing"


def test_a_film_that_fails_leaves_its_words(visitor: Visitor) -> None:
    page = visitor()
    page.route(re.compile(r"/films/.*\.mp4"), lambda route: route.abort("internetdisconnected"))
    page.goto(FILM)
    page.locator("video").evaluate("film => { film.play().catch(() => {}); }")
    expect(page.locator("[data-failed]")).to_contain_text("in the transcript, word for word")
    expect(page.locator("[data-transcript] [data-start]").last).to_be_visible()
    page.get_by_label("Find words in it").fill("the")
    expect(page.locator("mark").first).to_be_visible()


def test_the_sound_alone_goes_on_where_the_film_was(visitor: Visitor) -> None:
    ada, _length = seen_before([[0, 40]])
    page = sign_in(visitor(width=390), ada)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(FILM)
    page.get_by_role("link", name="Listen to the sound alone").click()
    expect(page).to_have_url(re.compile(r"listen=1.*t=40|t=40.*listen=1"))
    asked.clear()
    run(page, 40, 41)
    source = str(page.locator("audio source").get_attribute("src")).split("#")[0]
    assert {url.removeprefix(page.url.partition("/learn/")[0]) for url in asked if "/films/" in url} == {
        source
    }
    place = Place.objects.get()
    assert place.listening
    assert place.played[0][1] > 40.5
    page.goto(FILM)
    expect(page.locator("audio")).to_be_visible()
    expect(page.locator("video")).to_have_count(0)


def test_the_transcript_leads_into_the_film_and_works_without_script(visitor: Visitor) -> None:
    page = visitor(script=False)
    page.goto(FILM)
    link = page.locator(".transcript-words a").nth(1)
    href = str(link.get_attribute("href"))
    second = re.search(r"\?t=(\d+)", href)[1]
    link.click()
    expect(page.locator("video source")).to_have_attribute("src", re.compile(rf"#t={second}\b"))
    expect(page.locator("video track[kind=captions]")).to_have_count(1)
    page.get_by_role("link", name="Listen to the sound alone").click()
    expect(page.locator("audio source")).to_have_attribute("src", re.compile(rf"m4a#t={second}\b"))
    expect(page.locator("[data-find]")).to_be_hidden()


def pip_button(page: Page) -> Locator:
    return page.get_by_role("button", name="Picture in picture")


def test_the_small_window_is_asked_of_the_browser_and_a_refusal_is_said(visitor: Visitor) -> None:
    """Chromium without a screen may refuse the window itself, so what is asked of it is looked at."""
    page = visitor()
    page.add_init_script(
        """window.asked = 0; window.refuse = false;
        Object.defineProperty(document, "pictureInPictureEnabled", {value: true});
        HTMLVideoElement.prototype.requestPictureInPicture = async function () {
            window.asked += 1;
            if (window.refuse) throw new DOMException("no", "NotAllowedError");
            this.dispatchEvent(new Event("enterpictureinpicture"));
        };"""
    )
    page.goto(FILM)
    page.locator("video").evaluate("film => { film.muted = true; }")
    pip_button(page).click()
    expect(pip_button(page)).to_have_attribute("aria-pressed", "true")
    assert page.evaluate("window.asked") == 1
    page.locator("video").evaluate("film => film.dispatchEvent(new Event('leavepictureinpicture'))")
    expect(pip_button(page)).to_have_attribute("aria-pressed", "false")
    page.evaluate("window.refuse = true")
    pip_button(page).click()
    expect(page.get_by_text("The small window cannot be opened now.")).to_be_visible()


def test_where_the_browser_has_no_small_window_there_is_no_button(visitor: Visitor) -> None:
    page = visitor()
    page.add_init_script("Object.defineProperty(document, 'pictureInPictureEnabled', {value: false});")
    page.goto(FILM)
    expect(page.get_by_label("Speed")).to_be_visible()
    expect(pip_button(page)).to_have_count(0)
