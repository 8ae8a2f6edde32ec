"""Says what is wrong or weak in the course: of the files, or of what is published here."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from content.importing.kept import judge
from content.importing.stamps import CURRICULUM, FILMS
from content.lint import Remark, remarks_on_course
from content.linting import remarks_on_site, topics_to_teach
from content.parsing import FaultsFound, read_curriculum
from content.parsing.folder import kept_of


class Command(BaseCommand):
    help = "Lints the curriculum's files, or with --site what is published; fails while there is an error."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", nargs="?", type=Path, default=CURRICULUM)
        parser.add_argument("--films", type=Path, default=FILMS, help="The folder of the made films.")
        parser.add_argument("--site", action="store_true", help="What is published, not the files.")

    def handle(self, *args: Any, **options: Any) -> None:
        remarks = self._of_site() if options["site"] else self._of_files(options["folder"], options["films"])
        for remark in remarks:
            self.stdout.write(f"{remark.weight}: {remark}")
        errors = sum(remark.weight == "error" for remark in remarks)
        if errors:
            raise CommandError(f"{errors} error{'s' * (errors > 1)}, {len(remarks) - errors} to look at.")
        self.stdout.write(f"No error, {len(remarks)} to look at.")

    def _of_site(self) -> list[Remark]:
        return [found.remark for found in remarks_on_site(timezone.localdate())]

    def _of_files(self, folder: Path, films: Path) -> list[Remark]:
        try:
            course = read_curriculum(folder, films)
            judge(kept_of((*course.modules, *course.pages)))
        except FaultsFound as found:
            raise CommandError(f"{len(found.faults)} faults in {folder}.\n{found}") from found
        units = [unit for module in course.modules for unit in module.units]
        made = {film.key: film for film in course.films}
        return remarks_on_course(units, made, topics_to_teach(), timezone.localdate())
