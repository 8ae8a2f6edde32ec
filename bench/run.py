"""Measures the portal as production serves it: `python bench/run.py`; loopback only, under six minutes."""

import argparse
import importlib
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.servers import NotThere
from bench.stage import Stage, began, say, stage

SIZES = (5, 100)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=2, help="of load in each round (whole seconds)")
    parser.add_argument("--only", default="", type=str.lower, help="only what has these words in its name")
    parser.add_argument("--no-weight", action="store_true", help="leave the browser out")
    parser.add_argument("--publish", action="store_true", help="write the figures into docs/benchmarks.md")
    parser.add_argument("--serve", action="store_true", help="serve the filled portal until Ctrl-C instead")
    return parser.parse_args()


def serve(portal: Stage) -> None:
    """For a profiler or a browser: until Ctrl-C."""
    say(f"http://localhost:{portal.port}/ (send X-Forwarded-Proto: https); Ctrl-C ends it")
    say(f"Cookie of a learner: {portal.pupils[0].cookie}")
    while True:
        time.sleep(1)


def main() -> None:
    given = arguments()
    with stage(sizes=SIZES) as portal:
        if given.serve:
            serve(portal)
        # Imported now, because it imports models.
        importlib.import_module("bench.session").session(given, portal, began)


if __name__ == "__main__":
    try:
        main()
    except NotThere as problem:
        sys.exit(str(problem))
    except KeyboardInterrupt:
        sys.exit(130)
