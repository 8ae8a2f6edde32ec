"""manage.py check_instrument [FILE|VERSION …]: every fault with its line, or what it measures."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from content.parsing.faults import FaultsFound
from readiness.instrument import Instrument
from readiness.instrument_file import SHIPPED, load, read
from readiness.models import Version


class Command(BaseCommand):
    help = "Checks instruments (shipped, in files, or uploaded, by name) and prints what each measures."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "files", nargs="*", type=Path, help="YAML files or uploaded versions; without any, those shipped"
        )

    def handle(self, *args: object, **options: Any) -> None:
        faults: list[str] = []
        for path in options["files"] or sorted(SHIPPED.glob("*.yaml")):
            try:
                instrument = found(path)
            except FaultsFound as problem:
                faults += map(str, problem.faults)
            except OSError as error:
                faults.append(f"{path}: {error.strerror}")
            else:
                self.stdout.write("\n".join(described(instrument)))
        if faults:
            raise CommandError("\n".join(faults))


def found(path: Path) -> Instrument:
    """In a file, or else the uploaded version of that name, a draft too."""
    uploaded = None if path.exists() else Version.objects.filter(pk=str(path)).first()
    return read(uploaded.text.encode(), uploaded.pk) if uploaded else load(path)


def described(instrument: Instrument) -> Iterator[str]:
    """The instrument in lines of text."""
    parts = f"{len(instrument.dimensions)} dimensions, {len(instrument.items)} items"
    yield f"{instrument.id}  {instrument.title}: {parts}"
    yield f"sha256 {instrument.fingerprint}"
    for number, level in enumerate(instrument.levels, 1):
        yield f"level {number} from {float(level.start):g}  {level.name}"
    for pillar in instrument.pillars:
        yield f"{pillar.id}  {pillar.name}, weight {float(pillar.weight):g}"
        for dimension in pillar.dimensions:
            gate = f", gate from level {dimension.gate}" if dimension.gate else ""
            yield f"  {dimension.id}  {dimension.name}{gate}"
            for item in dimension.items:
                marks = [
                    *(["pulse"] if item.pulse else []),
                    *(["N/A offered"] if item.not_applicable else []),
                ]
                yield f"    {item.id}  {item.head} ({', '.join([item.topic, *marks])})"
