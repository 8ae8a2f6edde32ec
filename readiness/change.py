"""Whether two rounds differ by more than chance: the reliable change index (SPEC 3.11)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import inf, sqrt
from statistics import stdev
from typing import Literal

from .instrument import Instrument
from .levels import claimed_level
from .scoring import ItemScore, item_shares, roll_up

Verdict = Literal["improved", "declined", "reliable but small", "no reliable change", "too few data to test"]
RELIABLE = 1.96
WORTH_SAYING = 5
RETESTED = 50


@dataclass(frozen=True, slots=True)
class Change:
    """`delta` in points, second minus first; `rci` None where there are too few data to test."""

    delta: Fraction
    rci: float | None
    verdict: Verdict


def change(first: Fraction, second: Fraction, error: float | None) -> Change:
    """From one score to the next, 0 to 100, on equal scope and shared items; `error`: SE of the change."""
    delta = second - first
    if error is None:
        return Change(delta, None, "too few data to test")
    rci = float(delta) / error if error else (inf if delta > 0 else -inf if delta < 0 else 0.0)
    return Change(delta, rci, _verdict(delta, rci))


def _verdict(delta: Fraction, rci: float) -> Verdict:
    if abs(rci) < RELIABLE:
        return "no reliable change"
    if abs(delta) < WORTH_SAYING:
        return "reliable but small"
    return "improved" if delta > 0 else "declined"


def error_of_panels(se_first: float, se_second: float) -> float:
    """Two panels, each with the standard error of its own interval, in points."""
    return sqrt(se_first**2 + se_second**2)


def error_of_pairs(differences: Sequence[float]) -> float:
    """The same people twice: standard error of their mean difference. ValueError under two people."""
    if len(differences) < 2:
        raise ValueError("A standard error needs two people.")
    return stdev(differences) / sqrt(len(differences))


def error_of_sheets(sd: float, r: float, organisations: int) -> float | None:
    """Single sheets: SD and retest r (0 to 1) of organisations that answered twice; None under 50."""
    return sd * sqrt(2) * sqrt(1 - r) if organisations >= RETESTED else None


def behind_level_change(
    instrument: Instrument, first: Mapping[str, ItemScore], second: Mapping[str, ItemScore]
) -> tuple[str, ...]:
    """The items that caused a change of claimed level; empty if the level is the same or not known.

    Those of which each, put back alone, would undo the change; if none, the one that moved the index most.
    """
    before, card = claimed_level(instrument, roll_up(instrument, first)), roll_up(instrument, second)
    after = claimed_level(instrument, card)
    if before is None or after is None or before == after:
        return ()
    up = after > before
    moved = {}
    for id, share in item_shares(instrument, card).items():
        delta = (second[id].points or Fraction(0)) - (first[id].points or Fraction(0))
        if first[id].points is not None and delta and (delta > 0) == up:
            moved[id] = share * abs(delta)
    back = {id: claimed_level(instrument, roll_up(instrument, {**second, id: first[id]})) for id in moved}
    undoing = tuple(id for id in moved if back[id] is None or (back[id] != after))
    return undoing or tuple(sorted(moved, key=lambda id: (-moved[id], id))[:1])
