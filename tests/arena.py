"""Test databases as copies of a template: a copy takes milliseconds, migrations half a minute."""

import fcntl
import os
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg2
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import connection
from psycopg2 import sql

from portal.prepare import ROOT, digest, files_under

FOLDER = ROOT / "var" / "test"
KEPT_SECONDS = 2 * 24 * 3600
SCHEMA, COURSE = "schema", "course"  # an empty portal; the same with the shipped curriculum in it


def hash_of(kind: str) -> str:
    paths = [
        *ROOT.glob("*/migrations/*.py"),
        ROOT / "requirements/base.txt",
        *ROOT.glob("accounts/models/*.py"),
    ]
    if kind == COURSE:
        paths += [*files_under(ROOT / "content/curriculum"), *ROOT.glob("content/**/*.py")]
    return digest(paths)[:12]


@contextmanager
def locked(name: str) -> Iterator[None]:
    """One process builds, the others wait and find it built."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with open(FOLDER / f"{name}.lock", "w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def manage(url: str, media: Path, *commands: str) -> None:
    environment = {**os.environ, "DATABASE_URL": url, "MEDIA_ROOT": str(media), "LOG_LEVEL": "WARNING"}
    script = (
        "import gc; gc.disable(); from django.core.management import execute_from_command_line as run; run()"
    )
    for command in commands:
        made = subprocess.run(
            [sys.executable, "-c", script, *command.split()],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
        )
        if made.returncode:
            raise RuntimeError(
                f"manage.py {command} failed for the test template:\n{made.stdout}{made.stderr[-4000:]}"
            )


class Arena:
    """The databases of one test process. `use(kind)` before each test, `spoil()` after one that commits."""

    def __init__(self, worker: str) -> None:
        self.worker = worker
        self.fresh: set[str] = set()
        self.failed: dict[str, RuntimeError] = {}
        # Taken once: a file that changes while a template is built must not give it another name.
        self.hashes = {kind: hash_of(kind) for kind in (SCHEMA, COURSE)}
        self.present: str | None = None
        self.copies: Counter[str] = Counter()
        self.media = FOLDER / f"media-{worker}"

    def use(self, kind: str) -> None:
        if kind == self.present and kind in self.fresh:
            return
        connection.close()
        if kind not in self.fresh:
            for needed in (SCHEMA, kind):
                self.ensure(needed)
            self.copy(kind)
            self.fresh.add(kind)
        connection.settings_dict["NAME"] = self.name(kind)
        self.present = kind
        forget()

    def ensure(self, kind: str) -> None:
        """The template, built once; what failed is not tried again by every test."""
        if kind in self.failed:
            raise self.failed[kind]
        try:
            with locked(self.template(kind)):
                self.build(kind)
        except RuntimeError as problem:
            self.failed[kind] = problem
            raise

    def spoil(self) -> None:
        if self.present:
            self.fresh.discard(self.present)

    def template(self, kind: str) -> str:
        return f"{kind}-{self.hashes[kind]}"

    def template_media(self, kind: str) -> Path:
        return FOLDER / f"media-{self.template(kind)}"

    def copy_media(self, kind: str) -> None:
        if self.template_media(kind).exists():
            shutil.rmtree(self.media, ignore_errors=True)
            # Hard links: storages never write into a file that exists.
            shutil.copytree(self.template_media(kind), self.media, copy_function=os.link)
        self.media.mkdir(parents=True, exist_ok=True)

    def close(self) -> None:
        connection.close()
        for kind in (SCHEMA, COURSE):
            self.drop(kind)
        shutil.rmtree(self.media, ignore_errors=True)
        for path in FOLDER.iterdir():
            if path.stat().st_mtime < time.time() - KEPT_SECONDS:
                shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)

    # What an engine does its own way
    def name(self, kind: str) -> str: ...
    def build(self, kind: str) -> None: ...
    def copy(self, kind: str) -> None: ...
    def drop(self, kind: str) -> None: ...


class SQLiteArena(Arena):
    def name(self, kind: str) -> str:
        return str(FOLDER / f"run-{self.worker}-{kind}-{self.copies[kind]}.sqlite3")

    def build(self, kind: str) -> None:
        done = FOLDER / f"{self.template(kind)}.sqlite3"
        if done.exists():
            os.utime(done)
            return
        making = done.with_suffix(".making")
        making.unlink(missing_ok=True)
        media = self.template_media(kind)
        if kind == COURSE:
            shutil.copy(FOLDER / f"{self.template(SCHEMA)}.sqlite3", making)
            manage(f"sqlite:///{making}", media, "import_curriculum")
        else:
            manage(f"sqlite:///{making}", media, "migrate --verbosity 0")
        making.rename(done)

    def copy(self, kind: str) -> None:
        """Under a new name each time: a late request of the last test, such as a page's parting beacon,
        must not open a copy that is half written."""
        self.drop(kind)
        self.copies[kind] += 1
        shutil.copy(FOLDER / f"{self.template(kind)}.sqlite3", self.name(kind))
        self.copy_media(kind)

    def drop(self, kind: str) -> None:
        for suffix in ("", "-wal", "-shm"):
            Path(self.name(kind) + suffix).unlink(missing_ok=True)


class PostgreSQLArena(Arena):
    """Making and dropping a database waits for the server's disk: the next copy is made while a test runs."""

    def __init__(self, worker: str) -> None:
        super().__init__(worker)
        self.beside = ThreadPoolExecutor(1)
        self.ahead: dict[str, Future[None]] = {}

    def name(self, kind: str) -> str:
        return self.numbered(kind, self.copies[kind])

    def numbered(self, kind: str, number: int) -> str:
        return f"soundings_run_{self.worker}_{kind}_{number}".replace("-", "_")

    def template_name(self, kind: str) -> str:
        return f"soundings_{self.template(kind)}".replace("-", "_")

    def server(self, statement: str, *names: str) -> list[tuple[object, ...]]:
        given = connection.settings_dict
        link = psycopg2.connect(
            dbname="postgres", user=given["USER"] or None, password=given["PASSWORD"] or None,
            host=given["HOST"] or None, port=given["PORT"] or None,
        )  # fmt: skip
        link.autocommit = True
        try:
            with link.cursor() as cursor:
                cursor.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))
                return cursor.fetchall() if cursor.description else []
        finally:
            link.close()

    def exists(self, name: str) -> bool:
        return any(name == row[0] for row in self.server("SELECT datname FROM pg_database"))

    def url(self, name: str) -> str:
        return os.environ["DATABASE_URL"].rpartition("/")[0] + "/" + name

    def build(self, kind: str) -> None:
        done = self.template_name(kind)
        if self.exists(done):
            return
        making = f"{done}_making"
        self.server("DROP DATABASE IF EXISTS {} WITH (FORCE)", making)
        media = self.template_media(kind)
        if kind == COURSE:
            self.server("CREATE DATABASE {} TEMPLATE {}", making, self.template_name(SCHEMA))
            manage(self.url(making), media, "import_curriculum")
        else:
            self.server("CREATE DATABASE {}", making)
            manage(self.url(making), media, "migrate --verbosity 0")
        self.server("ALTER DATABASE {} RENAME TO {}", making, done)

    def copy(self, kind: str) -> None:
        last = self.copies[kind]
        self.copies[kind] += 1
        if kind in self.ahead:
            self.ahead.pop(kind).result()
        else:
            self.make(kind, last + 1)
        if last:  # so tests of this kind commit, and there will be more of them
            self.beside.submit(self.discard, kind, last)
            self.ahead[kind] = self.beside.submit(self.make, kind, last + 2)
        self.copy_media(kind)

    def make(self, kind: str, number: int) -> None:
        self.discard(kind, number)
        name, template = self.numbered(kind, number), self.template_name(kind)
        with locked(self.template(kind)):  # PostgreSQL copies a template for one at a time
            self.server("CREATE DATABASE {} TEMPLATE {}", name, template)

    def discard(self, kind: str, number: int) -> None:
        self.server("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.numbered(kind, number))

    def drop(self, kind: str) -> None:
        """The present one and the one made ahead; those before are dropped by then."""
        self.beside.shutdown()
        for number in (self.copies[kind], self.copies[kind] + 1):
            self.discard(kind, number)


def forget() -> None:
    """What a process remembers of a database that is no longer the present one."""
    ContentType.objects.clear_cache()
    cache.clear()


def arena(worker: str) -> Arena:
    return SQLiteArena(worker) if connection.vendor == "sqlite" else PostgreSQLArena(worker)


def prepare() -> None:
    """Builds both templates beside the collecting of tests; what fails here is told where it is needed."""
    with suppress(RuntimeError):
        present = arena("prepare")
        for kind in (SCHEMA, COURSE):
            present.ensure(kind)
