"""Puts a backup in place of the present data: a whole one that this version understands, or none."""

import fcntl
import hashlib
import json
import shutil
import sqlite3
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path, PurePosixPath
from typing import Any

from portal.backup import DATABASE, FORMAT, KEY, MANIFEST, MEDIA, SIGNING, BadBackup

CHUNK = 1024**2
FOREIGN = "This is not a backup of Soundings."


@contextmanager
def nobody_running(lock: Path) -> Iterator[None]:
    """./run holds the lock while it serves."""
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as problem:
            raise BadBackup("The portal is running. Stop it first, then restore.") from problem
        yield


def manifest_of(archive: zipfile.ZipFile, known_migrations: set[str]) -> dict[str, Any]:
    """What the backup says it holds, if it is ours and no newer than this version."""
    try:
        manifest: dict[str, Any] = json.loads(archive.read(MANIFEST))
        ours = manifest["product"] == "soundings" and DATABASE in manifest["files"]
        newer = manifest["format"] > FORMAT or set(manifest["migrations"]) - known_migrations
        names = set(archive.namelist())
    except (KeyError, ValueError, TypeError) as problem:
        raise BadBackup(FOREIGN) from problem
    if not ours:
        raise BadBackup(FOREIGN)
    if newer:
        raise BadBackup("This backup was made by a newer version. Update first (git pull), then restore.")
    if names != {MANIFEST, *manifest["files"]}:
        raise BadBackup("The backup is damaged: files are missing or were added.")
    for name in manifest["files"]:
        parts = PurePosixPath(name).parts
        if (
            name.startswith("/")
            or ".." in parts
            or "\\" in name
            or not (name in (DATABASE, KEY, *SIGNING) or parts[0] == "media")
        ):
            raise BadBackup(f"The backup is damaged: it holds {name}.")
    return manifest


def unpack(archive: zipfile.ZipFile, files: dict[str, str], folder: Path) -> None:
    """Every file under the folder, each compared with its checksum while it is written."""
    for name, promised in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        found = hashlib.sha256()
        with archive.open(name) as source, path.open("wb") as target:
            while chunk := source.read(CHUNK):
                found.update(chunk)
                target.write(chunk)
        if found.hexdigest() != promised:
            raise BadBackup(f"The backup is damaged: {name} is not what was saved.")


def check_database(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        if connection.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            raise BadBackup("The backup is damaged: its database does not hold together.")


def swap(fresh: Path, places: dict[str, Path], aside: Path) -> None:
    """Present files go aside, new ones take their place; whatever fails on the way, all is put back."""
    moved: list[tuple[Path, Path]] = []

    def move(source: Path, target: Path) -> None:
        if source.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.move(source, target)
            moved.append((source, target))

    try:
        for name, place in places.items():
            for suffix in ("", "-wal", "-shm"):
                move(place.with_name(place.name + suffix), aside / (name.rstrip("/") + suffix))
            move(fresh / name, place)
    except OSError as problem:
        for source, target in reversed(moved):
            shutil.move(target, source)
        aside.rmdir()
        raise BadBackup(f"Nothing was changed: {problem}") from problem


def restore(backup: Path, database: Path, media: Path, key: Path, known_migrations: set[str]) -> Path:
    """Returns the folder that now holds the data of before; raises BadBackup and changes nothing."""
    places = {DATABASE: database, MEDIA: media, KEY: key}
    try:
        with (
            nobody_running(key.parent / "running.lock"),
            zipfile.ZipFile(backup) as archive,
            tempfile.TemporaryDirectory(dir=database.parent, prefix="restore-") as folder,
        ):
            manifest = manifest_of(archive, known_migrations)
            unpack(archive, manifest["files"], Path(folder))
            check_database(Path(folder) / DATABASE)
            # Without one, the present key goes on signing.
            places |= {name: key.with_name(name) for name in SIGNING if name in manifest["files"]}
            aside = Path(tempfile.mkdtemp(dir=database.parent, prefix="before-restore-"))
            swap(Path(folder), places, aside)
            return aside
    except (zipfile.BadZipFile, zlib.error, sqlite3.DatabaseError, EOFError) as problem:
        raise BadBackup("The backup is damaged: it cannot be read.") from problem
    except OSError as problem:
        raise BadBackup(f"Nothing was changed: {problem}") from problem
