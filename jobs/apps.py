"""Registers the room with Django, and its tasks with Celery in processes that only ring."""

from importlib import import_module

from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "jobs"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module("jobs.tasks")
