"""The lint's faults as an author makes them: the panel names each, Publish refuses, the draft is kept."""

import json
import re
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Revision

from accounts.models import User
from content.checks_panel import findings_of
from content.lint.unit import RULES
from content.models import KINDS, CasePage, CheckPage, DecisionPage, Film, GuidePage, Unit, VideoPage
from content.publishing import errors_of
from content.targets import FIELDS, INSIDE, target_of
from tests.content import trees
from tests.content.editing import posted
from tests.content.test_lint import CUES, ONE_FOR_EACH, TODAY
from tests.journeys.people import client_of, person

pytestmark = pytest.mark.django_db
Change = Callable[[Any], None]
ACTS = [{"type": "item", "id": f"act-{n}", "value": {"act": "Do", "minutes": 5}} for n in range(3)]
MONDAY = {"type": "monday", "value": ACTS}
HARD = "Organisational interdependencies necessitate administrative standardisation. " * 30
UNSOURCED = {"type": "quote", "value": {"text": "Well", "name": "Ada", "role": ""}}


def question(number: int, right: int, longest: int, **more: Any) -> dict[str, Any]:
    options = [
        {
            "type": "item",
            "id": f"option-{number}-{each}",
            "value": {
                "key": str(each),
                "text": "x" * (30 if each == longest else 5),
                "right": each == right,
                "reason": "So.",
            },
        }
        for each in range(3)
    ]
    words = {"stem": "What now?", "right_verdict": "Right", "other_verdict": "Not so", "because": "So."}
    value = {"key": f"q{number}", "type": "single", "passage": "strategy/sound", "options": options}
    return {"type": "question", "id": f"id-{number}", "value": {**value, **words, **more}}


def pool(right: Callable[[int], int], longest: Callable[[int], int], size: int = 12) -> Any:
    return [question(n, right(n), longest(n)) for n in range(size)]


FAIR = pool(lambda n: n % 3, lambda n: (n + n // 3) % 3)


def set_to(**values: Any) -> Change:
    def change(page: Any) -> None:
        for name, value in values.items():
            setattr(page, name, value)

    return change


def body(*texts: str, blocks: Any = (MONDAY,)) -> Change:
    return lambda page: setattr(page, "body", trees.body(*texts, blocks=list(blocks)))


def no_resume(page: Any) -> None:
    page.body[1].value["resume"] = " "


def same_heading(page: Any) -> None:
    page.body[1].value["title"] = page.body[0].value["title"]


def in_question(name: str, value: str) -> Change:
    def change(page: Any) -> None:
        page.questions[0].value[name] = value

    return change


def no_reason(page: Any) -> None:
    page.questions[0].value["options"][0]["reason"] = ""


def questions(of: Any) -> Change:
    return lambda page: setattr(page, "questions", json.dumps(of))


def film(captions: str) -> Change:
    return lambda page: Film.objects.filter(pk=page.film_id).update(captions=captions)


# rule: the kind of unit, what the author does, the path that the line leads to.
REFUSED: dict[str, tuple[type[Unit], Change, str]] = {
    "outcomes": (GuidePage, set_to(outcomes=[]), "outcomes"),
    "topics": (GuidePage, set_to(topics=[]), "topics"),
    "unknown-topic": (GuidePage, set_to(topics=["strategy/unheard-of"]), "topics"),
    "sources": (GuidePage, set_to(sources="[]"), "sources"),
    "sourced-figures": (GuidePage, body("One.", blocks=[UNSOURCED, MONDAY]), "body.#0.content.#1.source"),
    "review": (GuidePage, set_to(review_by=None), "review_by"),
    "review owner": (GuidePage, set_to(keeper=""), "keeper"),
    "length": (GuidePage, set_to(minutes=10), "minutes"),
    "facts": (GuidePage, set_to(standfirst=""), "standfirst"),
    "words-or-questions": (CasePage, set_to(body="[]"), "body"),
    "basis": (CasePage, set_to(basis=""), "basis"),
    "repeated-headings": (GuidePage, same_heading, "body.#1"),
    "repeated-title": (GuidePage, set_to(title="OTHER"), "title"),
    "resume-lines": (GuidePage, no_resume, "body.#1.resume"),
    "broken-link": (GuidePage, body('<a href="unit:strategy/gone">a</a>'), "body.#0.content.#0"),
    "captions": (VideoPage, film("WEBVTT\n"), "film"),
    "captions film": (VideoPage, set_to(film=None), "film"),
    "transcript": (VideoPage, film(CUES.replace("01:55", "00:01")), "film"),
    "reasons": (CheckPage, no_reason, "questions.#0.options.#0.reason"),
    "broken-link passage": (CheckPage, in_question("passage", "strategy/gone"), "questions.#0.passage"),
    "longest-is-right": (CheckPage, questions(pool(lambda n: n % 3, lambda n: n % 3)), "questions"),
    "right-by-position": (CheckPage, questions(pool(lambda n: 2, lambda n: n % 3)), "questions"),
    "question-types": (CheckPage, in_question("type", "number"), "questions.#0.answer"),
    "incomplete": (CheckPage, in_question("stem", ""), "questions.#0.stem"),
    "field draw": (CheckPage, set_to(draw=13), "draw"),
    "field pass_mark": (CheckPage, set_to(draw=6, pass_mark=7), "pass_mark"),
}
WARNED: dict[str, tuple[type[Unit], Change, str]] = {
    "review": (GuidePage, set_to(review_by=date(2026, 1, 2)), "review_by"),
    "length": (GuidePage, body("Plain words here. " * 600), "minutes"),
    "reading-grade": (GuidePage, body(HARD), "body"),
    "monday": (GuidePage, body("One.", "Two.", blocks=()), "body"),
    "passages": (CheckPage, in_question("passage", ""), "questions.#0.passage"),
    "lasting-questions": (CheckPage, questions(FAIR[:7]), "questions"),
}
# Wagtail's form offers no picture in text; the block for pictures asks for the words itself.
ELSEWHERE = {"alternative-text", "film-ready", "wide-tolerance"}


@pytest.fixture
def boss(admin_user: User, settings: Any) -> Client:
    """Past the second factor, which is the business of another room."""
    settings.PRIVILEGED_PATHS = ("/nothing-here/",)
    client = Client()
    client.force_login(admin_user)
    return client


def draft(kind: type[Unit]) -> Any:
    """Whole and not yet published, beside two that are."""
    module = trees.module()
    make = partial(trees.unit, module)
    make("sound")
    make("other")
    given: dict[str, Any] = {
        "minutes": 1,
        "group": "Guides",
        "body": trees.body("One.", "Two.", blocks=[MONDAY]),
    }
    if kind is VideoPage:
        given["film"] = trees.film(duration=60.0, captions=CUES.replace("01:55", "00:55"))
    if kind is CheckPage:
        given |= {"questions": json.dumps(FAIR), "body": "[]", "minutes": 6}
    return make("new", kind, publish=False, **given)


def send(client: Client, page: Any, **more: str) -> Any:
    user = User.objects.get(pk=client.session["_auth_user_id"])
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), posted(page, user) | more)


