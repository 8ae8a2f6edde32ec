"""Search finds published units with the passage, and never what is hidden."""

import re

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from content.models import Unit
from portal.search import AROUND, cut, find

pytestmark = pytest.mark.django_db


def keys(words: str) -> list[str]:
    return [result["line"].key for result in find(words)]


def test_words_of_the_text_are_found_with_their_passage(course):
    result = next(found for found in find("operating rooms") if found["line"].kind == "case")
    assert result["line"].key == "strategy/beth-israel-deaconess"
    assert "operating" in result["passage"]
    assert Client().get(result["url"]).status_code == 200


@pytest.mark.parametrize("place", [0, 100, 111, 118, 290, 460, 470, 567])
def test_a_passage_is_cut_between_words(place: int) -> None:
    words = [f"word{number:03}" for number in range(72)]
    text = " ".join(words)
    match = re.compile(r"\bword\d+").search(text, place)
    said = cut(text, match)
    shown = said.removeprefix("… ").removesuffix(" …")
    assert set(shown.split()) <= set(words)
    assert match[0] in shown.split()
    assert (said.startswith("… "), said.endswith(" …")) == (
        not text.startswith(shown),
        not text.endswith(shown),
    )
    assert len(shown) > min(len(text), AROUND)


def test_a_language_without_spaces_is_cut_where_it_is() -> None:
    match = re.compile("目").search("字" * 300 + "目" + "字" * 300)
    assert cut(match.string, match) == f"… {'字' * AROUND}目{'字' * AROUND} …"


def test_a_draft_and_a_restricted_unit_are_not_found(course):
    case = Unit.objects.get(key="strategy/beth-israel-deaconess").specific
    assert case.key in keys("hospital")
    restriction = PageViewRestriction.objects.create(page=case, restriction_type="login")
    assert case.key not in keys("hospital")
    restriction.delete()
    case.unpublish()
    assert case.key not in keys("hospital")


@pytest.mark.parametrize(
    "words",
    ["", "   ", "\x00", "' OR 1=1 --", '"', "a" * 5000, "(((", "NOT", "*", "%", "\ud800", "hospital AND ("],
)
def test_odd_words_are_answered_with_a_page(course, words):
    page = Client().get("/search/", {"q": words.encode("utf-8", "replace").decode("utf-8", "replace")})
    assert page.status_code == 200


def test_what_was_asked_is_shown_as_text(course):
    page = Client().get("/search/", {"q": "<script>alert(1)</script>"}).content.decode()
    assert "<script>alert" not in page


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("Jabil", "strategy/jabil"),
        ("pilot to scale", "strategy/fund-in-stages"),
        ("88.04%", "responsibility/label-audit"),
        ("51.47", "responsibility/label-audit"),
        ("41 operating rooms", "strategy/beth-israel-deaconess"),
        ("crawdad", "responsibility/label-audit"),
        ("electronics manufacturing", "strategy/jabil"),
    ],
)
def test_units_are_found_by_company_topic_sector_and_figure(course, words, key):
    assert key in keys(words)


def test_words_of_a_film_lead_to_the_second_at_which_they_are_said(course):
    unit = Unit.objects.get(key="strategy/what-changes").specific
    film = unit.film
    film.duration = 60
    film.captions = "WEBVTT\n\n00:00.000 --> 00:21.000\nFirst.\n\n00:21.000 --> 00:40.000\nA zebra speaks.\n"
    film.save()
    unit.save_revision().publish()
    (result,) = find("zebra")
    assert (result["url"], result["section"]) == ("/learn/strategy/what-changes/?t=21#film", "the film")
    assert result["passage"] == "A zebra speaks."


def test_the_passage_is_the_one_that_holds_the_phrase(course):
    result = next(found for found in find("crawdad") if found["line"].key == "responsibility/label-audit")
    assert "crawdad" in result["passage"].lower()
    case = next(
        found for found in find("the reason to stop") if found["line"].key == "strategy/fund-in-stages"
    )
    assert "reason to stop" in case["passage"].lower()


def test_an_empty_search_says_what_is_searched_and_leads_on(client):
    page = client.get("/search/").content.decode()
    assert "what is said in the films" in page
    assert '<a class="go" href="/glossary/">' in page
    assert "what is said in the films" not in client.get("/search/?q=hospital").content.decode()
