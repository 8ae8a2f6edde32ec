"""Registers the room with Django, and tells decisions what this room adds to their preview."""

from django.apps import AppConfig


class CoursesConfig(AppConfig):
    name = "courses"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from content.models import DecisionPage
        from courses.views.decisions import preview_context

        DecisionPage.page_context = staticmethod(preview_context)
