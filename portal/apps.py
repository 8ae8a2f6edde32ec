"""Registers the room with Django, and tells the pages what the rooms above theirs add to a preview."""

from django.apps import AppConfig
from django.utils.translation import get_language, gettext, ngettext


class PortalConfig(AppConfig):
    name = "portal"

    def ready(self) -> None:
        import saying
        from content.models import HomePage
        from portal import editors_language
        from portal.figures import written
        from portal.home import preview_context

        saying.lend(gettext, ngettext, written, get_language)
        editors_language.install()
        HomePage.page_context = staticmethod(preview_context)
