"""The finders of forgotten strings find what is planted, and nothing in any template or module."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import override_settings

from portal import context
from portal.catalogue import sources
from portal.prepare import ROOT
from tests.portal.forgotten import Content, forgotten_in
from tests.portal.pseudo import CODE, marked, pseudo_locale
from tests.portal.test_pseudo_locale import Device
from tests.portal.unwrapped import in_module, in_template

KNOWN = Content(frozenset({"what jabil told the line", "ada example"}))


@pytest.fixture
def spoken(tmp_path: Path) -> object:
    with pseudo_locale(tmp_path):
        yield


def test_words_get_marks_and_what_is_put_in_does_not() -> None:
    assert marked("Level %(n)s of <b>all</b>.") == "⟦Level⟧ %(n)s ⟦of⟧ <b>⟦all⟧</b>."
    assert marked("{n} answers") == "{n} ⟦answers⟧"
    assert marked("%(low)s–%(high)s") == "%(low)s–%(high)s"


@pytest.mark.parametrize(
    "planted",
    [
        "<p>Forgotten</p>",
        "<p>⟦Marked⟧ forgotten</p>",
        "<p>Ada Example forgotten</p>",
        '<a title="Forgotten">⟦A⟧</a>',
        '<img alt="Forgotten">',
        '<nav aria-label="Forgotten"></nav>',
        '<input placeholder="Forgotten">',
        '<input type="submit" value="Forgotten">',
        '<form data-say-saved="Forgotten"></form>',
        '<form data-empty="Quite forgotten"></form>',
        '<p lang="en">⟦Of the interface⟧</p>',
        "<svg><text>Forgotten</text></svg>",
    ],
)
def test_what_is_forgotten_is_found(planted: str) -> None:
    assert len(forgotten_in(f'<html lang="{CODE}"><body>{planted}</body></html>', KNOWN)) == 1


@pytest.mark.parametrize(
    "sound",
    [
        "<p>⟦All of it⟧ 12 %</p>",
        "<p>What Jabil told the line · Ada Example, 12</p>",
        '<p lang="en">Words of a page in its own language</p>',
        "<p>ada@example.org, https://example.org/a, R1.2, PDF</p>",
        '<input type="text" value="What somebody typed"><textarea>And here</textarea>',
        "<script>const words = 'No reader sees this';</script>",
    ],
)
def test_what_is_content_is_left_alone(sound: str) -> None:
    assert forgotten_in(f'<html lang="{CODE}"><body>{sound}</body></html>', KNOWN) == []


def test_control_a_string_forgotten_in_a_template_is_reported(
    course: None, spoken: None, tmp_path: Path
) -> None:
    own = (ROOT / "templates/components/footer.html").read_text()
    planted = tmp_path / "components" / "footer.html"
    planted.parent.mkdir()
    planted.write_text(own.replace("</footer>", "<p>Planted here</p></footer>"))
    first = [{**settings.TEMPLATES[0], "DIRS": [tmp_path, *settings.TEMPLATES[0]["DIRS"]]}]
    with override_settings(TEMPLATES=first):
        found = Device().forgotten({"text": "/accessibility/"})
    assert [line.rpartition(": ")[2] for line in found] == ["Planted here"]


def test_control_a_string_forgotten_in_python_is_reported(
    course: None, spoken: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(context, "MENU", (*context.MENU, ("Planted there", "courses:learn")))
    found = Device().forgotten({"text": "/accessibility/"})
    assert {line.rpartition(": ")[2] for line in found} == {"Planted there"}


def test_no_template_has_words_outside_its_tags() -> None:
    """Every branch of every template and mail, also those that no page above comes to."""
    found = {
        name: words
        for name, source in sources()
        if not name.endswith(".py") and (words := in_template(source, name.endswith(".txt")))
    }
    assert found == {}
    assert in_template("<p>{% translate 'Said' %} forgotten {{ name }}</p>") == ["p: forgotten"]
    assert in_template("{% translate 'Said' %}\nForgotten {{ name }}", plain=True) == ["Forgotten"]


def test_no_module_gives_bare_words_to_a_form_or_a_message() -> None:
    found = {
        name: words for name, source in sources() if name.endswith(".py") and (words := in_module(source))
    }
    assert found == {}
    assert in_module('forms.CharField(label="Forgotten")') == ["1: Forgotten"]
    assert in_module('messages.error(request, f"Quite {forgotten}")') == ["1: Quite "]
    assert in_module('class Kind(models.TextChoices):\n    CASE = "case", "Forgotten"') == ["2: Forgotten"]
    assert in_module('messages.error(request, _("Said"))') == []


def test_no_script_has_sentences_of_its_own() -> None:
    """Scripts take their words from the page."""
    scripts = sorted((ROOT / "static" / "js").glob("*.js"))
    assert scripts
    found = {path.name: words for path in scripts if (words := sentences_in(path.read_text()))}
    assert found == {}
    assert sentences_in('say("Not saved yet");') == ["Not saved yet"]


def sentences_in(script: str) -> list[str]:
    plain = re.sub(r"(^|\s)//.*", "", script)
    return re.findall(r"""["'`]([A-Z][a-z]+(?: [a-z]+)+[.…]?)["'`]""", plain)
