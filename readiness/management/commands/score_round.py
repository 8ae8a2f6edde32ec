"""manage.py score_round FILE|-: the published numbers of a round in JSON, for analysts (docs/scoring.md)."""

import json
import re
import sys
from pathlib import Path
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from readiness.instrument import Instrument
from readiness.instrument_file import shipped, shipped_ids
from readiness.instrument_shape import VERSION
from readiness.published import score_round
from readiness.round_data import BadRound
from readiness.versions import named


class Command(BaseCommand):
    help = "Scores a round given as JSON and prints the result as JSON. Keeps nothing."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="the round as JSON; - reads standard input")

    def handle(self, *args: object, **options: str) -> None:
        data = _json(_content(options["file"]))
        id = data.get("instrument") if isinstance(data, dict) else None
        try:
            result = score_round(_instrument(id), data)
        except BadRound as bad:
            raise CommandError("\n".join(bad.reasons)) from bad
        self.stdout.write(json.dumps(result, indent=1))


def _instrument(id: object) -> Instrument:
    """A shipped version without asking the database, or an uploaded one that was published."""
    if id in shipped_ids():
        return shipped(str(id))
    try:
        if isinstance(id, str) and re.fullmatch(VERSION, id):
            return named(id)
    except (KeyError, DatabaseError):
        pass
    raise CommandError(f"instrument: one of {', '.join(shipped_ids())} is needed, or an uploaded version.")


def _content(file: str) -> bytes:
    try:
        return sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as error:
        raise CommandError(f"{file}: {error.strerror}.") from error


def _json(content: bytes) -> Any:
    try:
        return json.loads(content, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise CommandError(f"This is not JSON: {error}.") from error


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is not a number of JSON")
