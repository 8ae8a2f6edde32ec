"""Celery's doorway."""

from celery import shared_task
from django.utils import timezone

from .actions.ending import close_forgotten, tell_owners
from .actions.refreshing import refresh_benchmarks
from .actions.removing import forget_answers


@shared_task(name="readiness.forget_answers")
def forget() -> None:
    forget_answers(timezone.now().date())


@shared_task(name="readiness.end_rounds")
def end_rounds() -> None:
    now = timezone.now()
    tell_owners(now)
    close_forgotten(now)


@shared_task(name="readiness.refresh_benchmarks")
def refresh() -> None:
    refresh_benchmarks(timezone.now().date())
