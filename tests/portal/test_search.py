"""Search finds published units with the passage, and never what is hidden."""

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from content.models import Unit
from portal.search import find

pytestmark = pytest.mark.django_db


def keys(words: str) -> list[str]:
    return [result["line"].key for result in find(words)]


def test_words_of_the_text_are_found_with_their_passage(course):
    result = next(found for found in find("operating rooms") if found["line"].kind == "case")
    assert result["line"].key == "strategy/beth-israel-deaconess"
    assert "operating" in result["passage"]
    assert Client().get(result["url"]).status_code == 200


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
