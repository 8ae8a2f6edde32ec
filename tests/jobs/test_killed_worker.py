"""A real worker, killed with signal 9 in the middle of a job: the sweep finishes it, exactly once."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from jobs.models import Job, OutgoingMail

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
WORKER = [
    *(sys.executable, "-W", "ignore:You're running the worker", "-m", "celery", "--quiet"),
    *("-A", "portal.celery", "worker", "--beat", "--loglevel", "ERROR"),
    *("--without-gossip", "--without-mingle", "--without-heartbeat"),
]


class Workers:
    """Real workers on the test's database, with a queue folder and settings of their own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "queue" / "control").mkdir(parents=True)
        self.running: list[subprocess.Popen[bytes]] = []
        given = connection.settings_dict
        url = f"sqlite:///{given['NAME']}"
        if connection.vendor != "sqlite":
            url = os.environ["DATABASE_URL"].rpartition("/")[0] + "/" + given["NAME"]
        self.environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tests.jobs.worker_settings",
            "DATABASE_URL": url,
            "SOUNDINGS_DATA": str(folder),
        }

    def start(self, *, lease: float, slots: int = 1) -> subprocess.Popen[bytes]:
        worker = subprocess.Popen(
            [*WORKER, "-c", str(slots), "--schedule", str(self.folder / "beat")],
            cwd=settings.BASE_DIR,
            env=self.environment | {"TEST_LEASE_SECONDS": str(lease)},
            start_new_session=True,
        )
        self.running.append(worker)
        return worker

    def kill(self, worker: subprocess.Popen[bytes]) -> None:
        """Parent, child and clock at once, as when a machine loses power."""
        os.killpg(worker.pid, signal.SIGKILL)
        worker.wait()


@pytest.fixture
def workers(tmp_path: Path) -> Iterator[Workers]:
    made = Workers(tmp_path)
    yield made
    for worker in made.running:
        if worker.poll() is None:
            made.kill(worker)


def until(true: Callable[[], bool], seconds: float = 60.0) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.05)


def effects() -> int:
    return OutgoingMail.objects.filter(subject="effect").count()


class HeldJob:
    """A job that waits in the middle until it is let go."""

    def __init__(self, folder: Path) -> None:
        self.hold = folder / "hold"
        self.hold.touch()
        self.row = Job.objects.create(kind="held", key="held:1", payload={"hold": str(self.hold)})

    def starts(self) -> int:
        noted = self.hold.with_suffix(".starts")
        return len(noted.read_text().splitlines()) if noted.exists() else 0

    def facts(self) -> tuple[str, int, int]:
        self.row.refresh_from_db()
        return self.row.state, self.row.attempts, effects()


def test_a_job_whose_worker_was_killed_is_finished_once(workers: Workers) -> None:
    job = HeldJob(workers.folder)
    first = workers.start(lease=3)
    until(lambda: job.starts() == 1)
    workers.kill(first)
    assert job.facts() == (Job.State.RUNNING, 1, 0)
    job.hold.unlink()
    workers.start(lease=3)
    until(lambda: job.facts()[0] == Job.State.DONE)
    assert job.facts() == (Job.State.DONE, 2, 1)
    assert job.starts() == 2


@pytest.mark.parametrize("leased", [True, False])
def test_a_running_job_is_left_alone_while_its_lease_lasts(workers: Workers, leased: bool) -> None:
    """Several sweeps ring for it meanwhile. The control, a lease of no time, starts the work once more."""
    job = HeldJob(workers.folder)
    other = Job.objects.create(kind="held", key="held:2", payload={"hold": str(workers.folder / "none")})
    workers.start(lease=60 if leased else 0, slots=2)
    until(lambda: job.starts() == (1 if leased else 2))
    if leased:  # the second slot is awake and sweeping: it does the other job, and not this one
        until(lambda: Job.objects.filter(pk=other.pk, state=Job.State.DONE).exists())
        assert job.starts() == 1
    job.hold.unlink()
    until(lambda: not Job.objects.open().exists())
    assert effects() == 2  # one each: the fence held even where the lease did not
