"""Two processes read and then write one SQLite database at once, and neither loses nor is turned away."""

import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ADD_ONE = """
import sys, time, pathlib
import django; django.setup()
from django.db import connection, transaction
name, folder = sys.argv[1], pathlib.Path(sys.argv[2])
connection.ensure_connection()
(folder / f"{name}.begins").touch()
with transaction.atomic(), connection.cursor() as cursor:
    cursor.execute("SELECT n FROM counter")
    n = cursor.fetchone()[0]
    (folder / f"{name}.read").touch()
    while not (folder / f"{name}.write").exists():
        time.sleep(0.01)
    cursor.execute("UPDATE counter SET n = %s", [n + 1])
"""


def until(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not true():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.01)


@pytest.mark.parametrize(
    ("settings", "careful"), [("portal.settings.embedded", True), ("tests.portal.deferred_settings", False)]
)
def test_read_then_write_from_two_processes(tmp_path: Path, settings: str, careful: bool) -> None:
    """The control takes SQLite's own way: both read, then the second to write is turned away."""
    file = tmp_path / "db.sqlite3"
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.executescript("CREATE TABLE counter (n); INSERT INTO counter VALUES (0);")
    given = {
        "DJANGO_SETTINGS_MODULE": settings,
        "DATABASE_URL": f"sqlite:///{file}",
        "SOUNDINGS_DATA": str(tmp_path),
    }

    def adder(name: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-c", ADD_ONE, name, str(tmp_path)]
        return subprocess.Popen(
            command, cwd=ROOT, env={**os.environ, **given}, stderr=subprocess.PIPE, text=True
        )

    first = adder("first")
    until((tmp_path / "first.read").exists)
    second = adder("second")
    # Careful, the second waits at its door until the first is done; careless, it has read what will be old.
    until((tmp_path / ("second.begins" if careful else "second.read")).exists)
    (tmp_path / "first.write").touch()
    assert first.wait(60) == 0
    (tmp_path / "second.write").touch()
    said = second.communicate(timeout=60)[1]
    with closing(sqlite3.connect(file)) as connection:
        counted = connection.execute("SELECT n FROM counter").fetchone()[0]
    assert (counted, "locked" in said) == ((2, False) if careful else (1, True))
