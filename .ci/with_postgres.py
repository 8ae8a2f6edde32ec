"""Runs a command with DATABASE_URL at a PostgreSQL server: a reachable one, else one of its own."""

import glob
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg2

MISSING = (
    "PostgreSQL is missing. Debian, Ubuntu: sudo apt-get install postgresql; macOS: brew install postgresql; "
    "or set DATABASE_URL=postgres://user:password@host/database."
)
PLACES = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/opt/homebrew/opt/postgresql*/bin",
    "/usr/local/opt/postgresql*/bin",
    "/Applications/Postgres.app/Contents/Versions/latest/bin",
)


def binaries() -> Path | None:
    """The folder that holds initdb and postgres: from the path, else where packages put them."""
    on_path = [Path(folder) for folder in os.environ.get("PATH", "").split(os.pathsep)]
    usual = [Path(folder) for place in PLACES for folder in sorted(glob.glob(place), reverse=True)]
    return next(
        (f for f in [*on_path, *usual] if (f / "initdb").exists() and (f / "postgres").exists()), None
    )


def answers(url: str) -> bool:
    try:
        psycopg2.connect(url, connect_timeout=3).close()
    except psycopg2.Error:
        return False
    return True


def unprivileged() -> dict[str, object]:
    """PostgreSQL refuses to run as root; another user of this machine lends its name."""
    if os.geteuid() != 0:
        return {}
    users = {user.pw_name: user for user in pwd.getpwall()}
    user = users.get("postgres") or users["nobody"]
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def own_server(folder: Path) -> Iterator[str]:
    """A server for this run alone: a temporary folder, a free port of this machine, a password of its own."""
    home = Path(tempfile.mkdtemp(prefix="soundings-pg-"))
    password, port, identity = secrets.token_urlsafe(24), free_port(), unprivileged()
    secret = home / "password"
    secret.write_text(password)
    if identity:
        for path in (home, secret):
            os.chown(path, identity["user"], identity["group"])
    data, environment = str(home / "data"), {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8"}
    quiet = {
        "cwd": home,
        "env": environment,
        "stdin": subprocess.DEVNULL,
        "stdout": subprocess.DEVNULL,
        **identity,
    }
    options = ["-U", "soundings", "-A", "scram-sha-256", "--pwfile", str(secret), "-E", "UTF8", "--no-sync"]
    subprocess.run([str(folder / "initdb"), "-D", data, *options], check=True, **quiet)
    listen = ["-p", str(port), "-k", str(home), "-c", "listen_addresses=127.0.0.1"]
    careless = ["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"]
    with open(home / "log", "wb") as log:
        server = subprocess.Popen(
            [str(folder / "postgres"), "-D", data, *listen, *careless], stderr=log, **quiet
        )
    url = f"postgres://soundings:{password}@127.0.0.1:{port}/postgres"
    try:
        until = time.monotonic() + 30
        while not answers(url):
            if server.poll() is not None or time.monotonic() > until:
                sys.exit(f"PostgreSQL did not start:\n{(home / 'log').read_text()}")
            time.sleep(0.1)
        yield url
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(30)
        shutil.rmtree(home, ignore_errors=True)


def run(command: list[str], url: str) -> int:
    return subprocess.run(command, env={**os.environ, "DATABASE_URL": url}).returncode


def main() -> int:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    given = os.environ.get("DATABASE_URL", "")
    if given.startswith("postgres") and answers(given):
        print("PostgreSQL: the server of DATABASE_URL.", flush=True)
        return run(sys.argv[1:], given)
    folder = binaries()
    if folder is None:
        sys.exit(MISSING)
    print(
        f"PostgreSQL: no server given, so one of its own is started from {folder} for this run.", flush=True
    )
    with own_server(folder) as url:
        return run(sys.argv[1:], url)


if __name__ == "__main__":
    sys.exit(main())
