"""An installation of its own, for tests that start the product itself."""

import os
import shutil
import socket
from pathlib import Path

import pytest
from django.db import connection

from portal import prepare


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def installation(course: None, tmp_path: Path) -> dict[str, str]:
    """The environment of an installation that was started before: its database is prepared."""
    if connection.vendor == "sqlite":
        database = tmp_path / "soundings.sqlite3"
        shutil.copy(connection.settings_dict["NAME"], database)
        prepare.stamp(database, prepare.database_stamp())
        url = f"sqlite:///{database}"
    else:
        url = os.environ["DATABASE_URL"].rpartition("/")[0] + "/" + connection.settings_dict["NAME"]
    embedded = {"DJANGO_SETTINGS_MODULE": "portal.settings.embedded", "SOUNDINGS_DATA": str(tmp_path)}
    return {**embedded, "DATABASE_URL": url, "PORT": str(free_port())}
