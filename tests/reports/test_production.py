"""From asking to file: killed, out of room, deleted meanwhile, asked for twice; never half, never double."""

import errno
import hashlib
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import nullcontext
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from django.conf import settings
from django.core import mail
from django.db import connection, connections
from django.test import Client
from django.utils import timezone

from accounts.device import Asker
from jobs import work
from jobs.models import Job, OutgoingMail
from portal.privacy import erase_asker
from readiness.models import Round
from reports import files, production
from reports.actions import Stale, approve, ask_for, save_words
from reports.actions import editing as editing_actions
from reports.files import NoRoom
from reports.models import Edition, Report
from reports.models.reports import folder
from reports.tasks import tidy
from tests.readiness.panels import close, closed_panel, hand_in, realistic
from tests.reports.dying import POINTS
from tests.reports.rounds import NOW, made, own_view, page_of, proof

EIGHT = {"exec": 5, "tech": 5}
committing = pytest.mark.django_db(transaction=True)


@pytest.fixture
def measured(db: None) -> Round:
    return closed_panel(EIGHT)


def asked(measured: Round, form: str = "pdf") -> Report:
    return ask_for(measured, form, "a4", measured.owner, timezone.now())


def kept() -> list[Path]:
    return sorted(folder().glob("*")) if folder().is_dir() else []


@pytest.fixture(autouse=True)
def _own_folder(settings: object, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = str(tmp_path)  # type: ignore[attr-defined]


@committing
@pytest.mark.slow
@pytest.mark.parametrize("point", POINTS[:-1])
def test_a_job_killed_at_any_point_leaves_no_half_file_and_is_finished_once(
    point: str, settings: object
) -> None:
    settings.JOB_BELL = "builtins.abs"  # nobody hears it  # type: ignore[attr-defined]
    report = asked(closed_panel(EIGHT))
    Report.objects.update(asked_at=timezone.now() - timedelta(minutes=1))  # so slow that a mail is due
    died = performed(report, point)
    assert died.returncode == -9, died.stderr
    report = Report.objects.with_state().get()
    assert report.state == Report.State.RUNNING
    left = {"before": [], "writing": [".part"], "renamed": [".pdf"]}
    assert [path.suffix for path in kept()] == left[point]
    assert performed(report, "never").returncode == 0
    report = Report.objects.with_state().get()
    assert report.state == Report.State.READY
    assert hashlib.sha256(report.path.read_bytes()).hexdigest() == report.sha256
    assert OutgoingMail.objects.filter(subject__startswith="Your report is ready").count() == 1
    for path in kept():
        os.utime(path, (time.time() - 86_400,) * 2)
    tidy()
    assert kept() == [report.path]


def performed(report: Report, point: str) -> subprocess.CompletedProcess[str]:
    given = connection.settings_dict
    url = f"sqlite:///{given['NAME']}"
    if connection.vendor != "sqlite":
        url = os.environ["DATABASE_URL"].rpartition("/")[0] + "/" + given["NAME"]
    return subprocess.run(
        [sys.executable, "-m", "tests.reports.dying", point, str(report.job_id)],
        cwd=settings.BASE_DIR,
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tests.reports.worker_settings",
            "DATABASE_URL": url,
            "MEDIA_ROOT": str(folder().parent),
            "SOUNDINGS_DATA": str(folder().parent),
            "LOG_LEVEL": "ERROR",
        },
        capture_output=True,
        text=True,
    )


@pytest.mark.django_db
def test_a_full_disk_leaves_nothing_and_says_so(measured: Round, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(files.os, "fsync", full)
    report = asked(measured)
    for _ in range(5):
        Job.objects.update(lease_until=None)
        work.run(report.job_id)
    client = proof(measured.owner)
    assert kept() == []
    html = client.get(page_of(measured)).content.decode()
    assert "no room left" in html
    assert "Try PDF A4 again" in html
    monkeypatch.undo()
    again = made(client, measured)
    assert (again.turn, again.state) == (1, Report.State.READY)
    assert again.code != report.code


def test_the_reason_is_kept_by_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files.os, "replace", lambda *_: (_ for _ in ()).throw(OSError(errno.ENOSPC, "")))
    with pytest.raises(NoRoom):
        files.put(tmp_path / "x.pdf", b"x")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.django_db
def test_a_report_deleted_while_it_is_made_takes_its_file_along(
    measured: Round, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: object
) -> None:
    report = asked(measured)
    real = production.put

    def deleted_meanwhile(path: Path, data: bytes) -> None:
        real(path, data)
        Report.objects.all().delete()

    monkeypatch.setattr(production, "put", deleted_meanwhile)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        work.run(report.job_id)
    assert kept() == []
    assert Job.objects.get(pk=report.job_id).state == Job.State.DONE


@pytest.mark.django_db
def test_a_round_that_was_reopened_meanwhile_is_not_reported_under_its_old_words(measured: Round) -> None:
    report = asked(measured)
    hand_in(measured, {"risk": 5}, realistic(9), at=NOW)
    close(measured, NOW)
    work.run(report.job_id)
    report = Report.objects.with_state().get()
    assert report.state == Report.State.FAILED
    html = proof(measured.owner).get(page_of(measured)).content.decode()
    assert "Draft, as made from the result" in html  # the new result starts anew
    assert report.refused == production.REOPENED


