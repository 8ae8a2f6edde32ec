"""Celery's doorway."""

from celery import shared_task
from django.utils import timezone

from .actions.committing import remind


@shared_task(name="courses.remind")
def remind_of_commitments() -> None:
    remind(timezone.now())
