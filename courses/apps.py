"""Registers the room with Django, and tells pages what this room adds to them."""

from django.apps import AppConfig


class CoursesConfig(AppConfig):
    name = "courses"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from content.models import DecisionPage, PathPage, PathsPage
        from courses.paths import path_context, paths_context
        from courses.views.decisions import preview_context

        DecisionPage.page_context = staticmethod(preview_context)
        PathPage.page_context = staticmethod(path_context)
        PathsPage.page_context = staticmethod(paths_context)
