"""Celery's doorways: each loads nothing but a key, and calls the verb."""

from datetime import timedelta

from celery import shared_task
from django.core.management import call_command
from django.utils import timezone

from . import work
from .models import Job, OutgoingMail

KEPT = timedelta(days=30)


@shared_task(name="jobs.run_job")
def run_job(pk: int) -> None:
    work.run(pk)


@shared_task(name="jobs.sweep")
def sweep() -> None:
    work.sweep(timezone.now())


@shared_task(name="jobs.publish_scheduled")
def publish_scheduled() -> None:
    call_command("publish_scheduled")


@shared_task(name="jobs.tidy")
def tidy() -> None:
    """Sessions that ran out, jobs done long ago and kept mail go; dead letters stay until someone looks."""
    call_command("clearsessions")
    long_ago = timezone.now() - KEPT
    Job.objects.filter(state=Job.State.DONE, finished_at__lt=long_ago).delete()
    OutgoingMail.objects.filter(created_at__lt=long_ago).delete()
