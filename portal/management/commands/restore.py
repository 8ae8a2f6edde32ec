"""manage.py restore: a backup in place of the present data, or a reason why not."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from portal.backup import BadBackup
from portal.prepare import sqlite_file
from portal.restore import restore
from portal.settings.environment import VAR


class Command(BaseCommand):
    help = "Restores a file that backup made; what was there before is put aside, not deleted."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file")

    def handle(self, *args: object, **options: str) -> None:
        database = sqlite_file()
        if database is None:
            raise CommandError("This installation uses PostgreSQL: restore it with pg_restore.")
        loader = MigrationLoader(connection, ignore_no_initial=True)
        known = {f"{app}.{name}" for app, name in loader.disk_migrations} | {
            f"{app}.{name}"
            for migration in loader.disk_migrations.values()
            for app, name in migration.replaces
        }
        connection.close()
        try:
            aside = restore(
                Path(options["file"]), database, Path(settings.MEDIA_ROOT), VAR / "secret-key", known
            )
        except BadBackup as problem:
            raise CommandError(str(problem)) from problem
        self.stdout.write(f"Restored. What was there before is in {aside}. Start the portal with ./run.")
