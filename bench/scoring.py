"""How long scoring a panel takes, with intervals and with what is shown of it: `python bench/scoring.py`."""

import argparse
import random
import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from readiness.details import details
from readiness.instrument import Instrument
from readiness.instrument_file import shipped
from readiness.published import published
from readiness.round_data import RoundData
from readiness.rounds import score
from readiness.sheets import Sheet

SIZES = (24, 200, 1_000, 10_000)
PROMISED = {200: 1.0, 10_000: 30.0}  # seconds


def panel(instrument: Instrument, people: int) -> RoundData:
    """Every question asked of everyone, every role there, one answer in twelve a don't know."""
    chance = random.Random(people)
    roles = instrument.role_ids
    return RoundData(
        tuple(
            Sheet(
                roles[place % len(roles)],
                {id: chance.choice([1, 2, 3, 4, 5] * 2 + [3, "DK"]) for id in instrument.items},
            )
            for place in range(people)
        )
    )


def seconds(instrument: Instrument, data: RoundData) -> tuple[float, float]:
    """Scoring with intervals; everything that closing works out, as it is frozen."""
    began = time.perf_counter()
    result = score(instrument, data)
    scored = time.perf_counter()
    published(instrument, result)
    details(instrument, data, result)
    return scored - began, time.perf_counter() - began


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    instrument, missed = shipped("rf-1.0"), 0
    print("| people | scored with intervals, s | with what is shown, s | ms a person | promised |")
    print("| --- | --- | --- | --- | --- |")
    for people in SIZES:
        data = panel(instrument, people)
        runs = [seconds(instrument, data) for _ in range(given.rounds)]
        scored, whole = (statistics.median(run[part] for run in runs) for part in (0, 1))
        limit = PROMISED.get(people)
        missed += limit is not None and whole > limit
        met = "" if limit is None else f"≤ {limit:g} s {'met' if whole <= limit else '**not met**'}"
        print(f"| {people} | {scored:.3f} | {whole:.3f} | {whole / people * 1000:.2f} | {met} |")
    return missed


if __name__ == "__main__":
    sys.exit(main())
