"""Two processes write to one SQLite database at once, and neither is told that it is locked."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
WRITER = """
import django; django.setup()
from django.db import connection, transaction
for _ in range(40):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT n FROM counter")
        n = cursor.fetchone()[0]
        cursor.execute("UPDATE counter SET n = %s", [n + 1])
"""
CAREFUL, CARELESS = "portal.settings.embedded", "tests.portal.deferred_settings"


@pytest.mark.parametrize(("settings", "all_counted"), [(CAREFUL, True), (CARELESS, False)])
def test_read_then_write_from_two_processes(tmp_path: Path, settings: str, all_counted: bool) -> None:
    """The control takes SQLite's own ways: deferred transactions that fail when both want to write."""
    file = tmp_path / "db.sqlite3"
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.executescript("CREATE TABLE counter (n); INSERT INTO counter VALUES (0);")
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": settings,
        "DATABASE_URL": f"sqlite:///{file}",
        "SOUNDINGS_DATA": str(tmp_path),
    }
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER], cwd=ROOT, env=environment, stderr=subprocess.PIPE)
        for _ in range(2)
    ]
    said = [writer.communicate(timeout=120)[1].decode() for writer in writers]
    with closing(sqlite3.connect(file)) as connection:
        counted = connection.execute("SELECT n FROM counter").fetchone()[0]
    assert (counted == 80 and not any("locked" in text for text in said)) is all_counted
