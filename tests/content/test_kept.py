"""What is the same for everyone is rendered once; what is a reader's own never leaks into it."""

import pytest
from django.template import Context, Template
from django.utils import translation

from content.templatetags import kept


@pytest.fixture(autouse=True)
def _nothing_kept_yet():
    kept._rendered.clear()
    yield
    kept._rendered.clear()


class Counted:
    """Says how often it was asked for."""

    def __init__(self):
        self.asked = 0

    def __str__(self):
        self.asked += 1
        return f"words {self.asked}"


PAGE = Template("{% load kept %}{% kept part stamp number %}{{ words }} {{ csrf_token }}{% endkept %}")


def page(words, stamp="a", number=1, reader="mine"):
    return PAGE.render(Context({"words": words, "stamp": stamp, "number": number, "csrf_token": reader}))


def test_a_part_is_rendered_once():
    words = Counted()
    assert page(words) == page(words) == "words 1 mine"


@pytest.mark.parametrize("other", [{"stamp": "b"}, {"number": 2}, {"number": None}])
def test_what_it_varies_by_is_another_part(other):
    words = Counted()
    page(words)
    assert page(words, **other) == "words 2 mine"


def test_another_language_is_another_part():
    words = Counted()
    page(words)
    with translation.override("de"):
        assert page(words) == "words 2 mine"


@pytest.mark.parametrize("stamp", ["", None])
def test_without_a_stamp_nothing_is_kept(stamp):
    words = Counted()
    page(words, stamp=stamp)
    assert page(words, stamp=stamp) == "words 2 mine"
    assert not kept._rendered


def test_each_reader_gets_a_token_of_their_own():
    words = Counted()
    assert [page(words), page(words, reader="yours")] == ["words 1 mine", "words 1 yours"]


def test_control_a_reader_who_is_not_named_in_the_tag_would_leak():
    leaky = Template("{% load kept %}{% kept leaky stamp %}{{ name }}{% endkept %}")
    first = leaky.render(Context({"stamp": "a", "name": "Ada"}))
    assert leaky.render(Context({"stamp": "a", "name": "Grace"})) == first


def test_what_is_inside_is_still_escaped():
    assert "&lt;b&gt;" in page("<b>")


def test_the_memory_is_bounded(monkeypatch):
    monkeypatch.setattr(kept, "MOST", 3)
    for number in range(10):
        page(Counted(), number=number)
    assert len(kept._rendered) == 3
