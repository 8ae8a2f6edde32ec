"""One run: ask, count, weigh, and write down what was found."""

import argparse
import os
import time

from bench import report
from bench.aims import scenarios
from bench.load import client
from bench.measure import Rounds, measure
from bench.servers import ROOT
from bench.stage import Stage, say
from bench.weight import weights

WEIGHED = ["/learn/strategy/jabil/", "/learn/strategy/", "/"]
RESULTS = ROOT / "var" / "bench"


def session(given: argparse.Namespace, portal: Stage, began: float) -> None:
    origin = os.environ["BASE_URL"]
    asked = [one for one in scenarios(portal.pupils, origin) if given.only in one.name.lower()]
    loader = client(portal.folder, portal.port)
    say(f"load by {loader.name}")
    figures, bares = measure(asked, Rounds(loader, portal.servers, given.rounds, given.seconds), say)
    weighed = "The pages were not weighed." if given.no_weight else weights(portal.port, WEIGHED)
    took = time.monotonic() - began
    run = report.Run(asked, figures, bares, weighed, loader.name, given.rounds, given.seconds, took)
    write(run, publish=given.publish)


def write(run: report.Run, *, publish: bool) -> None:
    RESULTS.mkdir(parents=True, exist_ok=True)
    (RESULTS / "results.json").write_text(report.as_json(run))
    (RESULTS / "results.md").write_text(report.markdown(run) + "\n")
    print(report.markdown(run))
    if publish:
        report.publish(ROOT / "docs" / "benchmarks.md", report.markdown(run))
