"""One file with database, media and the keys that sign cookies and certificates; taken while it runs."""

import hashlib
import json
import os
import sqlite3
import tempfile
import zipfile
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

FORMAT = 1
MANIFEST, DATABASE, MEDIA, KEY = "manifest.json", "database.sqlite3", "media/", "secret-key"
# Beside the secret key, once a certificate or an archive of a module was signed.
SIGNING = ("credential-key.pem", "curriculum-key.pem")


class BadBackup(Exception):
    """Why a file cannot be restored, in a sentence for the person who tried."""


def sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def migrations_in(database: Path) -> set[str]:
    """Which migrations the database has seen: what says whether the code is new enough for it."""
    with closing(sqlite3.connect(database)) as connection:
        return {
            f"{app}.{name}" for app, name in connection.execute("SELECT app, name FROM django_migrations")
        }


def snapshot(database: Path, copy: Path) -> None:
    """A consistent copy by SQLite's own backup interface, whoever is writing meanwhile."""
    with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
        target.execute("PRAGMA journal_mode=DELETE")  # one file, no log beside it


def write_backup(database: Path, media: Path, key: Path, target: Path) -> int:
    """Writes the archive under another name first, so that a half one is never taken for whole."""
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_name(target.name + ".partial")
    with tempfile.TemporaryDirectory(dir=target.parent) as folder:
        copy = Path(folder) / DATABASE
        snapshot(database, copy)
        files = {DATABASE: copy}
        kept = {KEY: key, **{name: key.with_name(name) for name in SIGNING}}
        files |= {name: path for name, path in kept.items() if path.exists()}
        files |= {
            MEDIA + path.relative_to(media).as_posix(): path for path in media.rglob("*") if path.is_file()
        }
        manifest = {
            "product": "soundings",
            "format": FORMAT,
            "made": datetime.now(UTC).isoformat(timespec="seconds"),
            "migrations": sorted(migrations_in(copy)),
            "files": {name: sha256_of(path) for name, path in files.items()},
        }
        # Readable by its owner only: it holds everything.
        with open(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
                archive.writestr(MANIFEST, json.dumps(manifest, indent=1))
                for name, path in files.items():
                    archive.write(path, name)
            file.flush()
            os.fsync(file.fileno())
    partial.rename(target)
    return len(files)
