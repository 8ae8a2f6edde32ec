"""A report: one file of one version, asked for once; its job says how far it is, the row what came of it."""

from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy

from jobs.models import Job
from reports.formats import FORMATS, Format

from .editions import Edition


class ReportQuerySet(models.QuerySet["Report"]):
    def with_state(self) -> "ReportQuerySet":
        return self.select_related("job", "edition__round__organisation")

    def ready(self) -> "ReportQuerySet":
        return self.exclude(sha256="")


class Report(models.Model):
    class State(models.TextChoices):
        QUEUED = "queued", gettext_lazy("Waiting")
        RUNNING = "running", gettext_lazy("Being made")
        READY = "ready", gettext_lazy("Ready")
        FAILED = "failed", gettext_lazy("Failed")

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="reports")
    approved = models.BooleanField(help_text="Whether the version was approved when the file was asked for.")
    format = models.CharField(max_length=8)
    paper = models.CharField(max_length=8)
    turn = models.PositiveSmallIntegerField(default=0, help_text="Asked for again after a failure.")
    code = models.CharField(max_length=16, unique=True, help_text="Printed in the file; leads to its check.")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    asked_at = models.DateTimeField()
    job = models.ForeignKey(Job, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    refused = models.CharField(max_length=200, blank=True, help_text="Why it cannot be made, in a sentence.")
    name = models.CharField(max_length=200, blank=True, help_text="What the file is called for people.")
    sha256 = models.CharField(max_length=64, blank=True, help_text="Of the file; empty until it is there.")
    size = models.PositiveIntegerField(default=0)
    ready_at = models.DateTimeField(null=True, blank=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "approved", "format", "paper", "turn"],
                name="one_report_a_version_and_form",
            ),
            models.CheckConstraint(
                condition=Q(sha256="", ready_at__isnull=True) | (~Q(sha256="") & Q(ready_at__isnull=False)),
                name="ready_reports_have_a_file",
            ),
        ]

    def __str__(self) -> str:
        return f"Report {self.public_id}: {self.state}"

    @property
    def state(self) -> "Report.State":
        """What people are told. A job that was cleared away without a file is a failure."""
        if self.sha256:
            return Report.State.READY
        if self.refused or self.job is None or self.job.state in (Job.State.FAILED, Job.State.DONE):
            return Report.State.FAILED
        running = self.job.state == Job.State.RUNNING
        return Report.State.RUNNING if running else Report.State.QUEUED

    @property
    def form(self) -> Format:
        return FORMATS[self.format]

    @property
    def path(self) -> Path:
        """Where the file is, or will be: its name says nothing about anybody."""
        return folder() / f"{self.public_id}.{self.form.suffix}"


def folder() -> Path:
    """Beside the uploads, so that a backup holds it; no view of uploads serves it."""
    return Path(settings.MEDIA_ROOT) / "reports"
