"""One run on a database of its own: fill it, serve it, measure it, write down what was found."""

import argparse
import os
import time
from collections.abc import Callable
from pathlib import Path

from django.core.management import call_command

from bench import report
from bench.aims import scenarios
from bench.load import client
from bench.measure import Rounds, measure
from bench.school import Pupil, fill
from bench.servers import ROOT, gunicorn
from bench.weight import weights

WEIGHED = ["/learn/strategy/jabil/", "/learn/strategy/", "/"]
RESULTS = ROOT / "var" / "bench"
Say = Callable[[str], None]


def session(given: argparse.Namespace, folder: Path, port: int, say: Say) -> None:
    began = time.monotonic()
    say("migrating")
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    say("filling")
    pupils = fill()
    with gunicorn(dict(os.environ), port) as server:
        if given.serve:
            serve(port, pupils, say)
        asked = [one for one in scenarios(pupils, os.environ["BASE_URL"]) if given.only in one.name.lower()]
        loader = client(folder, port)
        say(f"load by {loader.name}")
        figures, bares = measure(asked, Rounds(loader, server, given.rounds, given.seconds), say)
        weighed = "The pages were not weighed." if given.no_weight else weights(port, WEIGHED)
    took = time.monotonic() - began
    run = report.Run(asked, figures, bares, weighed, loader.name, given.rounds, given.seconds, took)
    write(run, publish=given.publish)


def serve(port: int, pupils: list[Pupil], say: Say) -> None:
    """For a profiler or a browser: until Ctrl-C."""
    say(f"http://localhost:{port}/ (send X-Forwarded-Proto: https); Ctrl-C ends it")
    say(f"Cookie of a learner: {pupils[0].cookie}")
    while True:
        time.sleep(1)


def write(run: report.Run, *, publish: bool) -> None:
    RESULTS.mkdir(parents=True, exist_ok=True)
    (RESULTS / "results.json").write_text(report.as_json(run))
    (RESULTS / "results.md").write_text(report.markdown(run) + "\n")
    print(report.markdown(run))
    if publish:
        report.publish(ROOT / "docs" / "benchmarks.md", report.markdown(run))
