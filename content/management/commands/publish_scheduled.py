"""In place of Wagtail's own command of this name: units first, each by itself, and then everything else."""

from typing import Any

from django.utils import timezone
from wagtail.management.commands.publish_scheduled import Command as WagtailCommand

from content.expiring import expire_due
from content.scheduled import publish_due


class Command(WagtailCommand):
    def handle(self, *args: Any, **options: Any) -> None:
        if not options["dryrun"]:
            now = timezone.now()
            publish_due(now)
            expire_due(now)
        super().handle(*args, **options)
