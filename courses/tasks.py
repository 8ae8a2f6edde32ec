"""Celery's doorway."""

from celery import shared_task
from django.utils import timezone

from .actions.committing import remind
from .actions.telling import forget_told


@shared_task(name="courses.remind")
def remind_of_commitments() -> None:
    remind(timezone.now())


@shared_task(name="courses.forget_told")
def forget_what_editors_were_told() -> None:
    forget_told(timezone.now())
