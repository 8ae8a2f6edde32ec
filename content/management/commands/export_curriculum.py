"""Writes what is published back into curriculum files, for a repository that holds the course as text."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from content.exporting.folder import Written, written_site
from content.importing.places import home_page
from content.parsing import FaultsFound, read_curriculum
from content.parsing.kept import PLACES


class Command(BaseCommand):
    help = "Writes the published course as curriculum files; importing them here again changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path)
        parser.add_argument("--films", type=Path, help="Where films go; default: films/ beside the folder.")

    def handle(self, *args: Any, **options: Any) -> None:
        home = home_page()
        if home is None:
            raise CommandError("There is no course here yet.")
        folder: Path = options["folder"]
        films: Path = options["films"] or folder.parent / "films"
        written = written_site(home)
        write(written, folder, films)
        for line in written.left:
            self.stderr.write(f"left out: {line}")
        try:
            read_curriculum(folder, films)
        except FaultsFound as found:
            raise CommandError(f"Written, but an import would refuse these:\n{found}") from found
        texts, kept, parts = len(written.texts), len(written.kept), len(written.films)
        self.stdout.write(
            f"{texts} texts, {kept} pictures and documents, {parts} files of films in {folder}."
        )


def write(written: Written, folder: Path, films: Path) -> None:
    """Every file; in a curriculum, files of units that are gone or have another number are removed.

    So are pictures and documents that no text names any more.
    """
    folders = {folder / Path(name).parent for name in written.texts}
    old = [path for place in folders for path in place.glob("[0-9][0-9]-*")]
    old += [path for place in folders for name in PLACES.values() for path in place.glob(f"{name}/[!.]*")]
    for path in old if (folder / "home.yaml").is_file() else []:
        if path.relative_to(folder).as_posix() not in written.texts | written.kept:
            path.unlink()
    for name, text in written.texts.items():
        _put(folder / name, text.encode())
    for name, data in written.kept.items():
        _put(folder / name, data)
    for name, data in written.films.items():
        _put(films / name.removeprefix("films/"), data)


def _put(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.is_file() or path.read_bytes() != data:
        path.write_bytes(data)
