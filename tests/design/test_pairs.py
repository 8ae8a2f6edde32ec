"""A component is a template and a stylesheet of one name; no page carries a style or a script of its own."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEMPLATES, CSS = ROOT / "templates", ROOT / "static/css"
# Used as classes on plain elements, so there is nothing to include.
CLASSES_ONLY = {"button", "check", "disclosure", "gate", "side", "verdict"}
# Blocks that wear a component's clothes, since home pages show the same thing.
DRESSED_BY = {
    "figures": "key_figures",
    "quote": "pull_quote",
    "note": "side_notes",
    "lines": "line_chart",
}
# Every page loads the first; some load one more, the pages of the assessment two.
ENTRIES = {
    name: (CSS / name).read_text()
    for name in (
        "site.css",
        "assess.css",
        "organisation.css",
        "report.css",
        "decide.css",
        "check.css",
        "account.css",
    )
}
SELF_CONTAINED_SCRIPTS = re.compile(
    r"""<script\b(?![^>]*\bsrc=)(?![^>]*type=["']application/(?:ld\+)?json["'])"""
)
STYLES = re.compile(r"""\sstyle\s*=|<style\b|\son(?:click|change|submit|load|input|key\w+|mouse\w+)\s*=""")


def names(folder: Path, ending: str) -> set[str]:
    return {path.stem for path in folder.glob(f"*{ending}") if not path.name.startswith("_")}


def without_dress(folder: str) -> set[str]:
    return names(TEMPLATES / folder, ".html") - names(CSS / folder, ".css")


def test_every_component_has_its_stylesheet() -> None:
    assert without_dress("components") == set()


def test_every_stylesheet_of_a_component_has_its_template() -> None:
    assert names(CSS / "components", ".css") - names(TEMPLATES / "components", ".html") == CLASSES_ONLY


def test_every_block_has_its_stylesheet() -> None:
    assert without_dress("blocks") <= set(DRESSED_BY)
    assert set(DRESSED_BY.values()) <= names(CSS / "components", ".css")


def test_every_stylesheet_of_a_block_has_its_template() -> None:
    assert names(CSS / "blocks", ".css") - names(TEMPLATES / "blocks", ".html") == set()


def test_every_stylesheet_is_in_one_entry() -> None:
    files = {path.relative_to(CSS).as_posix() for path in CSS.rglob("*.css")} - ENTRIES.keys()
    imported = [name for text in ENTRIES.values() for name in re.findall(r'@import "([^"]+)"', text)]
    assert sorted(imported) == sorted(files)


def test_the_entries_agree_on_the_order_of_layers() -> None:
    orders = {re.search(r"@layer ([^;{]+);", text)[1] for text in ENTRIES.values()}  # type: ignore[index]
    assert len(orders) == 1


def faults(text: str) -> list[str]:
    return [
        found.group().strip()
        for pattern in (SELF_CONTAINED_SCRIPTS, STYLES)
        for found in pattern.finditer(text)
    ]


@pytest.mark.parametrize(
    "path", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: path.relative_to(TEMPLATES).as_posix()
)
def test_no_style_and_no_script_inside_a_template(path: Path) -> None:
    assert faults(path.read_text()) == []


@pytest.mark.parametrize(
    "bad",
    [
        '<p style="color: red">',
        "<style>p{}</style>",
        "<script>alert(1)</script>",
        '<a onclick="go()">',
        "<script nonce=x>go()</script>",
    ],
)
def test_control_what_the_policy_would_block_is_found(bad: str) -> None:
    assert faults(bad)


def test_control_data_and_files_are_allowed() -> None:
    assert faults('<script type="module" src="/static/js/frame.js"></script>') == []
    assert faults('<script type="application/json">{}</script>') == []
