"""The supervisor: web first, worker beside it, both gone when it is told to stop."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from django.conf import settings

from portal import serve

pytestmark = pytest.mark.slow


def started(environment: dict[str, str]) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "portal.serve"],
        cwd=settings.BASE_DIR,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def until(true: Callable[[], bool], seconds: float = 60.0) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.1)


@pytest.mark.django_db(transaction=True)
def test_it_says_where_it_is_and_an_interrupt_ends_it_all(installation: dict[str, str]) -> None:
    process, port = started(installation), int(installation["PORT"])
    try:
        assert any(f"http://localhost:{port}/" in line for line in iter(process.stdout.readline, ""))
        home = urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=10)
        assert (home.status, home.headers["X-Content-Type-Options"]) == (200, "nosniff")
    finally:
        process.send_signal(signal.SIGINT)
        assert process.wait(40) == 0
    assert serve.port_is_free("127.0.0.1", port)


@pytest.mark.django_db(transaction=True)
def test_a_killed_worker_is_replaced_and_stopping_leaves_nobody(installation, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(serve.given, "VAR", tmp_path)
    supervisor = serve.Supervisor({**os.environ, **installation})
    try:
        supervisor.start_web("127.0.0.1", int(installation["PORT"]))
        supervisor.tend()
        first = supervisor.worker
        os.killpg(first.pid, signal.SIGKILL)
        until(lambda: supervisor.tend() or supervisor.worker not in (None, first))
        assert supervisor.worker.poll() is None
    finally:
        supervisor.stop()
    assert None not in (supervisor.web.poll(), supervisor.worker.poll())


def test_a_taken_port_is_one_sentence(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        process = started({"SOUNDINGS_DATA": str(tmp_path), "PORT": str(port)})
        said, _ = process.communicate(timeout=30)
    assert process.returncode == 1
    assert said.strip() == f"Port {port} is taken; choose another one: PORT={port + 1} ./run"


def test_a_dead_worker_is_started_again_later_each_time(monkeypatch, capsys) -> None:
    class Dead:
        def poll(self) -> int:
            return 1

    now = 0.0
    supervisor = serve.Supervisor({})
    starts: list[float] = []
    monkeypatch.setattr(serve.time, "monotonic", lambda: now)
    monkeypatch.setattr(
        supervisor, "start_worker", lambda: starts.append(now) or setattr(supervisor, "worker", Dead())
    )
    while now < 120:
        supervisor.tend()
        now += 0.5
    pauses = [later - earlier for earlier, later in pairwise(starts)]
    assert pauses == sorted(pauses)
    assert pauses[0] <= 2
    assert max(pauses) <= 31