def lines(html: str) -> list[tuple[str, str]]:
    """(path, words) of every line of the panel."""
    return re.findall(r'data-checks-path="([^"]+)">(?:<span[^<]+</span> )?<span>([^<]+)</span></a>', html)


def whole_path(page: Any, path: str) -> str:
    """#1 stands for the id of the second block."""
    steps, value = [], page
    for step in path.split("."):
        if step.startswith("#"):
            child = getattr(value, "bound_blocks", value)[int(step[1:])]
            steps.append(child.id)
            value = child.value
        else:
            steps.append(step)
            value = value.get(step) if hasattr(value, "get") else getattr(value, step, None)
    return ".".join(steps)


def saved(page: Any) -> Any:
    return type(page).objects.get(pk=page.pk).get_latest_revision_as_object()


@pytest.mark.parametrize("fault", REFUSED)
def test_an_error_is_named_by_the_panel_and_keeps_the_unit_back(boss: Client, fault: str) -> None:
    kind, change, path = REFUSED[fault]
    page = draft(kind)
    assert findings_of(page).found == 0
    change(page)
    assert send(boss, page).status_code == 302, "a draft is saved whatever it lacks"
    page = saved(page)
    panel = boss.get(reverse("unit_checks", args=[page.pk])).content.decode()
    assert whole_path(page, path) in [line for line, _words in lines(panel)]
    assert "needed before publishing" in panel
    answer = send(boss, page, **{"action-publish": "action-publish"})
    assert answer.status_code == 200
    html = answer.content.decode()
    assert "Not published." in html
    assert path.split(".")[0] in [line.split(".")[0] for line, _words in lines(html)]
    assert answer.context["form"].errors.keys() == {path.split(".")[0]}
    assert not type(page).objects.get(pk=page.pk).live


@pytest.mark.parametrize("fault", WARNED)
def test_a_warning_is_named_and_publishes(boss: Client, fault: str) -> None:
    kind, change, path = WARNED[fault]
    page = draft(kind)
    change(page)
    send(boss, page)
    page = saved(page)
    panel = boss.get(reverse("unit_checks", args=[page.pk])).content.decode()
    assert [line for line, _words in lines(panel)] == [whole_path(page, path)]
    assert "it can be published" in panel
    assert send(boss, page, **{"action-publish": "action-publish"}).status_code == 302
    assert type(page).objects.get(pk=page.pk).live


def test_every_rule_is_planted_in_the_editor_too() -> None:
    named = {fault.split()[0] for fault in (*REFUSED, *WARNED)}
    ours = {rule.__name__.replace("_", "-") for rule in RULES}
    beside = {"unknown-topic", "broken-link", "repeated-title", "incomplete", "field"}
    assert named | ELSEWHERE == ours | beside


def test_what_a_form_would_not_take_is_named_too() -> None:
    """Such a draft is never saved by the form, but a program may hold one."""
    page = draft(CheckPage)
    page.pass_mark, page.minutes = 9, None
    found = {(remark.rule, target_of(page, remark).field) for remark in errors_of(page, TODAY)}
    assert found == {("field", "pass_mark"), ("facts", "minutes")}


