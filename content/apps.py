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
        from .handbook import pages as handbook
        from .packing import hooks as packing_hooks
        from .reviewing import pages as reviewing
        from .translations import hooks as translations
        from .translations import original
        from .uploads import bare

        receivers.connect()
        page_contexts.install()
        admin_starts.install()
        publishing.install()
        publishing_hooks.install()
        unit_form.install()
        meanwhile.install()
        worked_panel.install()
        checks_panel.install()
        menu_items.install()
        passages.install()
        announcing.install()
        versions_compared.install()
        packing_hooks.install()
        approving_hooks.install()
        standing.install()
        handbook.install()
        reviewing.install()
        translations.install()
        original.install()
        bare.install()
