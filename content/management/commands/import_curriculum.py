"""Puts the curriculum's files into the site; what editors changed is left alone and named."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from content.importing.report import ImportRefused, Report
from content.importing.run import import_folder
from content.importing.stamps import CURRICULUM, FILMS
from content.parsing import FaultsFound


class Command(BaseCommand):
    help = "Imports the curriculum: new files become pages, changed files new revisions."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", nargs="?", type=Path, default=CURRICULUM)
        parser.add_argument("--films", type=Path, default=FILMS, help="The folder of the made films.")
        parser.add_argument("--if-changed", action="store_true", help="Do nothing if the files are the same.")
        parser.add_argument(
            "--overwrite",
            action="append",
            default=[],
            metavar="KEY",
            help="Replace this page although an editor changed it, as a new revision: strategy/jabil.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            report = import_folder(
                options["folder"], options["films"], options["overwrite"], options["if_changed"]
            )
        except FaultsFound as found:
            count = len(found.faults)
            raise CommandError(
                f"{count} fault{'s' * (count > 1)} in {options['folder']}; nothing was changed.\n{found}"
            ) from found
        except ImportRefused as refused:
            raise CommandError(f"{refused} Nothing was changed.") from refused
        if options["verbosity"] > 0:
            self.stdout.write(in_words(report))


def in_words(report: Report | None) -> str:
    if report is None:
        return "The curriculum is unchanged."
    lines = [str(line) for line in report.to_tell]
    if not report.changed:
        lines.append("Nothing changed.")
    else:
        lines.append(
            f"{report.count('created')} created, {report.count('updated')} updated, "
            f"{report.count('same')} the same, {report.count('left')} left as editors changed them."
        )
    return "\n".join(lines)
