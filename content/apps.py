"""Registers the room with Django."""

from django.apps import AppConfig


class ContentConfig(AppConfig):
    name = "content"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import admin_starts, page_contexts, publishing, publishing_hooks, receivers

        receivers.connect()
        page_contexts.install()
        admin_starts.install()
        publishing.install()
        publishing_hooks.install()
