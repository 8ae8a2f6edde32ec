"""Registers the room with Django."""

from django.apps import AppConfig


class ContentConfig(AppConfig):
    name = "content"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import (
            admin_starts,
            announcing,
            checks_panel,
            meanwhile,
            menu_items,
            page_contexts,
            passages,
            publishing,
            publishing_hooks,
            receivers,
            unit_form,
            versions_compared,
            worked_panel,
        )
        from .approving import hooks as approving_hooks
        from .approving import standing
        from .packing import hooks as packing_hooks
        from .reviewing import pages as reviewing
        from .translations import hooks as translations
        from .translations import original
        from .uploads import bare

        receivers.connect()
        models = (page_contexts, admin_starts, publishing, publishing_hooks, unit_form, meanwhile)
        # Each panel goes where those before it left room.
        panels = (worked_panel, checks_panel, menu_items, passages, announcing, versions_compared)
        pages = (packing_hooks, approving_hooks, standing, reviewing, translations, original, bare)
        for each in (*models, *panels, *pages):
            each.install()
