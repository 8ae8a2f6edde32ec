"""Brings a module of another installation in, or says what that would do."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from content.packing.archive import Refused
from content.packing.coming import brought_in, looked_at


class Command(BaseCommand):
    help = "Brings in the signed archive of a module, made here or by the key of --trust FINGERPRINT."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("archive", type=Path)
        parser.add_argument("--trust", default="", metavar="FINGERPRINT", help="Of the portal it comes from.")
        parser.add_argument("--look", action="store_true", help="Say what it would do, and change nothing.")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with options["archive"].open("rb") as stream:
                if options["look"]:
                    looked = looked_at(stream)
                    self.stdout.write(f"“{looked.title}”, signed by {looked.signer}.")
                    report = looked.report
                else:
                    report = brought_in(stream, options["trust"])
        except (Refused, OSError) as fault:
            raise CommandError(f"{fault} Nothing was changed.") from fault
        for line in report.lines:
            self.stdout.write(str(line))
