"""manage.py score_round FILE|-: the published numbers of a round in JSON, for analysts (docs/scoring.md)."""

import json
import sys
from pathlib import Path
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandError, CommandParser

from readiness.instrument_file import shipped, shipped_ids
from readiness.published import score_round
from readiness.round_data import BadRound


class Command(BaseCommand):
    help = "Scores a round given as JSON and prints the result as JSON. Reads no database and keeps nothing."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="the round as JSON; - reads standard input")

    def handle(self, *args: object, **options: str) -> None:
        data = _json(_content(options["file"]))
        id = data.get("instrument") if isinstance(data, dict) else None
        if not isinstance(id, str) or id not in shipped_ids():
            raise CommandError(f"instrument: one of {', '.join(shipped_ids())} is needed.")
        try:
            result = score_round(shipped(id), data)
        except BadRound as bad:
            raise CommandError("\n".join(bad.reasons)) from bad
        self.stdout.write(json.dumps(result, indent=1))


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
