"""Celery's doorway."""

from celery import shared_task
from django.utils import timezone

from .approving import lapsing
from .reviewing.reminding import remind


@shared_task(name="content.remind_reviews")
def remind_reviews() -> None:
    now = timezone.now()
    remind(now)
    lapsing.tell(now)
