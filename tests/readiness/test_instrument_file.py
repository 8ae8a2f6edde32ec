"""Instruments as files: what is shipped, and every fault with its line."""

from hashlib import sha256
from pathlib import Path

import pytest

from content.parsing.faults import FaultsFound
from readiness.instrument_file import BIGGEST, SHIPPED, load, read, shipped, shipped_ids

TEXT = (SHIPPED / "rf-1.0.yaml").read_text(encoding="utf-8")


SHORT = TEXT[: TEXT.index("  - id: C\n")]  # one pillar, read three times as fast


def faults(text: str | bytes) -> list[tuple[int, str]]:
    content = text.encode() if isinstance(text, str) else text
    with pytest.raises(FaultsFound) as found:
        read(content, "draft.yaml")
    assert {fault.path for fault in found.value.faults} == {"draft.yaml"}
    return [(fault.line, fault.message) for fault in found.value.faults]


def line_of(text: str, words: str) -> int:
    return text[: text.index(words)].count("\n") + 1


def test_the_shipped_version_is_whole() -> None:
    instrument = shipped("rf-1.0")
    assert shipped_ids() == ("rf-1.0",)
    assert [len(p.dimensions) for p in instrument.pillars] == [3, 3, 3, 2]
    assert [float(p.weight) for p in instrument.pillars] == [0.30, 0.25, 0.30, 0.15]
    assert len(instrument.items) == 36
    assert {d.id: d.gate for d in instrument.dimensions.values() if d.gate} == {
        "S1": 2,
        "R1": 3,
        "R2": 4,
        "F1": 4,
        "S2": 5,
        "C2": 5,
    }
    pulse = "S1.1 S2.1 S3.1 C1.1 C2.1 C3.1 R1.2 R2.1 R3.1 F1.1 F2.1"
    assert list(instrument.pulse().items) == pulse.split()
    assert [i.id for i in instrument.items.values() if i.not_applicable] == ["S1.3", "R2.4", "R3.2", "F2.2"]


def test_the_shipped_version_never_changes() -> None:
    """Closed rounds carry this hash. A changed word is a new version, in a new file."""
    assert shipped("rf-1.0").fingerprint == (
        "ba34cf003e22a6a7d94f949b158ed9bacda968cc4723d26888dd46b0e817f3a6"
    )


def test_layout_does_not_change_the_fingerprint_but_words_do() -> None:
    laid_out = "# a comment\n" + TEXT.replace("name: Strategy\n", 'name:   "Strategy"\n\n')
    reworded = TEXT.replace("Nothing is written;", "Nothing is yet written;")
    assert read(laid_out.encode(), "x").fingerprint == shipped("rf-1.0").fingerprint
    assert read(reworded.encode(), "x").fingerprint != shipped("rf-1.0").fingerprint
    assert sha256(laid_out.encode()).digest() != sha256(TEXT.encode()).digest()


def test_unknown_versions() -> None:
    with pytest.raises(KeyError):
        shipped("../rf-1.0")
    with pytest.raises(OSError):
        load(Path("/nowhere/rf-9.yaml"))


def test_every_fault_is_named_at_once_with_its_line() -> None:
    text = TEXT.replace(
        "              - Nothing is written; people start AI work for their own reasons\n", ""
    )
    text = text.replace("ask: [board, exec, risk]", "ask: [board, boss, board]")
    text = text.replace("          - id: S2.2\n", "          - id: S2.1\n")
    text = text.replace("topic: culture/talent", "topic: talent")
    text = text.replace("weight: 0.25", "weight: 0")
    text = text.replace("            pulse: true\n", "", 1)
    text = text.replace("from: 62.5", "from: 30")
    text = text.replace("gate: 3", "gate: 6")
    assert faults(text) == [
        (line_of(text, "from: 30"), "30: levels rise from 0 and stay under 100."),
        (line_of(text, "items:"), "S1: 0 items are marked pulse; one is needed."),
        (line_of(text, "- A memo or slide"), "anchors: 4 entries; 5 are needed."),
        (line_of(text, "ask: [board, boss"), "S1.2: “board” is named twice."),
        (line_of(text, "ask: [board, boss"), "S1.2: “boss” is not one of the roles."),
        (line_of(text, "head: Measuring value") - 2, "S2.1: another item has this id already."),
        (line_of(text, "weight: 0\n"), "C: a weight is over 0, up to 1000, with few decimals."),
        (
            line_of(text, "topic: talent"),
            "topic: “talent” is not a topic like strategy/pilot-to-scale.",
        ),
        (line_of(text, "gate: 6"), "gate: “6” is not a whole number from 2 to 5."),
    ]


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ("id: S1.2", "id: C1.2", "C1.2 stands in S1"),
        ("id: S3\n", "id: D3\n", "D3 stands in S"),
        ("  - id: exec\n", "  - id: board\n", "board: another role has this id already."),
        ("from: 0\n", "from: 5\n", "the first level begins at 0."),
        ("from: 12.5", "from: 12.00000000000000001", "levels rise from 0"),
        ("weight: 0.30", "weight: 1e-999999", "a weight is over 0"),
        ("id: rf-1.0", "id: ../../etc/passwd", "is not a version like rf-1.0"),
        ("title: ", "titel: ", "is not known here"),
        ("    name: Strategy\n", "", "name: is missing"),
        ("head: Written direction", "head: ", "is empty"),
        ("rules:", "rules: &cycle\n  - *cycle\nrules2:", "Anchors and aliases"),
        ("rules:", "rules: [\n", "This is not YAML"),
        ("rules:", "rules: " + "[" * 5000 + "]" * 5000 + "\nx:", "groups stand inside each other"),
    ],
)
def test_each_rule(before: str, after: str, says: str) -> None:
    assert before in SHORT
    assert any(says in message for _, message in faults(SHORT.replace(before, after, 1)))


def test_the_short_text_is_sound_by_itself() -> None:
    assert len(read(SHORT.encode(), "short").items) == 10


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"\xff\xfe", "not UTF-8"),
        (b"", "Nothing is written"),
        (b"- a list", "Expected names"),
        (b"\x00", "YAML"),
    ],
)
def test_other_files_are_refused(content: bytes, says: str) -> None:
    assert any(says in message for _, message in faults(content))


def test_a_giant_is_refused_unread() -> None:
    assert "at most" in faults(b"#" * (BIGGEST + 1))[0][1]


def test_words_know_their_language_and_keys_do_not() -> None:
    english = shipped("rf-1.0")
    german = read(SHORT.replace("title:", "language: de\ntitle:", 1).encode(), "x")
    assert (english.language, german.language) == ("en", "de")
    item = german.items["S1.1"]
    for words in (german.title, german.pillars[0].name, item.stem, item.anchors[0], german.levels[0].text):
        assert words.language == "de"
    assert item.head.lower().language == "de"
    assert type(item.id) is type(item.topic) is str
    assert english.without(["S2"]).pulse().items["S1.1"].head.language == "en"


def test_another_language_changes_the_fingerprint_and_the_named_default_does_not() -> None:
    english = read(SHORT.encode(), "x").fingerprint
    said = [SHORT.replace("title:", f"language: {code}\ntitle:", 1).encode() for code in ("en", "de")]
    assert [read(text, "x").fingerprint == english for text in said] == [True, False]
    assert faults(SHORT.replace("title:", "language: German\ntitle:", 1))
