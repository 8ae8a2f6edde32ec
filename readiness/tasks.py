"""Celery's doorway."""

from celery import shared_task
from django.utils import timezone

from .actions.refreshing import refresh_benchmarks
from .actions.removing import forget_answers


@shared_task(name="readiness.forget_answers")
def forget() -> None:
    forget_answers(timezone.now().date())


@shared_task(name="readiness.refresh_benchmarks")
def refresh() -> None:
    refresh_benchmarks(timezone.now().date())
