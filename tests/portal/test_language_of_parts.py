"""In German, what the course and the questionnaire say in English says that it is English (WCAG 3.1.2)."""

import re

import polib
import pytest
from django.apps import apps

from content.templatetags import languages
from portal.management.commands.make_catalogue import catalogue_of
from readiness.instrument_file import shipped
from tests.journeys.pages import ROLES, arrive
from tests.portal.device import Device
from tests.portal.forgotten import instruments, says, strings
from tests.portal.other_language import other_words_in, phrases

BROKEN = re.compile(r"""<title>[^<]*&lt;span|<title>[^<]*<span|="[^"<>]*<span[^"]*"|&lt;span lang""")


def english() -> frozenset[str]:
    """What editors wrote and the questionnaire asks; not what people typed."""
    texts = set(instruments())
    for model in apps.get_app_config("content").get_models():
        if names := [one.name for one in model._meta.concrete_fields if says(one)]:
            for row in model._base_manager.values_list(*names):
                texts.update(text for value in row for text in strings(value))
    german = polib.pofile(str(catalogue_of("de")))
    said = {text for entry in german for text in (entry.msgstr, *entry.msgstr_plural.values())}
    return phrases(texts, said)


def names() -> frozenset[str]:
    """Of the parts of the questionnaire: in a sentence of the interface they are names."""
    instrument = shipped("rf-1.0")
    found = [*instrument.pillars, *instrument.dimensions.values()]
    heads = [item.head for item in instrument.items.values()]
    return frozenset(name.lower() for name in (*(each.name for each in found), *heads))


def unsaid(role: str) -> list[str]:
    device = arrive(lambda **_: Device("de"), role)
    known, called = english(), names()
    found = []
    for name, path in ROLES[role].items():
        page = device.read(path)
        found += [f"{name} {path}: {one}" for one in other_words_in(page, known, called)]
        found += [f"{name} {path}: markup where words belong: {one}" for one in BROKEN.findall(page)]
    return found


@pytest.mark.parametrize("role", ROLES)
def test_english_words_say_so_on_a_german_page(course: None, role: str) -> None:
    found = unsaid(role)
    assert not found, "\n".join(found)


def test_control_without_the_attribute_they_are_found(course: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(languages, "attributes", lambda language: "")
    found = unsaid("measurer")
    assert any("S1.1" in line or "/4/" in line for line in found)
    assert len(found) > 50


@pytest.mark.parametrize(
    "planted",
    [
        "<p>Who decides about it</p>",
        "<p>Auf die Frage „Who decides about it“</p>",
        "<h1 lang='de'>Who decides about it?</h1>",
    ],
)
def test_control_words_of_another_language_are_found(planted: str) -> None:
    known = phrases(["Who decides about it?"], [])
    assert len(other_words_in(f'<html lang="de"><body>{planted}</body></html>', known)) == 1
    english = planted.replace("<p>", '<p lang="en">').replace("'de'", "'en'")
    assert other_words_in(f'<html lang="de"><body>{english}</body></html>', known) == []


def test_control_markup_in_an_attribute_is_found() -> None:
    assert BROKEN.findall('<a title="<span lang="en">Who</span>">')
    assert BROKEN.findall("<title>&lt;span lang=&quot;en&quot;&gt;Who</title>")
    assert not BROKEN.findall('<a title="Wer" class="b"><span lang="en">Who</span></a><title>Wer</title>')
