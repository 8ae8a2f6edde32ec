"""manage.py serve: what ./run ends in."""

from django.core.management.base import BaseCommand

from portal.serve import main


class Command(BaseCommand):
    help = "Prepares the database, then runs the web process and the worker until stopped."
    requires_system_checks = []

    def handle(self, *args: object, **options: object) -> None:
        main()
