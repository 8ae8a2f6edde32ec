"""The figures as Markdown and JSON, each beside what it is held against."""

import json
import os
import platform
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from statistics import median

from bench.aims import Scenario
from bench.load import Burst
from bench.measure import Figures, cpu_of
from bench.weight import Weight

# The budgets; kilobytes of 1,000 bytes, so that none is met by rounding.
FIRST_VISIT, SECOND_VISIT, REQUESTS, CSS, SCRIPT = 150_000, 10_000, 10, 14_000, 16_000
BEGIN, END = "<!-- figures: written by bench/run.py -->", "<!-- end of figures -->"


@dataclass(frozen=True)
class Run:
    """Everything one run found out."""

    scenarios: list[Scenario]
    figures: list[Figures]
    bares: list[Burst]
    weights: list[Weight] | str
    client: str
    rounds: int
    seconds: float
    took: float


def judged(met: bool, limit: str, gate_met: bool | None = None, gate: str = "") -> str:
    if met:
        return f"{limit} met"
    first = f"{limit} **not met**"
    return first if gate_met is None else f"{first}, gate {gate} {'met' if gate_met else '**not met**'}"


def speed_aim(scenario: Scenario, one: Figures) -> str:
    aim = scenario.aim
    if aim.share is None:
        return ""
    gate_met = None if aim.gate_share is None else one.share >= aim.gate_share
    return judged(one.share >= aim.share, f"≥ {aim.share}", gate_met, f"{aim.gate_share}")


def statement_aim(scenario: Scenario, one: Figures) -> str:
    aim, sql = scenario.aim, one.statements.sql
    if aim.statements is None:
        return ""
    gate_met = None if aim.gate_statements is None else sql <= aim.gate_statements
    return judged(sql <= aim.statements, f"≤ {aim.statements}", gate_met, f"{aim.gate_statements}")


def table(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def times(rate: float, p50: float, p95: float, cpu: list[float]) -> list[str]:
    return [f"{rate:.0f}", f"{p50:.1f}", f"{p95:.1f}", " + ".join(f"{one:.2f}" for one in cpu)]


def speed_table(run: Run) -> str:
    bare = [median(getattr(burst, name) for burst in run.bares) for name in ("rate", "p50", "p95")]
    rows = [["the bare view", *times(*bare, cpu_of(run.bares)), "1", "", "", ""]]
    for scenario, one in zip(run.scenarios, run.figures, strict=True):
        share = f"**{one.share:.3f}** ({min(one.shares):.3f} to {max(one.shares):.3f})"
        sql = [f"{one.statements.sql}", statement_aim(scenario, one)]
        measured = times(one.rate, one.p50, one.p95, one.cpu)
        rows.append([one.name, *measured, share, speed_aim(scenario, one), *sql])
    head = [
        "what",
        "requests/s",
        "p50 ms",
        "p95 ms",
        "CPU ms (gunicorn + PostgreSQL)",
        "share of the bare view (rounds)",
    ]
    return table([*head, "aim", "SQL", "aim"], rows)


def limited(size: int, limit: int) -> str:
    return f"{size / 1000:.1f} ({judged(size <= limit, f'≤ {limit // 1000}')})"


def weight_table(weights: list[Weight]) -> str:
    rows = []
    for one in weights:
        kinds = {
            name: one.first.kinds.get(name, 0) for name in ("css", "script", "fonts", "pictures and other")
        }
        rows.append(
            [
                one.path,
                limited(one.first.total, FIRST_VISIT),
                f"{one.first.requests} ({judged(one.first.requests <= REQUESTS, f'≤ {REQUESTS}')})",
                f"{one.document / 1000:.1f} / {one.zipped / 1000:.1f}",
                limited(kinds["css"], CSS),
                limited(kinds["script"], SCRIPT),
                f"{kinds['fonts'] / 1000:.1f}",
                f"{kinds['pictures and other'] / 1000:.1f}",
                limited(one.second.total, SECOND_VISIT),
                f"{one.second.requests}",
            ]
        )
    head = [
        "page", "first visit KB", "requests", "document plain / gzip KB", "css KB", "script KB", "fonts KB",
        "plates and other KB", "second visit KB", "requests",
    ]  # fmt: skip
    return table(head, rows)


def markdown(run: Run) -> str:
    errors = sum(one.errors for one in run.figures)
    asked = sum(one.requests for one in run.figures)
    weighed = run.weights if isinstance(run.weights, str) else weight_table(run.weights)
    return "\n".join(
        [
            f"Measured on {date.today():%d %B %Y}: {os.cpu_count()} cores, "
            f"Python {platform.python_version()}, "
            f"gunicorn `-w 2 -k sync`, PostgreSQL over loopback, 8 connections by {run.client}; "
            f"{run.rounds} rounds of {run.seconds:g} s each, the bare view before and after every one; "
            f"{asked} requests, {errors} of them failed; the run took {run.took:.0f} s.",
            "",
            speed_table(run),
            "",
            weighed,
        ]
    )


def as_json(run: Run) -> str:
    return json.dumps(
        {
            "client": run.client,
            "rounds": run.rounds,
            "seconds": run.seconds,
            "took": run.took,
            "bare": [asdict(burst) for burst in run.bares],
            "figures": [
                asdict(one) | {"aim": asdict(scenario.aim)}
                for scenario, one in zip(run.scenarios, run.figures, strict=True)
            ],
            "weights": run.weights if isinstance(run.weights, str) else [asdict(one) for one in run.weights],
        },
        indent=1,
    )


def publish(file: Path, figures: str) -> None:
    """Puts the figures into the page between its two marks."""
    before, _, rest = file.read_text().partition(BEGIN)
    after = rest.partition(END)[2]
    file.write_text(f"{before}{BEGIN}\n\n{figures}\n\n{END}{after}")
