"""A job is a row: what is to be done, who holds it until when, how it ended. Messages only ring for it."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy

MAX_ATTEMPTS = 5


class JobQuerySet(models.QuerySet["Job"]):
    def open(self) -> JobQuerySet:
        return self.filter(state__in=[Job.State.QUEUED, Job.State.RUNNING])

    def due(self, now: datetime) -> JobQuerySet:
        """Waiting, or running with a lease that ran out: whoever held it is gone."""
        return self.open().filter(Q(lease_until=None) | Q(lease_until__lt=now))

    def claim(self, pk: int, now: datetime) -> Job | None:
        """Take the job if it is due; of two who try at once one gets it. Works alike on every database."""
        taken = self.due(now).filter(pk=pk, attempts__lt=MAX_ATTEMPTS)
        lease_until = now + timedelta(seconds=settings.JOB_LEASE_SECONDS)
        if not taken.update(state=Job.State.RUNNING, lease_until=lease_until, attempts=F("attempts") + 1):
            return None
        return self.get(pk=pk)

    def still_held(self, job: Job) -> JobQuerySet:
        """The row, if nobody else has claimed it since."""
        return self.filter(pk=job.pk, state=Job.State.RUNNING, attempts=job.attempts)

    def give_up(self, now: datetime) -> int:
        """Dead letters: jobs that were tried often enough, kept to be looked at."""
        return (
            self.due(now)
            .filter(attempts__gte=MAX_ATTEMPTS)
            .update(state=Job.State.FAILED, lease_until=None, finished_at=now)
        )


class Job(models.Model):
    class State(models.TextChoices):
        QUEUED = "queued", gettext_lazy("Waiting")
        RUNNING = "running", gettext_lazy("Running")
        DONE = "done", gettext_lazy("Done")
        FAILED = "failed", gettext_lazy("Given up")

    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=200, unique=True, help_text="The same work asked for twice is one job.")
    payload = models.JSONField(default=dict, help_text="Ids only, never words of a person.")
    state = models.CharField(max_length=8, choices=State.choices, default=State.QUEUED)
    lease_until = models.DateTimeField(null=True, blank=True, help_text="Nobody else may take it before.")
    attempts = models.PositiveSmallIntegerField(default=0)
    reason = models.CharField(max_length=200, blank=True, help_text="Why the last attempt failed.")
    created_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["created_at"], condition=Q(state__in=["queued", "running"]), name="jobs_to_be_done"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}: {self.state}"


class OutgoingMail(models.Model):
    """A mail on its way, or kept in the outbox of an installation without a mail server."""

    to = models.EmailField()
    subject = models.CharField(max_length=250)
    text = models.TextField()
    headers = models.JSONField(default=dict, blank=True, help_text="How to unsubscribe, for mail programs.")
    created_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.subject} ({self.to})"
