"""What is wrong in a file of the course is said in the language of whoever brings it."""

from pathlib import Path

from django.utils import translation

from content.parsing import FaultsFound, read_curriculum
from content.parsing.faults import Ledger


def faults(folder: Path, language: str) -> list[str]:
    with translation.override(language):
        try:
            read_curriculum(folder)
        except FaultsFound as found:
            return [fault.message for fault in found.faults]
    return []


def test_faults_are_said_in_the_language_of_the_author(tmp_path: Path) -> None:
    (tmp_path / "strategy").mkdir()
    (tmp_path / "strategy" / "module.md").write_text("---\ntitle: Strategy\nhue: 5\n---\n")
    (tmp_path / "strategy" / "jabil.md").write_text("No front matter")
    english, german = (faults(tmp_path, language) for language in ("en", "de"))
    assert len(english) == len(german) > 4
    assert not set(english) & set(german)
    assert any(said.startswith("hue: ist hier nicht bekannt. Bekannt: ") for said in german)
    assert any("is missing." in said for said in english)


def test_a_sign_in_what_is_cited_is_no_place_to_fill() -> None:
    ledger = Ledger("a.md")
    ledger.add(1, "5 % (of all)")
    ledger.add(2, "“%(text)s” is not so.", text="100 %s")
    assert [fault.message for fault in ledger.faults] == ["5 % (of all)", "“100 %s” is not so."]
