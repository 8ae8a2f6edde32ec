"""The supervisor behind ./run: prepares, starts the web process, then the worker; knows no Django."""

import fcntl
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from portal.prepare import ROOT, NotPrepared, prepare
from portal.settings import environment as given

GRACE_SECONDS = 30
WEB = [
    *(sys.executable, "-m", "gunicorn", "portal.wsgi:application", "--no-control-socket", "--preload"),
    *("--worker-class", "gthread", "--workers", "2", "--threads", "4", "--timeout", "30"),
    *("--graceful-timeout", str(GRACE_SECONDS), "--max-requests", "2000", "--max-requests-jitter", "200"),
    *("--forwarded-allow-ips", "127.0.0.1", "--log-level", "warning"),
    *("--logger-class", "portal.access_log.Masking"),
]
WORKER = [
    *(sys.executable, "-W", "ignore:You're running the worker", "-m", "celery", "--quiet"),
    *("-A", "portal.celery", "worker", "--beat", "--concurrency", "1", "--loglevel", "WARNING"),
    *("--without-gossip", "--without-mingle", "--without-heartbeat"),
]
WELCOME = """
{product} is ready:  {url}
An author's account:  ./run author you@example.org   (in another terminal)
Mail, such as sign-in codes, is shown here and kept at {url}outbox/
Ctrl-C stops it.
"""


@contextmanager
def in_use() -> Iterator[None]:
    """Held while serving, by as many as serve: restore waits for nobody to hold it."""
    given.VAR.mkdir(parents=True, exist_ok=True)
    with (given.VAR / "running.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_SH)
        yield


class Stopped(Exception):
    """Someone asked the supervisor to stop."""


def port_is_free(host: str, port: int) -> bool:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
        return True


def answers(host: str, port: int) -> bool:
    request = b"GET /healthz HTTP/1.0\r\nHost: localhost\r\n\r\n"
    try:
        with socket.create_connection((host, port), timeout=5) as connection:
            connection.sendall(request)
            return connection.recv(4) == b"HTTP"
    except OSError:
        return False


class Supervisor:
    """Two children: without the web process it ends; a dead worker is started again, later each time."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.environment = environment
        self.web: subprocess.Popen[bytes] | None = None
        self.worker: subprocess.Popen[bytes] | None = None
        self.pause = 1.0
        self.start_worker_at = 0.0

    def start(self, command: list[str]) -> subprocess.Popen[bytes]:
        # A session of its own: Ctrl-C reaches the supervisor alone, which then stops the children in order.
        return subprocess.Popen(command, cwd=ROOT, env=self.environment, start_new_session=True)

    def start_web(self, host: str, port: int) -> None:
        address = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
        self.web = self.start([*WEB, "--bind", address])
        while not answers(host, port):
            if self.web.poll() is not None:
                sys.exit("The web process did not start; see the lines above.")
            time.sleep(0.05)

    def start_worker(self) -> None:
        # Bells from before the start say nothing that the sweep would not find.
        queue = given.VAR / "queue"
        shutil.rmtree(queue, ignore_errors=True)
        (queue / "control").mkdir(parents=True, exist_ok=True)
        self.worker = self.start([*WORKER, "--schedule", str(given.VAR / "beat")])

    def tend(self) -> None:
        """One look at the children."""
        if self.web and self.web.poll() is not None:
            sys.exit(f"The web process ended (code {self.web.returncode}).")
        if self.worker and self.worker.poll() is not None:
            print(f"The worker ended; starting it again in {self.pause:.0f} s.", file=sys.stderr, flush=True)
            self.worker, self.start_worker_at = None, time.monotonic() + self.pause
            self.pause = min(self.pause * 2, 30.0)
        if self.worker is None and time.monotonic() >= self.start_worker_at:
            self.start_worker()

    def stop(self) -> None:
        children = [child for child in (self.web, self.worker) if child and child.poll() is None]
        for child in children:
            child.terminate()
        deadline = time.monotonic() + GRACE_SECONDS + 5
        for child in children:
            try:
                child.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                os.killpg(child.pid, signal.SIGKILL)


def stop_asked(number: int, frame: FrameType | None) -> None:
    raise Stopped


def serve(supervisor: Supervisor, host: str, port: int) -> None:
    prepare(supervisor.environment)
    supervisor.start_web(host, port)
    print(WELCOME.format(product=given.PRODUCT_NAME, url=f"http://localhost:{port}/"), flush=True)
    while True:
        supervisor.tend()
        time.sleep(0.5)


def main() -> None:
    environment = {"DJANGO_SETTINGS_MODULE": "portal.settings.embedded", **os.environ}
    host, port = given.BIND, given.PORT
    if not port_is_free(host, port):
        sys.exit(f"Port {port} is taken; choose another one: PORT={port + 1} ./run")
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stop_asked)
    supervisor = Supervisor(environment)
    with in_use():
        try:
            serve(supervisor, host, port)
        except NotPrepared as problem:
            sys.exit(str(problem))
        except Stopped:
            print("Stopping ...", flush=True)
        finally:
            for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                signal.signal(number, signal.SIG_IGN)
            supervisor.stop()


if __name__ == "__main__":
    main()
