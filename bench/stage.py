"""A portal as production serves it, on a database of its own, for as long as something is measured."""

import importlib
import os
import secrets
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import django
from django.core.management import call_command

from bench.servers import free_port, gunicorn, postgresql

began = time.monotonic()


@dataclass(frozen=True)
class Stage:
    """`servers`: process ids of gunicorn and PostgreSQL; `pupils`: the learners who ask (bench.school)."""

    folder: Path
    port: int
    servers: tuple[int, ...]
    pupils: list[Any]


def say(words: str) -> None:
    print(f"{time.monotonic() - began:6.1f} s  {words}", file=sys.stderr, flush=True)


def environment(settings: str, folder: Path, database: str, port: int) -> dict[str, str]:
    """Told where everything is; of production nothing is switched off, `embedded` takes forms over HTTP."""
    given = {
        "DJANGO_SETTINGS_MODULE": f"portal.settings.{settings}",
        "DATABASE_URL": database,
        "SOUNDINGS_DATA": str(folder),
        "SECRET_KEY": secrets.token_urlsafe(60),
        "ALLOWED_HOSTS": "127.0.0.1,localhost",
        "LOG_LEVEL": "ERROR",
    }
    if settings == "production":
        given |= {"BASE_URL": f"https://127.0.0.1:{port}", "EMAIL_URL": "dummymail://"}
    return given


@contextmanager
def stage(*, sizes: tuple[int, ...] = (), settings: str = "production") -> Iterator[Stage]:
    """With the shipped curriculum, and a made module of each size."""
    given = os.environ.get("BENCH_DATABASE_URL")
    with tempfile.TemporaryDirectory(prefix="soundings-bench-") as name:
        folder, port = Path(name), free_port()
        folder.chmod(0o755)  # PostgreSQL runs as a user of its own and must reach its folder below
        with nullcontext((given, 0)) if given else postgresql(folder) as (database, server):
            os.environ.update(environment(settings, folder, database, port))
            django.setup()
            say("migrating")
            call_command("migrate", verbosity=0)
            call_command("collectstatic", interactive=False, verbosity=0)
            say("filling")
            # Not imported above: models can be imported only once the settings know this run.
            pupils = importlib.import_module("bench.school").fill(sizes)
            with gunicorn(dict(os.environ), port) as web:
                yield Stage(folder, port, (web, server) if server else (web,), pupils)
