"""manage.py prepare: the database as this version wants it, with the shipped curriculum in it."""

import gc

from django.core.management import call_command
from django.core.management.base import BaseCommand

from portal import roles, workflow


class Command(BaseCommand):
    help = "Migrates, imports the shipped curriculum (what editors changed stays), renders what is stale."

    def handle(self, *args: object, **options: object) -> None:
        # Migrations build thousands of classes that live until the end: collecting takes a fifth of the time.
        gc.disable()
        call_command("migrate", verbosity=0, interactive=False)
        call_command("import_curriculum", "--if-changed")
        roles.make_missing()
        workflow.ship()
        call_command("rerender")