def test_control_without_the_guard_the_same_form_publishes(boss: Client, monkeypatch) -> None:
    for where in ("content.unit_form.errors_of", "content.publishing.errors_of"):
        monkeypatch.setattr(where, lambda page, today: [])
    page = draft(GuidePage)
    page.outcomes = []
    assert send(boss, page, **{"action-publish": "action-publish"}).status_code == 302
    assert GuidePage.objects.get(pk=page.pk).live


def test_past_the_form_the_hook_refuses_and_leaves_the_draft(boss: Client, monkeypatch) -> None:
    monkeypatch.setattr("content.unit_form.errors_of", lambda page, today: [])
    page = draft(GuidePage)
    page.outcomes = []
    answer = send(boss, page, **{"action-publish": "action-publish"})
    assert answer.headers["Location"] == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert saved(page).outcomes == []
    assert not GuidePage.objects.get(pk=page.pk).live


def test_what_is_whole_says_so_and_a_new_page_says_everything(boss: Client) -> None:
    page = draft(CasePage)
    html = boss.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "Nothing is missing: it can be published." in html
    parent = page.get_parent().pk
    html = boss.get(reverse("wagtailadmin_pages:add", args=["content", "casepage", parent])).content.decode()
    assert {"title", "standfirst", "outcomes", "topics", "sources", "basis", "body"} <= {
        path for path, _words in lines(html)
    }
    assert 'data-checks="/admin/course-checks/0/"' in html


def test_a_new_page_is_kept_as_a_draft_and_not_published(boss: Client) -> None:
    address = reverse("wagtailadmin_pages:add", args=["content", "guidepage", trees.module().pk])
    user = User.objects.get(pk=boss.session["_auth_user_id"])
    sent = posted(GuidePage(title="Young", slug="young", minutes=3, standfirst="Begun."), user)
    answer = boss.post(address, sent | {"action-publish": "action-publish"})
    assert answer.status_code == 200
    assert {"outcomes", "topics", "sources", "body"} <= answer.context["form"].errors.keys()
    assert not GuidePage.objects.exists()
    assert boss.post(address, sent).status_code == 302
    assert GuidePage.objects.get().live is False


def test_the_minutes_are_proposed_by_words_and_film(boss: Client) -> None:
    page = draft(VideoPage)
    Film.objects.filter(pk=page.film_id).update(duration=240, captions=CUES.replace("01:55", "03:50"))
    panel = boss.get(reverse("unit_checks", args=[page.pk])).content.decode()
    assert 'data-checks-use="4">Use 4</button>' in panel
    assert "4 minutes by its words, film and questions, 1 are stated." in panel


def test_only_who_may_change_the_page_sees_its_panel() -> None:
    page = draft(CasePage)
    address = reverse("unit_checks", args=[page.pk])
    assert client_of(person("author")).get(address).status_code == 200
    assert client_of(person("learner")).get(address).status_code == 403
    assert Client().get(address).status_code == 302
    assert client_of(person("learner")).post(address).status_code == 403
    assert client_of(person("author")).put(address).status_code == 405


def test_what_the_form_itself_refuses_stands_in_the_panel_as_well(boss: Client) -> None:
    page = draft(GuidePage)
    answer = send(boss, page, **{"action-publish": "action-publish", "review_by": "soon"})
    assert lines(answer.content.decode()) == [("review_by", "Review by: see what is marked there.")]


def test_what_is_typed_is_judged_and_not_kept(boss: Client) -> None:
    page = draft(GuidePage)
    page.outcomes = []
    user = User.objects.get(pk=boss.session["_auth_user_id"])
    before = Revision.objects.count()
    answer = boss.post(reverse("unit_checks", args=[page.pk]), posted(page, user) | {"minutes": "many"})
    assert lines(answer.content.decode()) == [("outcomes", "Say what the reader can do afterwards.")]
    assert saved(page).outcomes == ["Know"]
    assert Revision.objects.count() == before


@pytest.mark.parametrize("rule", ONE_FOR_EACH)
def test_every_place_that_a_rule_names_has_a_target(rule: str) -> None:
    outline, its_film = ONE_FOR_EACH[rule]()
    for check in RULES:
        for place, *_said in check(outline, its_film, TODAY):
            assert place in FIELDS or check.__name__.replace("_", "-") in INSIDE


def test_every_target_is_a_field_of_a_form() -> None:
    forms = [kind.get_edit_handler().get_form_class() for kind in KINDS]
    assert set(FIELDS.values()) <= {name for form in forms for name in form.base_fields}
    assert DecisionPage in KINDS


@pytest.mark.parametrize(("act", "said"), [("publish", "Not published."), ("submit", "Not handed on.")])
def test_what_was_pressed_in_vain_is_said_and_the_draft_is_not_called_unsaved(
    boss: Client, act: str, said: str
) -> None:
    page = draft(GuidePage)
    page.standfirst = ""
    html = send(boss, page, **{f"action-{act}": f"action-{act}"}).content.decode()
    assert f"<strong>{said}</strong>" in html
    assert "Not done yet: something is missing or does not fit." in html
    assert "could not be saved" not in html
