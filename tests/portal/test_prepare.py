"""What a start does again, and what it does not."""

import sqlite3
from pathlib import Path

import pytest

from portal import prepare


@pytest.fixture
def machine(tmp_path: Path, monkeypatch) -> list[str]:
    """An installation in a folder of its own; the commands that would run are noted, and succeed."""
    ran: list[str] = []
    monkeypatch.setattr(prepare.given, "VAR", tmp_path)
    monkeypatch.setattr(prepare.given, "STATIC_ROOT", tmp_path / "static")
    monkeypatch.setattr(prepare.given, "DATABASE_URL", f"sqlite:///{tmp_path / 'db.sqlite3'}")

    class Command:
        def __init__(self, command: list[str], **_: object) -> None:
            ran.append(command[2])
            if command[2] == "collectstatic":
                (tmp_path / "static").mkdir(exist_ok=True)
            self.fails = command[2] in failing

        def wait(self) -> int:
            return int(self.fails)

    monkeypatch.setattr(prepare.subprocess, "Popen", Command)
    return ran


failing: set[str] = set()


@pytest.fixture(autouse=True)
def _nothing_fails() -> None:
    failing.clear()


def starts(ran: list[str]) -> list[str]:
    ran.clear()
    prepare.prepare({})
    return sorted(ran)


def test_only_the_first_start_prepares(machine) -> None:
    assert starts(machine) == ["collectstatic", "prepare"]
    assert starts(machine) == []


@pytest.mark.parametrize(
    ("changed", "again"), [("static_stamp", "collectstatic"), ("database_stamp", "prepare")]
)
def test_what_changed_is_done_again(machine, monkeypatch, changed: str, again: str) -> None:
    starts(machine)
    monkeypatch.setattr(prepare, changed, lambda: "new" if changed == "static_stamp" else 7)
    assert starts(machine) == [again]
    assert starts(machine) == []


def test_what_failed_is_said_and_tried_again(machine) -> None:
    failing.add("prepare")
    with pytest.raises(prepare.NotPrepared, match=r"manage.py prepare failed"):
        starts(machine)
    failing.clear()
    assert "prepare" in starts(machine)


def test_a_database_that_was_taken_away_is_made_anew(machine, tmp_path: Path) -> None:
    starts(machine)
    (tmp_path / "db.sqlite3").unlink()
    assert starts(machine) == ["prepare"]


def test_the_stamp_travels_with_the_database(tmp_path: Path) -> None:
    first, second = tmp_path / "a.sqlite3", tmp_path / "b.sqlite3"
    prepare.stamp(first, 1234)
    with sqlite3.connect(first) as source, sqlite3.connect(second) as target:
        source.backup(target)
    assert prepare.stamped(second) == 1234


def test_another_engine_is_prepared_at_every_start(machine, monkeypatch) -> None:
    monkeypatch.setattr(prepare.given, "DATABASE_URL", "postgres://somewhere/db")
    starts(machine)
    assert starts(machine) == ["prepare"]


def test_a_new_picture_of_the_handbook_is_collected(tmp_path: Path, monkeypatch) -> None:
    pictures = tmp_path / "docs/pictures"
    for path in ("static", "docs/pictures", "requirements", "portal"):
        (tmp_path / path).mkdir(parents=True)
    (tmp_path / "requirements/base.txt").touch()
    (tmp_path / "portal/staticfiles.py").touch()
    monkeypatch.setattr(prepare, "ROOT", tmp_path)
    before = prepare.static_stamp()
    (pictures / "editor-new.png").write_text("1")
    assert prepare.static_stamp() != before


def test_the_stamp_knows_names_and_contents(tmp_path: Path) -> None:
    for name, text in (("a", "1"), ("b", "2")):
        (tmp_path / name).write_text(text)
    before = prepare.digest(prepare.files_under(tmp_path))
    (tmp_path / "b").write_text("3")
    assert prepare.digest(prepare.files_under(tmp_path)) != before
