"""docs/operations.md knows every environment variable and every command of the product."""

import re
from pathlib import Path

import pytest

from portal.logging import OPENING

ROOT = Path(__file__).resolve().parents[1]
OPERATIONS = (ROOT / "docs/operations.md").read_text()
ROOMS = ("accounts", "content", "courses", "jobs", "portal", "readiness", "reports")


def variables() -> set[str]:
    text = (ROOT / "portal/settings/environment.py").read_text()
    return set(re.findall(r'env\.\w+\(\s*"(\w+)"', text))


def commands() -> set[str]:
    files = (path for room in ROOMS for path in (ROOT / room).glob("management/commands/*.py"))
    return {path.stem for path in files if not path.stem.startswith("_")}


@pytest.mark.parametrize("name", sorted(variables()))
def test_every_variable_is_explained(name: str) -> None:
    assert f"| `{name}` |" in OPERATIONS


def test_no_variable_is_explained_that_nobody_reads() -> None:
    assert set(re.findall(r"^\| `([A-Z_]+)` \|", OPERATIONS, re.MULTILINE)) == variables()


@pytest.mark.parametrize("name", sorted(commands()))
def test_every_command_is_explained(name: str) -> None:
    assert f"`manage.py {name}" in OPERATIONS


@pytest.mark.parametrize("opening", OPENING)
def test_a_proxy_is_told_what_it_must_not_write_down(opening: str) -> None:
    assert f"`/{opening}/`" in OPERATIONS
    nginx = re.search(r"location ~ (\S+) \{\s+access_log off", OPERATIONS)
    assert nginx
    assert re.match(nginx[1], f"/{opening}/token/")
    caddy = re.search(r"@opening path (.+)", OPERATIONS)
    assert caddy
    assert any(f"/{opening}/".startswith(each.removesuffix("*")) for each in caddy[1].split())


def test_nothing_reads_the_environment_elsewhere() -> None:
    allowed = {"portal/settings/environment.py", "portal/serve.py", "portal/wsgi.py", "portal/celery.py"}
    reading = {
        path.relative_to(ROOT).as_posix()
        for room in ROOMS
        for path in (ROOT / room).rglob("*.py")
        if re.search(r"os\.environ|os\.getenv|environ\.Env", path.read_text())
    }
    assert reading <= allowed


PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)\s]+)\)")
PAGES = [*sorted((ROOT / "docs").glob("*.md")), ROOT / "README.md"]


def pictures() -> list[tuple[str, Path]]:
    return [
        (words, page.parent / name) for page in PAGES for words, name in PICTURE.findall(page.read_text())
    ]


def test_every_picture_is_there_is_small_and_says_what_it_shows() -> None:
    assert any(path.name.startswith("editor-") for _words, path in pictures())
    for words, path in pictures():
        assert path.is_file(), path
        assert path.stat().st_size <= 150_000, path
        assert len(words.split()) >= 3, f"{path.name} has no alternative text"


def test_no_picture_is_kept_that_no_page_shows() -> None:
    shown = {path.resolve() for _words, path in pictures()}
    assert {path for path in (ROOT / "docs/pictures").glob("editor-*.png") if path not in shown} == set()
    assert sum(path.stat().st_size for path in (ROOT / "docs/pictures").glob("*.png")) < 1_000_000
