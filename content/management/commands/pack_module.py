"""Writes one published module into a signed archive, for another installation."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from content.models import ModulePage
from content.packing.going import Unpackable, own_fingerprint, packed


class Command(BaseCommand):
    help = "Packs a published module with its pictures, documents and films into a signed ZIP archive."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("module", help="The slug of the module: strategy.")
        parser.add_argument("archive", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        module = ModulePage.objects.live().filter(slug=options["module"]).first()
        if module is None:
            raise CommandError(f"No module is called {options['module']}.")
        try:
            options["archive"].write_bytes(packed(module))
        except Unpackable as fault:
            raise CommandError(f"{fault} Nothing was written.") from fault
        self.stdout.write(f"{options['archive']}, signed by {own_fingerprint()}.")
