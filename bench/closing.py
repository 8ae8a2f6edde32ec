"""What closing a round costs: 10,000 people's answers read, scored, frozen; and is it linear?

`python bench/closing.py`: a PostgreSQL of its own, about two minutes, most of them spent on filling it.
"""

import importlib
import os
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import django
from django.core.management import call_command

from bench.servers import NotThere, postgresql
from bench.stage import environment, say


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="soundings-bench-") as name:
        folder = Path(name)
        folder.chmod(0o755)  # PostgreSQL runs as a user of its own and must reach its folder below
        with postgresql(folder) as (database, _):
            os.environ.update(environment("production", folder, database, 1))
            django.setup()
            say("migrating")
            call_command("migrate", verbosity=0)
            # Imported now, because it imports models.
            importlib.import_module("bench.crowds").time_closing()


if __name__ == "__main__":
    try:
        main()
    except NotThere as problem:
        sys.exit(str(problem))
