"""Measures the portal as production serves it: `python bench/run.py`; loopback only, under six minutes."""

import argparse
import importlib
import os
import secrets
import sys
import tempfile
import time
from contextlib import nullcontext
from pathlib import Path

import django

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench.servers import NotThere, free_port, postgresql  # noqa: E402

began = time.monotonic()


def say(words: str) -> None:
    print(f"{time.monotonic() - began:6.1f} s  {words}", file=sys.stderr, flush=True)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=2, help="of load in each round (whole seconds)")
    parser.add_argument("--only", default="", type=str.lower, help="only what has these words in its name")
    parser.add_argument("--no-weight", action="store_true", help="leave the browser out")
    parser.add_argument("--publish", action="store_true", help="write the figures into docs/benchmarks.md")
    parser.add_argument("--serve", action="store_true", help="serve the filled portal until Ctrl-C instead")
    return parser.parse_args()


def environment(folder: Path, database: str, port: int) -> dict[str, str]:
    """Production, told where everything is; nothing of it is switched off."""
    return {
        "DJANGO_SETTINGS_MODULE": "portal.settings.production",
        "DATABASE_URL": database,
        "SOUNDINGS_DATA": str(folder),
        "SECRET_KEY": secrets.token_urlsafe(60),
        "ALLOWED_HOSTS": "127.0.0.1,localhost",
        "BASE_URL": f"https://127.0.0.1:{port}",
        "EMAIL_URL": "dummymail://",
        "LOG_LEVEL": "WARNING",
    }


def main() -> None:
    given = arguments()
    database_given = os.environ.get("BENCH_DATABASE_URL")
    with tempfile.TemporaryDirectory(prefix="soundings-bench-") as name:
        folder, port = Path(name), free_port()
        folder.chmod(0o755)  # PostgreSQL runs as a user of its own and must reach its folder below
        with nullcontext(database_given) if database_given else postgresql(folder) as database:
            os.environ.update(environment(folder, database, port))
            django.setup()
            # Not imported above: the settings read the environment when they are loaded.
            importlib.import_module("bench.session").session(given, folder, port, say)


if __name__ == "__main__":
    try:
        main()
    except NotThere as problem:
        sys.exit(str(problem))
    except KeyboardInterrupt:
        sys.exit(130)