@pytest.mark.django_db
def test_a_quick_file_sends_no_mail_and_a_slow_one_sends_one(measured: Round) -> None:
    work.run(asked(measured).job_id)
    assert mail.outbox == []
    slow = asked(measured, "csv")
    Report.objects.filter(pk=slow.pk).update(asked_at=timezone.now() - timedelta(seconds=21))
    work.run(slow.job_id)
    assert len(mail.outbox) == 1
    assert mail.outbox[0].to == [measured.owner.email]
    assert page_of(measured) in mail.outbox[0].body
    assert "You receive this because" in mail.outbox[0].body


@pytest.mark.django_db
def test_nobody_makes_files_without_end(measured: Round, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reports.actions.asking.MOST_AN_HOUR", 2)
    client = proof(measured.owner)
    made(client, measured, "csv")
    made(client, measured, "json")
    assert client.post(page_of(measured, "make"), {"format": "xlsx"}).status_code == 429
    assert client.post(page_of(measured, "make"), {"format": "csv"}).status_code == 302  # it is there already


@pytest.mark.django_db
@pytest.mark.parametrize("sent", [{}, {"format": "exe"}, {"format": "pdf", "paper": "a0"}])
def test_a_format_that_is_not_offered_is_refused(measured: Round, sent: dict[str, str]) -> None:
    response = proof(measured.owner).post(page_of(measured, "make"), sent)
    assert response.status_code == 422
    assert not Report.objects.exists()


@pytest.mark.django_db
def test_tidying_leaves_young_files_and_those_of_reports(measured: Round) -> None:
    work.run(asked(measured).job_id)
    old, young = folder() / "old.pdf", folder() / "young.part"
    for path in (old, young):
        path.write_bytes(b"x")
    os.utime(old, (0, 0))
    os.utime(Report.objects.get().path, (0, 0))
    tidy()
    assert kept() == sorted([Report.objects.get().path, young])


@pytest.mark.django_db
def test_an_erased_person_leaves_no_word_and_no_file() -> None:
    client = Client()
    mine = own_view(client, 3)
    client.post(page_of(mine, "edit"), {"seen": "0", "subject": "Ada and sons"})
    report = made(client, mine)
    assert report.path.exists()
    erase_asker(Asker(device=mine.sheets.get().respondent.device))
    assert not Edition.objects.exists()
    assert not report.path.exists()


@committing
def test_of_two_who_save_at_once_one_is_told() -> None:
    measured = closed_panel(EIGHT)
    outcomes = together(
        *(partial(save_words, measured, {"finding": f"{n}."}, 0, None, NOW) for n in range(2))
    )
    assert Edition.objects.count() == 1
    assert sum(isinstance(one, Stale) for one in outcomes) == 1


@pytest.mark.django_db
@pytest.mark.parametrize("guarded", [True, False])
def test_a_version_that_was_not_seen_is_not_covered(
    measured: Round, guarded: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control, without the check, puts one version over another unread."""
    save_words(measured, {"finding": "One."}, 0, None, NOW)
    if not guarded:
        monkeypatch.setattr(editing_actions, "_unless_stale", lambda *_: None)
    with pytest.raises(Stale) if guarded else nullcontext():
        save_words(measured, {"finding": "Two."}, 0, None, NOW)
    assert Edition.objects.count() == (1 if guarded else 2)


@committing
def test_what_was_not_seen_is_not_approved() -> None:
    measured = closed_panel(EIGHT)
    save_words(measured, {"finding": "One."}, 0, None, NOW)
    outcomes = together(
        partial(save_words, measured, {"finding": "Two."}, 1, None, NOW),
        partial(approve, measured, 1, measured.owner, NOW),
    )
    assert Edition.objects.get(number=2).approved_at is None
    approved = Edition.objects.get(number=1).approved_at is not None
    assert approved or any(isinstance(one, Stale) for one in outcomes)
    with pytest.raises(Stale):
        approve(measured, 1, measured.owner, NOW)


@committing
def test_asked_for_by_many_at_once_it_is_one_report_and_one_job(settings: object) -> None:
    settings.JOB_BELL = "builtins.abs"  # type: ignore[attr-defined]
    measured = closed_panel(EIGHT)
    save_words(measured, {}, 0, None, NOW)
    together(*(partial(asked, measured) for _ in range(4)))
    assert (Report.objects.count(), Job.objects.filter(kind="report").count()) == (1, 1)


def together(*acts: Callable[[], object]) -> list[object]:
    """All at the same moment, each with a connection of its own; what each returned or raised."""
    start, outcomes = threading.Barrier(len(acts)), []

    def run(act: Callable[[], object]) -> None:
        start.wait()
        try:
            outcomes.append(act())
        except Exception as problem:
            outcomes.append(problem)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes
