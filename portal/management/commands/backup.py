"""manage.py backup: the embedded installation in one file, while it runs."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from portal.backup import write_backup
from portal.prepare import sqlite_file
from portal.settings.environment import VAR


class Command(BaseCommand):
    help = "Saves database, media and key of the embedded installation in one checked file."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", help="default: soundings-<day>-<time>.zip in this folder")

    def handle(self, *args: object, **options: str) -> None:
        database = sqlite_file()
        if database is None:
            raise CommandError(
                "This installation uses PostgreSQL: save it with pg_dump, and the media folder with it."
            )
        if not database.exists():
            raise CommandError("There is no database yet; start the portal once with ./run.")
        target = Path(options["file"] or f"soundings-{timezone.now():%Y-%m-%d-%H%M%S}.zip").resolve()
        if target.exists():
            raise CommandError(f"{target} exists already; name another file.")
        count = write_backup(database, Path(settings.MEDIA_ROOT), VAR / "secret-key", target)
        self.stdout.write(
            f"Saved {count} files in {target}. It holds everything, so keep it where only you can read it."
        )
