"""Words in another language and names in a sentence: which attributes and marks they get."""

from types import SimpleNamespace
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation

from content.templatetags.languages import apart, lang, spoken, spoken_in, spoken_part
from saying.tagged import Tagged


def line(language: str) -> Any:
    return SimpleNamespace(language=language)


def test_another_language_is_named_and_its_direction_where_that_differs() -> None:
    with translation.override("de"):
        assert lang(line("de")) == lang(None) == ""
        assert lang(line("en")) == ' lang="en"'
        assert lang(line("ar-eg")) == ' lang="ar-eg" dir="rtl"'
    with translation.override("he"):
        assert lang(line("en")) == ' lang="en" dir="ltr"'
        assert lang(line("ar")) == ' lang="ar"'


def test_a_name_stands_apart_and_is_escaped() -> None:
    assert apart("A & B (UK)") == "<bdi>A &amp; B (UK)</bdi>"
    assert apart("") == ""


def test_notes_say_their_language_and_the_words_around_them_do_not() -> None:
    given = {"line": line("en"), "notes": "", "meeting": "Who decides?"}
    with translation.override("he"):
        html = render_to_string("components/side_notes.html", given)
    assert '<dd lang="en" dir="ltr">Who decides?</dd>' in html
    assert html.count("<dl") == 1


def test_words_in_a_sentence_say_their_language_each() -> None:
    words, line_ = Tagged("A & B", "en"), line("en")
    with translation.override("de"):
        assert (
            spoken(words)
            == spoken("A & B", line_)
            == spoken_in("A & B", "en")
            == '<span lang="en">A &amp; B</span>'
        )
        assert (
            spoken_part("Bei A & B <war es>", words) == 'Bei <span lang="en">A &amp; B</span> &lt;war es&gt;'
        )
        assert spoken_part("Anderswo", words) == "Anderswo"
    with translation.override("en"):
        assert spoken(words) is words
        assert spoken_part("At A & B", words) == "At A & B"
