"""Sentences in spans: where they end, how they are named, and that only known elements get through."""

import hashlib
import re

import pytest

from content.sentences import marked, plain


def words_of(html: str) -> list[str]:
    return [re.sub(r"<[^>]+>", "", part) for part in re.findall(r'<span id="[^"]+">(.*?)</span>', html)]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One. Two? Three!", ["One.", "Two?", "Three!"]),
        ("He said “Go.” Then he left.", ["He said “Go.”", "Then he left."]),
        ("It costs 3.5 dollars. Not 4.", ["It costs 3.5 dollars.", "Not 4."]),
        ("See Dr. Smith, e.g. at U.S. Steel. Then go.", ["See Dr. Smith, e.g. at U.S. Steel.", "Then go."]),
        ("<b>It speaks.</b> And more.", ["It speaks.", "And more."]),
        ("One. <b>Two here.</b> Three.", ["One.", "Two here.", "Three."]),
        ("Ask <a href='unit:a/b'>Jabil. Or not</a> about it.", ["Ask Jabil. Or not about it."]),
        ("no capital. here stays", ["no capital. here stays"]),
        ("", []),
    ],
)
def test_sentences_end_where_a_reader_hears_them_end(text: str, sentences: list[str]) -> None:
    html, ids = marked(f"<p>{text}</p>", set())
    assert words_of(html) == sentences
    assert len(ids) == len(sentences)


def test_an_id_is_the_hash_of_the_words_whatever_their_markup_and_spacing() -> None:
    expected = "s-" + hashlib.sha1(b"Plain and bold.", usedforsecurity=False).hexdigest()[:6]
    for source in (
        "<p>Plain and bold.</p>",
        "<p>Plain  and\n<b>bold</b>.</p>",
        "<li>Plain <i>and</i> bold.</li>",
    ):
        assert marked(source, set())[1] == [expected]


def test_the_same_words_twice_get_a_number_and_the_first_keeps_its_name() -> None:
    taken: set[str] = set()
    first = marked("<p>Same.</p>", taken)[1]
    second = marked("<p>Same. Same.</p>", taken)[1]
    assert second == [f"{first[0]}-2", f"{first[0]}-3"]


def test_a_list_inside_a_list_keeps_its_sentences_apart() -> None:
    html, ids = marked("<ul><li>Outer one.<ul><li>Inner one.</li></ul></li></ul>", set())
    assert words_of(html) == ["Outer one.", "Inner one."]
    assert html.count("</ul>") == 2
    assert len(ids) == 2


@pytest.mark.parametrize(
    "source",
    [
        '<p onclick="x()">A</p>',
        "<p><img src=x onerror=alert(1)>A</p>",
        '<p style="color:red">A</p>',
        "<p><iframe src='//e.org'></iframe>A</p>",
        "<p>&lt;script&gt;A</p>",
    ],
)
def test_nothing_but_known_elements_comes_out(source: str) -> None:
    html = marked(source, set())[0]
    assert re.fullmatch(r'<p><span id="s-[0-9a-f]{6}">[^<]*</span></p>', html)


def test_a_page_link_of_the_editor_waits_for_the_request() -> None:
    assert '<a href="page:7">' in marked('<p><a linktype="page" id="7">x</a></p>', set())[0]


def test_two_texts_that_read_the_same_are_the_same() -> None:
    assert plain('<p data-block-key="a1b2c">A <b>b</b></p>') == plain("<p>A <strong>b</strong></p>")
    assert plain("<p>A b</p>") != plain("<p>A c</p>")
