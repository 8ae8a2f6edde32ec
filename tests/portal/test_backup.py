"""Backup and restore: what was saved comes back whole; what is damaged, foreign or newer changes nothing."""

import fcntl
import json
import shutil
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from portal.backup import DATABASE, MANIFEST, BadBackup, write_backup
from portal.restore import restore

KNOWN = {"content.0001_initial", "courses.0001_initial"}


class Installation:
    """A database with one sentence in it, a film and a key."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.database, self.media, self.key = folder / "db.sqlite3", folder / "media", folder / "secret-key"
        self.media.mkdir(parents=True)
        with closing(sqlite3.connect(self.database)) as connection:
            connection.executescript(
                "PRAGMA journal_mode=WAL;"
                "CREATE TABLE django_migrations (app, name); CREATE TABLE said (words);"
                "INSERT INTO django_migrations VALUES ('content', '0001_initial');"
            )
        self.say("before")

    def say(self, words: str) -> None:
        with closing(sqlite3.connect(self.database)) as connection, connection:
            connection.execute("DELETE FROM said")
            connection.execute("INSERT INTO said VALUES (?)", [words])
        (self.media / "film.mp4").write_text(words)
        self.key.write_text(words)

    def says(self) -> set[str]:
        with closing(sqlite3.connect(self.database)) as connection:
            words = connection.execute("SELECT words FROM said").fetchone()[0]
        return {words, (self.media / "film.mp4").read_text(), self.key.read_text()}

    def save(self, name: str = "backup.zip") -> Path:
        target = self.folder / "backups" / name
        write_backup(self.database, self.media, self.key, target)
        return target

    def restore(self, backup: Path, known: set[str] = KNOWN) -> Path:
        return restore(backup, self.database, self.media, self.key, known)


@pytest.fixture
def here(tmp_path: Path) -> Installation:
    return Installation(tmp_path)


def test_what_was_saved_comes_back_and_what_was_there_is_put_aside(here: Installation) -> None:
    backup = here.save()
    here.say("after")
    aside = here.restore(backup)
    assert here.says() == {"before"}
    with closing(sqlite3.connect(aside / DATABASE)) as connection:
        assert connection.execute("SELECT words FROM said").fetchone() == ("after",)
    assert (aside / "media" / "film.mp4").read_text() == "after"


def test_a_backup_taken_in_the_middle_of_a_write_holds_what_was_committed(here: Installation) -> None:
    with closing(sqlite3.connect(here.database, isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("UPDATE said SET words = 'half done'")
        backup = here.save()
        writer.execute("ROLLBACK")
    here.say("after")
    here.restore(backup)
    assert here.says() == {"before"}


def test_the_key_of_certificates_comes_back_too_and_an_older_backup_leaves_it(here: Installation) -> None:
    signing, older = here.folder / "credential-key.pem", here.save("older.zip")
    signing.write_text("first")
    backup = here.save()
    signing.write_text("second")
    here.restore(older)
    assert signing.read_text() == "second"
    here.restore(backup)
    assert signing.read_text() == "first"


def test_only_its_owner_can_read_a_backup(here: Installation) -> None:
    assert here.save().stat().st_mode & 0o077 == 0


def rewritten(change: Callable[[dict[str, bytes]], None]) -> Callable[[Path], None]:
    """The archive written anew with other members."""

    def rewrite(path: Path) -> None:
        with zipfile.ZipFile(path) as archive:
            members = {name: archive.read(name) for name in archive.namelist()}
        change(members)
        with zipfile.ZipFile(path, "w") as archive:
            for name, content in members.items():
                archive.writestr(name, content)

    return rewrite


def manifest(**changes: object) -> Callable[[dict[str, bytes]], None]:
    def change(members: dict[str, bytes]) -> None:
        members[MANIFEST] = json.dumps(json.loads(members[MANIFEST]) | changes).encode()

    return change


def slip(members: dict[str, bytes]) -> None:
    members["media/../../outside"] = b"x"
    said = json.loads(members[MANIFEST])
    said["files"]["media/../../outside"] = "0"
    members[MANIFEST] = json.dumps(said).encode()


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def flip(path: Path) -> None:
    """One byte of the film's content."""
    content = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        place = archive.getinfo("media/film.mp4").header_offset + 30 + len("media/film.mp4")
    content[place] ^= 0xFF
    path.write_bytes(content)


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (cut, "damaged"),
        (flip, "damaged"),
        (lambda path: path.write_text("a letter"), "damaged"),
        (lambda path: path.unlink(), "Nothing was changed"),
        (rewritten(lambda members: members.pop(MANIFEST)), "not a backup"),
        (rewritten(manifest(product="other")), "not a backup"),
        (rewritten(manifest(format=99)), "newer"),
        (rewritten(manifest(migrations=["content.0999_future"])), "newer"),
        (rewritten(manifest(files={})), "not a backup"),
        (rewritten(lambda members: members.update({"media/film.mp4": b"other"})), "damaged"),
        (rewritten(lambda members: members.update({"media/added": b"x"})), "damaged"),
        (rewritten(lambda members: members.pop("media/film.mp4")), "damaged"),
        (rewritten(slip), "damaged"),
    ],
)
def test_what_cannot_be_trusted_changes_nothing(here: Installation, spoil, why: str) -> None:
    backup = here.save()
    here.say("after")
    spoil(backup)
    with pytest.raises(BadBackup, match=why):
        here.restore(backup)
    assert here.says() == {"after"}
    assert not list(here.folder.glob("*restore-*"))


def test_a_database_that_does_not_hold_together_changes_nothing(here: Installation, monkeypatch) -> None:
    monkeypatch.setattr(
        "portal.backup.snapshot", lambda database, copy: copy.write_bytes(database.read_bytes()[:100])
    )
    monkeypatch.setattr("portal.backup.migrations_in", lambda database: {"content.0001_initial"})
    backup = here.save()
    here.say("after")
    with pytest.raises(BadBackup, match="damaged"):
        here.restore(backup)
    assert here.says() == {"after"}


def test_while_the_portal_runs_nothing_is_restored(here: Installation) -> None:
    backup = here.save()
    here.say("after")
    with (here.folder / "running.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_SH)
        with pytest.raises(BadBackup, match="Stop it first"):
            here.restore(backup)
    assert here.says() == {"after"}


def test_a_disk_that_fails_half_way_leaves_the_data_of_before(here: Installation, monkeypatch) -> None:
    backup = here.save()
    here.say("after")
    move, moves = shutil.move, []

    def failing(source: Path, target: Path) -> None:
        moves.append(source)
        if len(moves) == 3:
            raise OSError("no space left on device")
        move(source, target)

    monkeypatch.setattr("portal.restore.shutil.move", failing)
    with pytest.raises(BadBackup, match="no space left"):
        here.restore(backup)
    assert here.says() == {"after"}
    assert not list(here.folder.glob("*restore-*"))
