"""Registers the room with Django, and tells pages what this room adds to them."""

from django.apps import AppConfig


class CoursesConfig(AppConfig):
    name = "courses"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from content.models import CheckPage, DecisionPage, ModulePage, PathPage, PathsPage, Unit
        from courses import previews
        from courses.paths import path_context, paths_context

        Unit.page_context = staticmethod(previews.text)
        CheckPage.page_context = staticmethod(previews.check)
        DecisionPage.page_context = staticmethod(previews.decision)
        ModulePage.page_context = staticmethod(previews.module)
        PathPage.page_context = staticmethod(path_context)
        PathsPage.page_context = staticmethod(paths_context)
