"""Renders published units again, for when templates or code changed since they were published."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from content.rendering import render_missing


class Command(BaseCommand):
    help = "Renders the words of published units where they are missing or stale; with --all, every one."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--all", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        count = render_missing(again=options["all"])
        self.stdout.write(f"{count} unit{'s' * (count != 1)} rendered.")
