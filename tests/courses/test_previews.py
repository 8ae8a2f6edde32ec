"""An author looks at a draft as a new learner and as one half-way: nothing is recorded, nothing is sent."""

from typing import Any

import pytest
from django.apps import apps
from django.test import Client

from accounts.models import User
from content.models import CheckPage, DecisionPage, ModulePage, Unit, VideoPage
from content.preview_modes import DARK, HALF, NEW, Look, look_of
from courses.models import CaseAnswer, Learner

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("course")]
PAGES = {
    "case": lambda: Unit.objects.get(key="strategy/jabil").specific,
    "guide": lambda: Unit.objects.get(key="strategy/fund-in-stages").specific,
    "video": lambda: VideoPage.objects.get(key="strategy/what-changes"),
    "check": lambda: CheckPage.objects.get(key="strategy/check"),
    "decision": lambda: DecisionPage.objects.get(key="strategy/choose-the-server"),
    "module": lambda: ModulePage.objects.get(slug="strategy"),
}


def rows() -> dict[str, int]:
    return {model._meta.label: model._default_manager.count() for model in apps.get_models()}


def seen(page: Any, part: str = "", reader: str = "", dark: bool = False) -> str:
    response = page.make_preview_request(preview_mode=Look(part, reader, dark).mode)
    return str(response.content.decode())


@pytest.mark.parametrize("kind", PAGES)
def test_every_look_shows_what_it_says_and_writes_nothing(kind: str) -> None:
    page = PAGES[kind]()
    before = rows()
    modes = [mode for mode, _label in page.preview_modes]
    assert len(set(modes)) == len(modes) >= 6
    for mode in modes:
        look = look_of(mode)
        assert look.mode == mode
        response = page.make_preview_request(preview_mode=mode)
        html = response.content.decode()
        assert response.status_code == 200
        assert f'data-theme="{"dark" if look.dark else "light"}"' in html
        told = {NEW: "as a new learner sees it", HALF: "as a learner half-way sees it", "": ""}[look.reader]
        assert ("preview-line" in html) == bool(told)
        assert told in html
        policy = response.headers["Content-Security-Policy"]
        assert "form-action 'none'" in policy
        assert "connect-src 'none'" in policy
    assert rows() == before


def test_every_page_is_seen_at_both_widths_and_in_both_lights() -> None:
    for make in PAGES.values():
        page = make()
        assert [size["device_width"] for size in page.preview_sizes] == [390, 1280]
        assert [name for name, _label in page.preview_choices["light"]] == ["", DARK]
        assert [name for name, _label in page.preview_choices["reader"]] == ["", NEW, HALF]


def test_a_new_learner_finds_sections_shut_and_one_half_way_finds_them_open() -> None:
    page = PAGES["case"]()
    title = page.body[2].value["title"]
    assert "This section opens after the question" in seen(page, "what-they-did", NEW)
    assert "This section opens after the question" not in seen(page, "what-they-did")
    half = seen(page, "what-they-did", HALF)
    assert "This section opens after the question" not in half
    assert f'<h2 id="text" tabindex="-1">{title}</h2>' in half
    assert "Answer and read on" in seen(page, "questions", NEW)
    answered = seen(page, "questions", HALF)
    assert "You answered" in answered
    assert "Change your answer" in answered


def test_one_half_way_comes_in_where_they_stopped() -> None:
    page = PAGES["guide"]()
    stop = page.body[len(page.body) // 2].value["title"]
    assert f">{stop}</h2>" in seen(page, "", HALF)
    assert f">{page.body[0].value['title']}</h2>" in seen(page, "", NEW)
    assert "do/continue/" in seen(page, "", NEW)
    assert "do/continue/" in seen(page), "as before: the form is there, and sends nothing"


def test_half_a_film_half_a_check_half_a_module() -> None:
    assert "Continue from" in seen(PAGES["video"](), "", HALF)
    assert "Continue from" not in seen(PAGES["video"](), "", NEW)
    check = PAGES["check"]()
    assert f"Continue at question {check.draw // 2 + 1}" in seen(check, "", HALF)
    assert "Continue at question" not in seen(check, "", NEW)
    module = PAGES["module"]()
    total = module.get_children().live().count()
    assert f"{total // 2} of {total}" in seen(module, "", HALF)
    assert f"0 of {total}" in seen(module, "", NEW)
    decision = PAGES["decision"]()
    assert seen(decision, "", HALF).count("checked") == seen(decision, "", NEW).count("checked") + 1


def test_the_printed_text_ends_where_the_reader_may_not_go_yet() -> None:
    page = PAGES["case"]()
    last = page.body[len(page.body) - 1].value["title"]
    assert f"<h2>{last}</h2>" in seen(page, "print")
    printed = seen(page, "print", NEW)
    assert f"<h2>{last}</h2>" not in printed
    assert "open after your answer" in printed


def test_what_a_preview_sends_all_the_same_is_refused() -> None:
    page = PAGES["case"]()
    html = seen(page, "questions", NEW)
    assert 'name="csrfmiddlewaretoken" value=""' in html
    assert "data-reader" not in html, "its script would keep a report and send it later"
    client = Client(enforce_csrf_checks=True)
    client.force_login(User.objects.create_user(email="a@example.org"))
    sent = {"question": "first-message", "choice": "aim", "csrfmiddlewaretoken": ""}
    assert client.post("/learn/strategy/jabil/do/case_answer/", sent).status_code == 403
    assert not CaseAnswer.objects.exists()
    assert not Learner.objects.exists()


def test_the_page_itself_is_served_as_ever(client: Client) -> None:
    response = client.get("/learn/strategy/jabil/")
    assert "preview-line" not in response.content.decode()
    assert "form-action 'self'" in response.headers["Content-Security-Policy"]


@pytest.mark.parametrize("mode", [None, "", "~", "nowhere~half~dark~more", "~dark", "situation~new"])
def test_a_mode_that_is_not_known_is_read_as_far_as_it_is(mode: str | None) -> None:
    look = look_of(mode)
    assert look_of(look.mode) == look
    assert PAGES["guide"]().make_preview_request(preview_mode=mode).status_code == 200
