"""Kills tasks, workers and the broker's memory while reports are made, and counts what was lost: nothing.

`python bench/drill_reports.py [--kills 1000] [--workers 100] [--flushes 20]`, in a folder of its own. Every
report is due a mail, so that something done twice would be seen.
"""

import argparse
import contextlib
import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
SLOTS = 10
CELERY = [
    sys.executable,
    "-W",
    "ignore:You're running the worker",
    "-m",
    "celery",
    "--quiet",
    "-A",
    "portal.celery",
]
WORKER = [*CELERY, "worker", "-c", str(SLOTS), "--loglevel", "CRITICAL"]
WORKER += ["--without-gossip", "--without-mingle", "--without-heartbeat"]
CLOCK = [*CELERY, "beat", "--loglevel", "CRITICAL"]
FORMS = ("pdf", "pptx", "xlsx", "csv", "json")
PATIENCE = 45  # seconds without any progress
SPARED = 4  # a job that was tried so often is left alone: the fifth failure is a dead letter by design


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--reports", type=int, default=0, help="how many; by default as many as kills")
    parser.add_argument("--kills", type=int, default=1000, help="of tasks, in the middle")
    parser.add_argument("--workers", type=int, default=100, help="whole workers killed")
    parser.add_argument("--flushes", type=int, default=20, help="of everything that the broker holds")
    return parser.parse_args()


class Worker:
    """A real worker, killed as when a machine loses power; the clock is another process, as in production."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.clock = subprocess.Popen([*CLOCK, "--schedule", str(folder / "beat")], cwd=ROOT)
        self.start()

    def end(self) -> None:
        self.kill()
        self.clock.kill()
        self.clock.wait()

    def start(self) -> None:
        shutil.rmtree(self.folder / "queue", ignore_errors=True)  # as `./run` does: bells are not the truth
        (self.folder / "queue" / "control").mkdir(parents=True)
        shutil.rmtree(self.folder / "busy", ignore_errors=True)
        (self.folder / "busy").mkdir()
        self.process = subprocess.Popen(WORKER, cwd=ROOT, start_new_session=True)

    def kill_task(self, chance: random.Random) -> bool:
        """One process in the middle of a report, if there is one just now."""
        busy = sorted(path for path in (self.folder / "busy").iterdir())
        for note in chance.sample(busy, min(1, len(busy))):
            note.unlink(missing_ok=True)
            if int(note.name) in self.children():
                os.kill(int(note.name), signal.SIGKILL)
                return True
        return False

    def children(self) -> set[int]:
        """Whoever else has a number that was once in a note is left alone."""
        task = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return {int(pid) for pid in task.read_text().split()} if task.exists() else set()

    def kill(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def flush(self) -> None:
        """The broker forgets everything."""
        for path in (self.folder / "queue").glob("*"):
            if path.is_file():
                path.unlink(missing_ok=True)


def prepared(folder: Path, many: int) -> None:
    """A closed round, and so many reports of it asked for a minute ago."""
    from django.utils import timezone

    from reports.actions import ask_for, asking, save_words
    from reports.models import Report
    from tests.readiness.panels import closed_panel

    asking.MOST_AN_HOUR = many + 1
    measured = closed_panel({"exec": 5, "tech": 5})
    for number in range(many):
        now = timezone.now()
        if number % len(FORMS) == 0:
            save_words(measured, {"finding": f"Finding {number}."}, number // len(FORMS), measured.owner, now)
        ask_for(measured, FORMS[number % len(FORMS)], "a4", measured.owner, now)
    Report.objects.update(asked_at=timezone.now() - timedelta(minutes=1))


def drill(worker: Worker, given: argparse.Namespace) -> dict[str, int]:
    """Until every kill was made and every job has ended."""
    from django.db.models import Max

    from jobs.models import Job

    chance, done = random.Random(24), {"kills": 0, "workers": 0, "flushes": 0, "hung": 0}
    reports = Job.objects.filter(kind="report")
    whole = max(1, given.kills // max(1, given.workers)), max(1, given.kills // max(1, given.flushes))
    before, moved = (0, 0), time.monotonic()
    while reports.open().exists():
        time.sleep(chance.uniform(0.02, 0.25))
        tried = reports.filter(state=Job.State.RUNNING).aggregate(most=Max("attempts"))["most"]
        if done["kills"] < given.kills and tried and tried < SPARED and worker.kill_task(chance):
            done["kills"] += 1
            if done["kills"] % whole[0] == 0 and done["workers"] < given.workers:
                worker.kill()
                worker.start()
                done["workers"] += 1
            if done["kills"] % whole[1] == 0 and done["flushes"] < given.flushes:
                worker.flush()
                done["flushes"] += 1
        if (now := (reports.open().count(), done["kills"])) != before:
            before, moved = now, time.monotonic()
        if worker.process.poll() is not None or time.monotonic() > moved + PATIENCE:
            # A message cut short by a kill ends the consumer of the folder transport, not always its process.
            done["hung"] += worker.process.poll() is None
            worker.kill()
            worker.start()
            moved = time.monotonic()
    return done


def counted() -> dict[str, int]:
    """What a careful owner would look for."""
    from jobs.models import Job, OutgoingMail
    from reports.models import Report
    from reports.models.reports import folder

    ready = list(Report.objects.ready())
    files = {path.name for path in folder().glob("*") if path.suffix != ".part"}
    broken = [
        report for report in ready if hashlib.sha256(report.path.read_bytes()).hexdigest() != report.sha256
    ]
    return {
        "reports": Report.objects.count(),
        "ready": len(ready),
        "lost": Report.objects.count() - len(ready),
        "given up": Job.objects.filter(kind="report", state=Job.State.FAILED).count(),
        "double (mails beyond one each)": OutgoingMail.objects.count() - len(ready),
        "half or damaged files": len(broken),
        "files without a row": len(files - {report.path.name for report in ready}),
        "attempts": sum(Job.objects.filter(kind="report").values_list("attempts", flat=True)),
    }


def main() -> None:
    given = arguments()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "bench.drill_settings",
            "DATABASE_URL": f"sqlite:///{folder / 'drill.sqlite3'}",
            "SOUNDINGS_DATA": name,
            "MEDIA_ROOT": str(folder / "media"),
            "LOG_LEVEL": "CRITICAL",
        }
        subprocess.run([sys.executable, "manage.py", "migrate", "--verbosity", "0"], cwd=ROOT, check=True)
        import django

        django.setup()
        prepared(folder, given.reports or given.kills)
        began, worker = time.monotonic(), Worker(folder)
        try:
            done = drill(worker, given)
        finally:
            worker.end()
        took = time.monotonic() - began
        for what, many in {**done, **counted(), "seconds": round(took)}.items():
            print(f"{what:32} {many}")


if __name__ == "__main__":
    main()
