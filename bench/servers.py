"""Starts what a run needs on this machine's loopback, in a temporary folder, and ends it again."""

import os
import pwd
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
START_SECONDS = 30


class NotThere(Exception):
    """A program that the run needs is not installed; the message says how to get it."""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until(ready: Callable[[], bool], process: subprocess.Popen[bytes], what: str) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not ready():
        if process.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(f"{what} did not start")
        time.sleep(0.1)


@contextmanager
def running(command: list[str], **options: object) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(command, **options)  # type: ignore[call-overload]
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def postgresql_folder() -> Path:
    """Where initdb and postgres are: on the path, or the newest of Debian's versions."""
    if found := shutil.which("initdb"):
        folder = Path(found).resolve().parent
        if (folder / "postgres").exists():
            return folder
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name))
    if not versions:
        raise NotThere("PostgreSQL is not installed. Debian, Ubuntu: sudo apt-get install postgresql")
    return versions[-1]


@contextmanager
def postgresql(folder: Path) -> Iterator[tuple[str, int]]:
    """A server of its own with its defaults: the URL of an empty database in it, and its process id."""
    programs, data, port = postgresql_folder(), folder / "postgresql", free_port()
    data.mkdir()
    user: dict[str, object] = {}
    if os.geteuid() == 0:  # PostgreSQL refuses to run as root
        name = "postgres" if "postgres" in {entry.pw_name for entry in pwd.getpwall()} else "nobody"
        shutil.chown(data, name)
        user = {"user": name, "group": pwd.getpwnam(name).pw_gid, "cwd": data, "extra_groups": []}
    options = ["-U", "bench", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--data-checksums"]
    subprocess.run(
        [programs / "initdb", "-D", data / "cluster", *options], check=True, capture_output=True, **user
    )
    serve = [
        *(str(programs / "postgres"), "-D", str(data / "cluster"), "-p", str(port)),
        *("-k", str(data), "-c", "listen_addresses=127.0.0.1", "-c", "log_min_messages=fatal"),
    ]
    ready = [programs / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(port)]
    with running(serve, stderr=subprocess.DEVNULL, **user) as process:
        wait_until(lambda: subprocess.run(ready).returncode == 0, process, "PostgreSQL")
        create = [programs / "createdb", "-h", "127.0.0.1", "-p", str(port), "-U", "bench", "bench"]
        subprocess.run(create, check=True)
        yield f"postgres://bench@127.0.0.1:{port}/bench", process.pid


@contextmanager
def gunicorn(environment: dict[str, str], port: int) -> Iterator[int]:
    """One gunicorn, two sync workers, with the environment given; its process id."""
    command = [
        *(sys.executable, "-m", "gunicorn", "bench.wsgi:application", "--no-control-socket"),
        *("-w", "2", "-k", "sync", "--bind", f"127.0.0.1:{port}", "--log-level", "error"),
    ]
    with running(command, cwd=ROOT, env=environment) as process:
        wait_until(lambda: answers(port), process, "gunicorn")
        yield process.pid


def answers(port: int) -> bool:
    try:
        return bool(urllib.request.urlopen(f"http://127.0.0.1:{port}/bare/", timeout=2).status == 200)
    except OSError:
        return False
