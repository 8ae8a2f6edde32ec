"""A round's JSON in, the published numbers out: what `manage.py score_round` prints (SPEC 3)."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from .gaps import Gap
from .instrument import Instrument
from .levels import INDEX, Blocker, band, blockers, claimed_level
from .round_data import read_round
from .rounds import Result, score
from .scoring import ItemScore, PartScore, Scorecard
from .whatif import Plan

NO_ITEM = ItemScore(None, None, 0)
NO_PART = PartScore(None, None)


def score_round(instrument: Instrument, data: object) -> dict[str, Any]:
    """The published result of the round in `data`. BadRound with all reasons for bad input.

    Scores, intervals and gaps in points of 100, coverage 0 to 1, agreement in levels; floats in full
    precision, None where the specification gives no value. Every item, dimension and pillar has its key.
    """
    return published(instrument, score(instrument, read_round(instrument, data)))


def published(instrument: Instrument, result: Result) -> dict[str, Any]:
    """The result as plain values for JSON; keys are those of docs/scoring.md."""
    card, scope = result.card, result.scope
    interval = result.intervals.get(INDEX)
    return {
        "index": _float(card.index),
        "index_level": None if card.index is None else band(scope, card.index),
        "claimed_level": claimed_level(scope, card),
        "status": card.status,
        "coverage": _float(card.whole.coverage),
        "range": None if result.range is None else [float(end) for end in result.range],
        "pillars": {p.id: _pillar(card.pillars.get(p.id, NO_PART)) for p in instrument.pillars},
        "dimensions": {id: _dimension(card.dimensions.get(id, NO_PART)) for id in instrument.dimensions},
        "items": {id: _item(card.items.get(id, NO_ITEM)) for id in instrument.items},
        "evidenced": _evidenced(scope, result.evidenced),
        "blockers": [_blocker(blocker) for blocker in blockers(scope, card)],
        "interval": None if interval is None else [interval.low, interval.high],
        "agreement": {id: _agreement(result, id) for id in instrument.items},
        "gaps": [_gap(gap) for gap in result.gaps],
        "groups": [list(group) for group in result.groups],
        "confidence": result.confidence.label,
        "what_if": _plan(result.plan) if isinstance(result.plan, Plan) else None,
        "learning": list(result.learning),
    }


def _float(value: Fraction | None) -> float | None:
    return None if value is None else float(value)


def _pillar(part: PartScore) -> Mapping[str, Any]:
    return {"score": _float(part.score), "coverage": _float(part.coverage)}


def _dimension(part: PartScore) -> Mapping[str, Any]:
    return {**_pillar(part), "sufficient": part.sufficient}


def _item(item: ItemScore) -> Mapping[str, Any]:
    return {"points": _float(item.points), "coverage": _float(item.coverage), "n": item.n}


def _evidenced(scope: Instrument, card: Scorecard) -> Mapping[str, Any]:
    return {"index": _float(card.index), "claimed_level": claimed_level(scope, card)}


def _blocker(blocker: Blocker) -> Mapping[str, Any]:
    return {
        "level": blocker.level,
        "kind": blocker.kind,
        "subject": blocker.subject,
        "need": float(blocker.need),
        "have": _float(blocker.have),
    }


def _agreement(result: Result, item: str) -> Mapping[str, Any]:
    found = result.agreements.get(item)
    return {"ad": None, "rwg": None} if found is None else {"ad": float(found.ad), "rwg": float(found.rwg)}


def _gap(gap: Gap) -> Mapping[str, Any]:
    return {
        "group_a": list(gap.group_a),
        "group_b": list(gap.group_b),
        "dimension": gap.dimension,
        "gap": float(gap.difference.gap),
        "low": gap.difference.low,
        "high": gap.difference.high,
        "notable": gap.difference.notable,
    }


def _plan(plan: Plan) -> Mapping[str, Any]:
    return {
        "steps": plan.steps,
        "items": len(plan.levels),
        "index": float(plan.index),
        "plan": dict(plan.levels),
    }
