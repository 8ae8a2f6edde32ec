"""A job is done once, whatever dies; what fails is tried again and in the end put aside."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from jobs import work
from jobs.models import MAX_ATTEMPTS, Job, JobQuerySet

pytestmark = pytest.mark.django_db
NOW = timezone.now()
effects: list[str] = []


def leave_effect(job: Job) -> work.Record:
    return lambda: effects.append(job.key)


def fail(job: Job) -> None:
    raise RuntimeError("a name nobody should log")


def take_over(job: Job) -> work.Record:
    """While we work, the lease runs out and another worker claims the job."""
    assert Job.objects.claim(job.pk, timezone.now() + timedelta(hours=1))
    return lambda: effects.append("late")


@pytest.fixture(autouse=True)
def _kinds(settings) -> None:
    effects.clear()
    settings.JOB_KINDS = {
        "effect": "tests.jobs.test_work.leave_effect",
        "fail": "tests.jobs.test_work.fail",
        "slow": "tests.jobs.test_work.take_over",
    }


def queued(kind: str = "effect", key: str = "a", **fields: object) -> Job:
    return Job.objects.create(kind=kind, key=key, **fields)


def test_the_same_key_is_one_job_and_its_bell_rings_on_commit(django_capture_on_commit_callbacks) -> None:
    with django_capture_on_commit_callbacks(execute=True) as bells:
        first, second = (
            work.enqueue("effect", "report:7", report=7),
            work.enqueue("effect", "report:7", report=7),
        )
    assert first.pk == second.pk
    assert len(bells) == 1
    first.refresh_from_db()
    assert (first.state, effects) == (Job.State.DONE, ["report:7"])


def test_a_rolled_back_request_leaves_no_job_and_no_bell(django_capture_on_commit_callbacks) -> None:
    with django_capture_on_commit_callbacks() as bells, transaction.atomic():
        work.enqueue("effect", "never")
        transaction.set_rollback(True)
    assert not bells
    assert not Job.objects.exists()


def test_an_unknown_kind_is_refused_when_it_is_asked_for() -> None:
    with pytest.raises(KeyError):
        work.enqueue("no such kind", "x")


def test_a_second_ring_does_nothing() -> None:
    job = queued()
    assert work.run(job.pk)
    assert work.run(job.pk) is None
    assert effects == ["a"]


@pytest.mark.parametrize(
    ("state", "lease_until", "due"),
    [
        ("queued", None, True),
        ("queued", NOW + timedelta(seconds=1), False),
        ("queued", NOW - timedelta(seconds=1), True),
        ("running", NOW + timedelta(seconds=1), False),
        ("running", NOW - timedelta(seconds=1), True),
        ("done", None, False),
        ("failed", None, False),
    ],
)
def test_who_may_be_claimed(state: str, lease_until: object, due: bool) -> None:
    job = queued(state=state, lease_until=lease_until)
    assert bool(Job.objects.claim(job.pk, NOW)) is due


@pytest.mark.parametrize("fenced", [True, False])
def test_a_worker_that_lost_its_lease_records_nothing(monkeypatch, fenced: bool) -> None:
    if not fenced:  # the control: without the fence the late worker's effect is recorded beside the other's
        monkeypatch.setattr(JobQuerySet, "still_held", lambda jobs, job: jobs.filter(pk=job.pk))
    job = queued("slow")
    work.run(job.pk)
    job.refresh_from_db()
    assert effects == ([] if fenced else ["late"])
    assert (job.state, job.attempts) == (Job.State.RUNNING if fenced else Job.State.DONE, 2)


def test_failures_are_retried_later_each_time_then_put_aside(caplog) -> None:
    job, now, waits = queued("fail"), NOW, []
    for _ in range(MAX_ATTEMPTS):
        moment = now
        work.run(job.pk, lambda moment=moment: moment)
        job.refresh_from_db()
        if job.lease_until:
            assert work.run(job.pk, lambda moment=moment: moment) is None
            waits.append(job.lease_until - now)
            now = job.lease_until + timedelta(seconds=1)
    assert (job.state, job.attempts, job.reason) == (Job.State.FAILED, MAX_ATTEMPTS, "RuntimeError")
    assert waits == sorted(set(waits))
    assert "a name nobody should log" not in caplog.text


def test_the_sweep_rings_for_few_and_puts_aside_what_kills_its_worker(settings, monkeypatch) -> None:
    settings.JOB_SLOTS = 2
    rung: list[int] = []
    monkeypatch.setattr(work, "ring", rung.append)
    jobs = [queued(key=str(number), created_at=NOW + timedelta(seconds=number)) for number in range(9)]
    killer = queued(key="killer", state="running", attempts=MAX_ATTEMPTS, lease_until=NOW)
    assert work.sweep(NOW + timedelta(seconds=1)) == rung == [job.pk for job in jobs[:4]]
    killer.refresh_from_db()
    assert killer.state == Job.State.FAILED


def refuse(pk: int) -> None:
    raise OSError("no route")


def test_a_broker_that_is_away_does_not_break_the_request(settings, caplog) -> None:
    settings.JOB_BELL = "tests.jobs.test_work.refuse"
    work.ring(1)
    assert "no bell" in caplog.text
