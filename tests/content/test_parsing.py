"""The curriculum's files: what is read, and that every fault is named with its place at once."""

import shutil
from pathlib import Path

import pytest

from content.parsing import FaultsFound, read_curriculum
from content.parsing.faults import Ledger
from content.parsing.text import html_of

FAULTS = Path(__file__).parent / "faults"
PLANTED = [
    ("home.yaml", 5, "url: “javascript:alert(1)” is not an address"),
    ("pages/help.md", 1, "must begin with front matter"),
    ("strategy/02-case.md", 5, "minutes: “12” is not a whole number from 3 to 9"),
    ("strategy/02-case.md", 11, "topics: “marketing” is not a topic"),
    ("strategy/02-case.md", 23, "There is no unit strategy/missing"),
    ("strategy/02-case.md", 25, "HTML is not used here"),
    ("strategy/02-case.md", 30, "“nobody-1999” is not in the list of sources"),
    ("strategy/02-case.md", 33, "ends with its anchor"),
    ("strategy/02-case.md", 38, "This block has no end"),
    ("strategy/03-check.yaml", 12, "a single choice has one right option, not 2"),
    ("strategy/03-check.yaml", 15, "has no section #nowhere"),
    ("strategy/module.md", 3, "order: “first” is not a whole number"),
]


def faults_of(folder: Path) -> list[tuple[str, int, str]]:
    with pytest.raises(FaultsFound) as caught:
        read_curriculum(folder)
    return [(fault.path, fault.line, fault.message) for fault in caught.value.faults]


def test_every_planted_fault_is_reported_at_once_with_file_and_line() -> None:
    found = faults_of(FAULTS)
    for path, line, words in PLANTED:
        assert any((path, line) == (p, n) and words in message for p, n, message in found), (
            path,
            line,
            words,
        )
    assert len(found) == len(PLANTED), "\n".join(map(str, found))


def test_the_control_without_the_planted_files_has_no_fault_but_theirs(tmp_path: Path) -> None:
    folder = good_copy(tmp_path)
    curriculum = read_curriculum(folder)
    assert [unit.key for module in curriculum.modules for unit in module.units] == ["strategy/good"]


def test_the_shipped_curriculum_has_no_fault() -> None:
    curriculum = read_curriculum(Path("content/curriculum"))
    assert [module.slug for module in curriculum.modules][:3] == ["strategy", "culture", "responsibility"]
    assert all(unit.facts["topics"] for module in curriculum.modules for unit in module.units)


def good_copy(tmp_path: Path) -> Path:
    """The folder of faults with its faulty files mended or gone."""
    folder = tmp_path / "curriculum"
    shutil.copytree(FAULTS, folder)
    for name in ("strategy/02-case.md", "strategy/03-check.yaml", "pages/help.md"):
        (folder / name).unlink()
    change(folder / "home.yaml", "javascript:alert(1)", "/learn/")
    change(folder / "strategy/module.md", "order: first", "order: 1")
    return folder


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("title: A good guide\n", "", 2, "title: is missing"),
        ("title: A good guide", "title: A\ntitle: B", 4, "title: is given twice"),
        ("title: A good guide", "titel: A good guide", 3, "titel: is not known here"),
        ("minutes: 4", "minutes: nan", 5, "not a whole number"),
        ("minutes: 4", "minutes: -4", 5, "not a whole number"),
        ("reviewed: 2026-01-01", "reviewed: 01.01.2026", 14, "not a day"),
        ("review_by: 2027-01-01", "review_by: 2025-01-01", 1, "is not after reviewed"),
        ("owner: Editor", "owner: &a Editor", 13, ""),
        ("title: A book", "title: [A, book]", 19, "one value is expected"),
        ("outcomes:\n  - One", "outcomes: One", 7, "expected a list"),
        ("title: A good guide", "title: A: B", 3, "This is not YAML"),
        ("## First {#first}\n", "Words\n\n## First {#first}\n", 23, "before the first section"),
        ("{#first}", "{#print}", 23, "is an address of the page itself"),
        ("Resume: at the start.\n", "", 24, "The line after a section's heading"),
        ("Some words", "![x](https://example.org/x.png) words", 26, "Pictures are not used"),
        ("Some words", "#### Deep\n\nSome words", 26, "Headings inside a section"),
        ("Some words", "[x](javascript:alert(1)) words", 26, "is not a link"),
        ("Some words", "[x](http://example.org/) words", 26, "is not a link"),
        ("Some words", "```video\na: b\n```\n\nwords", 26, "“video” is not a block"),
        ("Some words", "| a | b |\n|---|---|\n\nwords", 26, "Tables are fenced blocks"),
    ],
)
def test_one_fault_in_a_good_file_is_named(tmp_path: Path, old: str, new: str, line: int, words: str) -> None:
    folder = good_copy(tmp_path)
    change(folder / "strategy/01-good.md", old, new)
    if not words:
        assert read_curriculum(folder)  # an anchor that nothing refers to is harmless
        return
    found = faults_of(folder)
    assert any(n == line and words in message for _path, n, message in found), found


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("strategy/guide.md", "The name must be two digits"),
        ("strategy/01-Good Unit.md", "The name must be two digits"),
        ("strategy/01-..md", "The name must be two digits"),
        ("marketing/01-first.md", "Nothing is read from here"),
        ("strategy/deep/er/01-x.md", "Nothing is read from here"),
        ("pages/No Way.md", "The name must be small letters"),
    ],
)
def test_a_file_with_an_unexpected_name_is_a_fault(tmp_path: Path, name: str, words: str) -> None:
    folder = good_copy(tmp_path)
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(folder / "strategy/01-good.md", folder / name)
    assert any(path == name and words in message for path, _n, message in faults_of(folder))


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    folder = good_copy(tmp_path)
    secret = tmp_path / "secret.md"
    secret.write_text((folder / "strategy/01-good.md").read_text())
    (folder / "strategy/02-linked.md").symlink_to(secret)
    assert (
        "strategy/02-linked.md",
        1,
        "This is a link to another place; the folder holds plain files only.",
    ) in (faults_of(folder))


def test_aliases_are_refused_before_they_are_expanded(tmp_path: Path) -> None:
    folder = good_copy(tmp_path)
    bomb = "a: &a [x, x]\nb: &b [*a, *a]\ntitle: *b\n"
    (folder / "home.yaml").write_text(bomb)
    assert any("Anchors and aliases" in message for _p, _n, message in faults_of(folder))


@pytest.mark.parametrize(
    "data",
    [b"\xff\xfe\x00", b"---\ntitle: \x00\n---\n", b"x" * 500_000, b"", b"---\n", b"---\ntitle: a\n"],
)
def test_bytes_that_are_no_text_are_faults_not_crashes(tmp_path: Path, data: bytes) -> None:
    folder = good_copy(tmp_path)
    (folder / "strategy/02-bytes.md").write_bytes(data)
    assert any(path == "strategy/02-bytes.md" for path, _n, _m in faults_of(folder))


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("A *b* **c**.", "<p>A <i>b</i> <b>c</b>.</p>"),
        ("- one\n- two", "<ul><li>one</li><li>two</li></ul>"),
        ("- one\n\n- two", "<ul><li>one</li><li>two</li></ul>"),
        ("1. one\n2. two", "<ol><li>one</li><li>two</li></ol>"),
        ("- one\n    - in", "<ul><li>one<ul><li>in</li></ul></li></ul>"),
        ("### Head\n\nText\nmore", "<h3>Head</h3><p>Text more</p>"),
        ("[w](unit:a/b#c)", '<p><a href="unit:a/b#c">w</a></p>'),
        ('[w](https://e.org/?a=1&b=2 "t")', '<p><a href="https://e.org/?a=1&amp;b=2">w</a></p>'),
        ("a &lt; b & c", "<p>a &lt; b &amp; c</p>"),
    ],
)
def test_markdown_becomes_few_elements(text: str, html: str) -> None:
    ledger = Ledger("x.md")
    assert html_of(text, 1, ledger).html == html
    assert not ledger.faults


@pytest.mark.parametrize(
    "text",
    [
        "<img src=x onerror=alert(1)>",
        "<script>alert(1)</script>",
        "<a href='javascript:alert(1)'>x</a>",
        "[x](javascript:alert(1))",
        "[x](data:text/html,<script>)",
        "[x]( javascript:alert(1))",
        "<https://example.org>",
        "![x](x)",
        "    code",
        "\tcode",
        "***",
        "`code`",
        "[x][y]\n\n[y]: javascript:alert(1)",
    ],
)
def test_what_has_no_place_is_a_fault_and_never_an_element(text: str) -> None:
    ledger = Ledger("x.md")
    html = html_of(f"Before\n\n{text}\n", 1, ledger).html
    assert ledger.faults
    assert not any(part in html for part in ("<img", "<script", "<pre", "<code", "<hr"))
