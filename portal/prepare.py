"""What must be done before serving: static files, migrations, curriculum; knows no Django."""

import hashlib
import sqlite3
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from portal.settings import environment as given

ROOT = given.ROOT
SQLITE = "sqlite:///"


class NotPrepared(Exception):
    """A step failed; the message says which."""


def digest(paths: Iterable[Path]) -> str:
    """One hash over names and contents, whatever the order of the file system."""
    sum_ = hashlib.sha256()
    for path in sorted(paths):
        sum_.update(str(path).encode() + b"\0" + path.read_bytes())
    return sum_.hexdigest()


def files_under(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts]


def static_stamp() -> str:
    locked = [ROOT / "requirements/base.txt", ROOT / "portal/staticfiles.py"]
    return digest([*files_under(ROOT / "static"), *files_under(ROOT / "docs/pictures"), *locked])


def database_stamp() -> int:
    """A positive 31-bit number, because that is what SQLite keeps for us in its header (user_version)."""
    schema = [*ROOT.glob("*/migrations/*.py"), ROOT / "requirements/base.txt"]
    content = [*files_under(ROOT / "content/curriculum"), *files_under(ROOT / "content/films")]
    rendering = [*ROOT.glob("content/**/*.py"), *files_under(ROOT / "templates")]
    return int(digest([*schema, *content, *rendering])[:8], 16) & 0x7FFFFFFF


def sqlite_file() -> Path | None:
    """The database file, or None when another engine was asked for."""
    return Path(given.DATABASE_URL.removeprefix(SQLITE)) if given.DATABASE_URL.startswith(SQLITE) else None


def stamped(file: Path) -> int:
    """The stamp inside the database travels with it through backup and restore; 0 for a new one."""
    if not file.exists():
        return 0
    with sqlite3.connect(file, timeout=20) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


def stamp(file: Path, number: int) -> None:
    with sqlite3.connect(file, timeout=20) as connection:
        connection.execute(f"PRAGMA user_version = {number}")


def prepare(environment: dict[str, str]) -> None:
    """Do what changed since the last start, both steps at once; raises NotPrepared."""
    given.VAR.mkdir(parents=True, exist_ok=True)
    running: list[tuple[str, subprocess.Popen[bytes]]] = []

    def begin(says: str, *command: str) -> None:
        print(says, flush=True)
        running.append(
            (command[0], subprocess.Popen([sys.executable, "manage.py", *command], cwd=ROOT, env=environment))
        )

    static_file, static = given.VAR / "static.stamp", static_stamp()
    collect = not (static_file.exists() and static_file.read_text() == static and given.STATIC_ROOT.is_dir())
    if collect:
        begin("Collecting stylesheets, fonts and scripts ...", "collectstatic", "--noinput", "-v0")
    file, database = sqlite_file(), database_stamp()
    migrate = file is None or stamped(file) != database
    if migrate:
        begin("Preparing the database and the curriculum ...", "prepare")
    failed = [name for name, process in running if process.wait()]
    if failed:
        raise NotPrepared(f"manage.py {failed[0]} failed; see the lines above.")
    if collect:
        static_file.write_text(static)
    if migrate and file:
        stamp(file, database)
