"""Registers the room with Django, and tells the pages what the rooms above theirs add to a preview."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "portal"

    def ready(self) -> None:
        from content.models import HomePage
        from portal.home import preview_context

        HomePage.page_context = staticmethod(preview_context)
