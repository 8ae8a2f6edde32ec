"""Keepers of the instrument read its faults and changes in German, and German nouns keep their capital."""

from collections.abc import Iterator

import pytest
from django.template import Context, Template
from django.utils import translation

from content.parsing.faults import FaultsFound
from readiness import finding
from readiness.instrument_file import read, shipped
from readiness.version_change import WORDS, differences, misfit
from saying.inside import inside
from saying.tagged import Tagged
from tests.readiness.versions import file, reworded

CHANGED = file(
    "rf-1.0.1",
    ("title: ", "title: Another "),
    ("name: Organised", "name: Ordered"),
    ("name: Direction and oversight", "name: Direction"),
    ("weight: 0.30", "weight: 0.35"),
    ("gate: 2", "gate: 3"),
)


@pytest.fixture
def german() -> Iterator[None]:
    with translation.override("de"):
        yield


def sentences(content: bytes) -> list[str]:
    return [found.sentence for found in differences(shipped("rf-1.0"), read(content, "draft.yaml"))]


class TestChanges:
    @pytest.mark.parametrize("content", [reworded(), CHANGED])
    def test_every_sentence_is_german(self, content: bytes) -> None:
        english = sentences(content)
        with translation.override("de"):
            assert len(english) > 1
            assert not set(english) & set(sentences(content))

    def test_some_of_them(self, german: None) -> None:
        assert "Umformuliert, aus Revision 1 wird 2: Trends verbinden die Frage nicht." in sentences(
            reworded()
        )
        assert any("aus Gewicht 0,3 wird 0,35." in each for each in sentences(CHANGED))

    def test_why_a_number_does_not_fit(self, german: None) -> None:
        after = read(reworded("rf-1.0.1"), "draft.yaml")
        assert misfit(shipped("rf-1.0"), after) == (
            "Die Änderungen seit rf-1.0 verlangen eine Minor-Nummer; rf-1.0.1 ist eine Patch-Nummer."
        )

    def test_what_a_text_is_called(self, german: None) -> None:
        found = differences(shipped("rf-1.0"), read(reworded(), "draft.yaml"))
        said = {text.what for each in found for text in each.texts}
        assert "Frage" in said
        assert not said & set(WORDS.values())

    def test_control_without_a_language_it_is_english(self) -> None:
        with translation.override("en"):
            assert any(each.startswith("Reworded, revision 1 becomes 2") for each in sentences(reworded()))


def test_faults_between_the_parts_are_german(german: None) -> None:
    wrong = file("rf-1.1", ("id: S1.2", "id: S1.1"), ("weight: 0.30", "weight: 0"))
    with pytest.raises(FaultsFound) as caught:
        read(wrong, "draft.yaml")
    said = str(caught.value)
    assert "S1.1: Diese Kennung ist schon vergeben (Frage)." in said
    assert "Ein Gewicht ist größer als 0" in said


class TestInsideASentence:
    def test_german_nouns_keep_their_capital_in_any_interface(self) -> None:
        name = Tagged("Führung und Wandel", "de")
        assert inside(name) == "Führung und Wandel"
        assert finding._listed([Tagged("Vorstand", "de"), Tagged("Geschäftsleitung", "de")]).endswith(
            "Geschäftsleitung"
        )

    def test_english_names_are_small_but_for_abbreviations(self) -> None:
        with translation.override("en"):
            small = inside(Tagged("Skills and AI literacy", "en"))
        assert small == "skills and AI literacy"
        assert small.language == "en"

    def test_in_a_german_sentence_an_english_name_keeps_its_capital_too(self, german: None) -> None:
        said = finding._listed([Tagged("Board", "en"), Tagged("Executives", "en")])
        assert said == "Board und Executives"

    def test_words_of_the_interface_follow_the_reader(self) -> None:
        with translation.override("de"):
            assert inside("Vorstand") == "Vorstand"
        with translation.override("en"):
            assert inside("Board") == "board"

    def test_on_a_page(self) -> None:
        page = Template("{% load languages %}{{ name|inside|spoken:name }}")
        with translation.override("de"):
            assert page.render(Context({"name": Tagged("Führung", "de")})) == "Führung"
            said = page.render(Context({"name": Tagged("Leadership", "en")}))
        assert said == '<span lang="en">Leadership</span>'
        with translation.override("en"):
            assert page.render(Context({"name": Tagged("Leadership", "en")})) == "leadership"

    def test_no_sentence_makes_a_name_small_by_itself(self) -> None:
        """The control: Python's own lower() would not know the language."""
        assert Tagged("Führung", "de").lower() == "führung"
