"""The lint of the course: each rule finds what is planted for it, and nothing in the shipped course."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from content.lint import remarks_on_course, remarks_on_unit
from content.lint.unit import RULES, takes
from content.lint.words import grade
from content.linting import remarks_on_site, topics_to_teach
from content.models import CheckPage, GuidePage, Unit
from content.parsing import read_curriculum
from content.parsing.outline import Block, File, Film, Made, Question, Section
from content.parsing.outline import Unit as Outline
from tests.journeys.people import client_of, person

PLANTED = Path(__file__).parent / "planted"
TODAY = date(2026, 11, 23)
SOURCE = {"key": "us", "author": "The editors", "title": "Made", "year": "2026"}
FACTS: dict[str, Any] = {
    "title": "Sound",
    "standfirst": "In one sentence.",
    "basis": "real",
    "minutes": 3,
    "outcomes": ["Know"],
    "topics": ["strategy/ai-direction"],
    "sources": [SOURCE],
    "reviewed": date(2026, 1, 1),
    "review_by": date(2027, 1, 1),
    "owner": "Editor",
}
MONDAY = Block("monday", [{"act": "Do", "minutes": 5}] * 3)
CUES = "WEBVTT\n\n00:00.000 --> 01:55.000\nWords.\n"


def unit(kind: str = "guide", blocks: tuple[Block, ...] = (), **facts: Any) -> Outline:
    words = Block("text", "<p>Plain words for 12 people.</p>")
    section = Section("One", "one", "at one.", (words, *blocks, MONDAY))
    file = File("x.md", "")
    return Outline(
        file, "strategy", "sound", 1, kind, {**FACTS, **facts}, (section,), facts.get("questions", ())
    )


def film(captions: str = CUES, duration: float = 120) -> Film:
    return Film(File("f", ""), "f", "F", "", Made(Path(), "", "", "", duration, captions, ""))


def without_monday(of: Outline) -> Outline:
    return replace(of, sections=tuple(replace(each, blocks=each.blocks[:1]) for each in of.sections))


def question(n: int, right: int = 0, longest: int = 1, **more: Any) -> Question:
    options = [
        {"key": str(i), "text": "x" * (30 if i == longest else 5), "right": i == right, "reason": "So."}
        for i in range(3)
    ]
    return Question(f"q{n}", {"type": "single", "passage": "strategy/sound", "options": options, **more})


def check(*questions: Question, draw: int = 6) -> Outline:
    return unit("check", questions=questions, draw=draw, minutes=6)


FAIR = [question(n, n % 3, (n + n // 3) % 3) for n in range(12)]
A, B = {"text": "A", "right": True, "reason": " "}, {"text": "B", "right": False, "reason": "So."}
NO_REASON = question(99, options=[A, B])
NUMBER = {"type": "number", "options": [], "answer": "10", "too_low": "a", "just_right": "b", "too_high": "c"}
HARD = "<p>" + "Organisational interdependencies necessitate administrative standardisation. " * 30 + "</p>"
ONE_FOR_EACH: dict[str, Callable[[], tuple[Outline, Film | None]]] = {
    "outcomes": lambda: (unit(outcomes=[]), None),
    "topics": lambda: (unit(topics=[]), None),
    "sources": lambda: (unit(sources=[{**SOURCE, "year": ""}]), None),
    "sourced-figures": lambda: (unit(blocks=(Block("quote", {"text": "Well", "name": "Ada"}),)), None),
    "review": lambda: (unit(review_by=date(2026, 11, 22)), None),
    "length": lambda: (unit(minutes=10), None),
    "repeated-headings": lambda: (unit(blocks=(Block("text", "<h3>One</h3>"),)), None),
    "resume-lines": lambda: (replace(unit(), sections=(replace(unit().sections[0], resume=" "),)), None),
    "reading-grade": lambda: (unit(blocks=(Block("text", HARD),)), None),
    "alternative-text": lambda: (unit(blocks=(Block("text", '<p><img src="a.png" alt=""></p>'),)), None),
    "captions": lambda: (unit("video"), film("WEBVTT\n")),
    "transcript": lambda: (unit("video"), film(CUES.replace("01:55", "00:30"))),
    "reasons": lambda: (check(*FAIR[1:], NO_REASON), None),
    "passages": lambda: (check(*FAIR, question(99, passage="")), None),
    "longest-is-right": lambda: (check(*(question(n, n % 3, n % 3) for n in range(12))), None),
    "right-by-position": lambda: (check(*(question(n, 2, n % 3) for n in range(12))), None),
    "lasting-questions": lambda: (check(*FAIR[:7]), None),
    "question-types": lambda: (check(*FAIR, question(99, type="ordering", options=[B, B])), None),
    "wide-tolerance": lambda: (check(*FAIR, question(99, **NUMBER, tolerance="50%")), None),
    "monday": lambda: (without_monday(unit()), None),
    "film-ready": lambda: (unit("video"), replace(film(), faults=("It is not checked yet.",))),
    "facts": lambda: (unit(standfirst=""), None),
    "words-or-questions": lambda: (replace(unit("decision"), sections=()), None),
    "basis": lambda: (unit("case", basis=""), None),
}  # fmt: skip


def test_every_rule_has_something_planted_for_it() -> None:
    assert set(ONE_FOR_EACH) == {rule.__name__.replace("_", "-") for rule in RULES}


@pytest.mark.parametrize("rule", ONE_FOR_EACH)
def test_a_rule_finds_what_is_planted_and_only_that(rule: str) -> None:
    outline, its_film = ONE_FOR_EACH[rule]()
    remarks = remarks_on_unit(outline, its_film, TODAY)
    assert {remark.rule for remark in remarks} == {rule}, remarks


@pytest.mark.parametrize(("drawn", "remarked"), [(1, True), (2, True), (3, False)])
def test_an_attempt_that_a_guess_may_pass_is_worth_a_second_look(drawn: int, remarked: bool) -> None:
    remarks = remarks_on_unit(check(*FAIR, draw=drawn), None, TODAY)
    assert [(each.place, each.weight) for each in remarks] == [("draw", "warning")] * remarked


@pytest.mark.parametrize("sound", [unit(), unit("video"), check(*FAIR, question(99, **NUMBER))])
def test_what_is_sound_gets_no_remark(sound: Outline) -> None:
    assert remarks_on_unit(sound, film(), TODAY) == []


def test_the_planted_folder_and_every_remark_on_it() -> None:
    course = read_curriculum(PLANTED)
    units = [unit for module in course.modules for unit in module.units]
    remarks = remarks_on_course(units, {}, {"strategy/ai-direction", "culture/talent"}, TODAY)
    assert sorted({(remark.unit, remark.rule) for remark in remarks}) == [
        ("", "untaught-topic"),
        ("strategy/check", "lasting-questions"),
        ("strategy/check", "longest-is-right"),
        ("strategy/check", "passages"),
        ("strategy/check", "right-by-position"),
        ("strategy/check", "topics"),
        ("strategy/long", "monday"),
        ("strategy/long", "reading-grade"),
        ("strategy/long", "repeated-headings"),
        ("strategy/long", "review"),
        ("strategy/long", "sourced-figures"),
        ("strategy/long", "sources"),
        ("strategy/long", "unknown-topic"),
        ("strategy/other", "monday"),
        ("strategy/other", "repeated-title"),
    ]


def test_a_link_to_nothing_is_found() -> None:
    broken = unit(blocks=(Block("text", '<p><a href="unit:strategy/gone">a</a></p>'),))
    lost = unit(blocks=(Block("text", '<p><a href="unit:strategy/sound#no">a</a></p>'),))
    for outline in (broken, lost):
        remarks = remarks_on_course([outline], {}, set(), TODAY)
        assert [remark.rule for remark in remarks] == ["broken-link"]


def test_the_grade_of_known_texts() -> None:
    """By the formula: 0.39 words a sentence, 11.8 syllables a word, less 15.59."""
    assert grade(["The cat sat on the mat. " * 20]) == pytest.approx(0.39 * 6 + 11.8 - 15.59)
    assert grade(["Too short."]) is None


def test_the_shipped_course_has_no_fault(db: None) -> None:
    call_command("lint_curriculum", verbosity=0)


def test_the_command_fails_with_every_remark(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(CommandError, match="errors"):
        call_command("lint_curriculum", str(PLANTED))
    assert "strategy/long#two: “37%” does not name its source. [sourced-figures]" in capsys.readouterr().out


@pytest.mark.django_db
def test_pages_are_judged_as_their_files_are(course: None) -> None:
    assert [str(found.remark) for found in remarks_on_site(TODAY)] == []
    assert len(topics_to_teach()) == 36


@pytest.mark.django_db
def test_what_an_editor_breaks_is_shown_with_a_link_to_the_page(course: None) -> None:
    guide = GuidePage.objects.get(key="strategy/where-value-comes-from")
    Unit.objects.filter(pk=guide.pk).update(outcomes=[], keeper="")
    pool = CheckPage.objects.get(key="strategy/check")
    pool.questions[0].value["options"][0]["reason"] = ""
    pool.save()
    author = client_of(person("author"))
    page = author.get("/admin/course-checks/")
    assert page.status_code == 200
    words = page.content.decode()
    assert f"/admin/pages/{guide.pk}/edit/" in words
    assert "Say what the reader can do afterwards." in words
    assert "has no reason" in words
    assert len(page.context["errors"]) == 3
    assert Client().get("/admin/course-checks/").status_code == 302
    assert client_of(person("learner")).get("/admin/course-checks/").status_code == 403


@pytest.mark.parametrize(("pool", "draw", "minutes"), [(14, 6, 6), (4, 6, 4), (3, 0, 1)])
def test_every_question_that_is_asked_takes_a_minute(pool: int, draw: int, minutes: int) -> None:
    assert takes(check(*map(question, range(pool)), draw=draw), None) == minutes
