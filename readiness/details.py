"""What pages and reports need of a panel besides its scores, as plain JSON; nothing about under five people.

`details` is frozen with the result, so it decides once what may be shown (SPEC 3.8); `readiness.concealment`
says how. Pages, reports and exports show a figure of `published` only where the details say so.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction
from statistics import median
from typing import Any

from .agreement import opinions_divided, rwg_of_dimension
from .anonymity import may_show, may_show_spread
from .concealment import Blocks, Hidden, blocks, hidden, joined
from .flags import fast, straight
from .gaps import LEADERS, Gap, Scores, own_scores
from .instrument import Instrument
from .levels import INDEX
from .round_data import RoundData
from .rounds import Result
from .scoring import STEP, points, roll_up, score_items
from .sheets import LEVELS, NOT_APPLICABLE, UNKNOWN, artefacts, count_of, levels_of, tally

Values = dict[str, Any]
Own = Mapping[str, Mapping[str, Scores]]
NOTHING: Mapping[str, Any] = {}
FIGURES = ("mean", "sum", "median", "divided", "levels", "ad", "unknown", "not_applicable", "evidenced")
EMPTY: Mapping[str, None] = dict.fromkeys(FIGURES)


def details(
    instrument: Instrument,
    data: RoundData,
    result: Result,
    before: Mapping[str, Any] | None = None,
    pace: Sequence[float | None] = (),
) -> Values:
    """Sums, spreads and groups of a panel; empty under five people.

    `before`: the details that were last shown, where the round was reopened; its sheets come first in `data`,
    in the same order. `pace`: seconds a question, by sheet. Points are 0 to 100, floats in full precision.
    """
    people, earlier = len(data.sheets), before or NOTHING
    if not may_show(people):
        return {}
    seen = earlier.get("people", 0)
    away = hidden(result.scope, result.card, data.sheets, seen, earlier.get("hidden", {}))
    return {
        "people": people,
        "items": _items(result, data, away, seen),
        "dimensions": _intervals(result, away),
        **_by_groups(result, data, away, seen, earlier),
        "flags": _flags(result, data, pace),
        "rwg_dimensions": _rwg(result, away),
        "confidence_reasons": list(result.confidence.reasons),
        "se": None if away.index or INDEX not in result.intervals else result.intervals[INDEX].se,
        "hidden": {
            "items": sorted(away.items),
            "dimensions": sorted(away.dimensions),
            "pillars": sorted(away.pillars),
            "index": away.index,
        },
    }


def _by_groups(
    result: Result, data: RoundData, away: Hidden, seen: int, earlier: Mapping[str, Any]
) -> Values:
    """What is said of groups: of the whole round, and on each dimension, where they may be coarser."""
    scope, waived = result.scope, _waived(result)
    own = {id: own_scores(part, data.sheets, waived) for id, part in scope.dimensions.items()}
    late = data.sheets[seen:] if seen else ()
    new = {id: own_scores(part, late, waived) for id, part in scope.dimensions.items()}
    roles = _roles(scope, data, seen, earlier)
    shared = {id: _blocks(scope, id, own, new, roles, earlier) for id in scope.dimensions}
    gaps = [gap for gap in result.gaps if gap.dimension not in away.dimensions and _open(gap, shared)]
    return {
        "roles": [{"roles": unit, "people": _people(data, unit)} for unit in roles],
        "groups": [_group(data, unit, own, shared, away) for unit in roles],
        "gaps": [_gap(gap, own) for gap in gaps],
        "alignment": _alignment(gaps, own),
        "blocks": shared,
        "means": {
            id: [None if id in away.dimensions else _mean(own[id], unit) for unit in units]
            for id, units in shared.items()
        },
    }


def _waived(result: Result) -> frozenset[str]:
    return frozenset(id for id, item in result.card.items.items() if item.coverage is None)


def _people(data: RoundData, roles: Sequence[str]) -> int:
    return sum(sheet.role in roles for sheet in data.sheets)


def _roles(scope: Instrument, data: RoundData, seen: int, earlier: Mapping[str, Any]) -> Blocks:
    """The groups of the whole round; those of a reopened one are never finer than before."""
    every, new = (Counter(sheet.role for sheet in part) for part in (data.sheets, data.sheets[seen:]))
    sizes = {role: (every[role], new[role] if seen else 0) for role in scope.role_ids}
    past = [group["roles"] for group in earlier.get("roles", ())]
    return blocks(sizes, joined([[role] for role in sizes], past), scope.role_ids)


def _blocks(
    scope: Instrument, dimension: str, own: Own, new: Own, roles: Blocks, earlier: Mapping[str, Any]
) -> Blocks:
    """The groups that may be shown on one dimension: those whose people have a score of their own there."""
    known, since = own[dimension], new[dimension]
    sizes = {
        role: (known[role].total() if role in known else 0, since[role].total() if role in since else 0)
        for role in scope.role_ids
    }
    return blocks(sizes, joined(roles, earlier.get("blocks", {}).get(dimension, [])), scope.role_ids)


def _items(result: Result, data: RoundData, away: Hidden, seen: int) -> Values:
    evidence = artefacts(data.sheets)
    since = tally(result.scope, data.sheets[seen:]) if seen else {}
    found: Values = {}
    for id, score in result.card.items.items():
        counts = result.tallies[id]
        if score.points is None or id in away.items:
            unknown = None if id in away.items else count_of(counts, UNKNOWN)
            found[id] = {**EMPTY, "n": score.n, "shown": id not in away.items, "unknown": unknown}
            continue
        new = levels_of(since[id]).total() if seen else 0
        wide = may_show_spread(score.n) and (new == 0 or may_show_spread(new))
        agreed = result.agreements[id]
        found[id] = {
            "n": score.n,
            "shown": True,
            "mean": float(score.points),
            **_spread(levels_of(counts), wide),
            "ad": None if agreed is None else float(agreed.ad),
            "unknown": count_of(counts, UNKNOWN),
            "not_applicable": count_of(counts, NOT_APPLICABLE),
            "evidenced": id in evidence,
        }
    return found


def _spread(levels: Counter[int], wide: bool) -> Values:
    """`levels` and `median` need ten people, and ten new ones where the round was reopened (SPEC 3.8)."""
    return {
        "sum": float(sum(points(level) * count for level, count in levels.items())),
        "median": STEP * float(median(levels.elements()) - 1) if wide else None,
        "divided": opinions_divided(levels),
        "levels": [levels[level] for level in LEVELS] if wide else None,
    }


def _intervals(result: Result, away: Hidden) -> Values:
    """Of the dimensions, the pillars and the index that may be shown."""
    gone = away.dimensions | away.pillars | ({INDEX} if away.index else set())
    return {
        id: {"low": found.low, "high": found.high, "se": found.se}
        for id, found in result.intervals.items()
        if id not in gone
    }


def _group(
    data: RoundData, unit: Sequence[str], own: Own, shared: Mapping[str, Blocks], away: Hidden
) -> Values:
    """Means of the people's own scores by dimension; None where it would tell on fewer than five."""
    shown = {id for id, units in shared.items() if list(unit) in units and id not in away.dimensions}
    return {
        "roles": list(unit),
        "people": _people(data, unit),
        "dimensions": {id: _mean(by_role, unit) if id in shown else None for id, by_role in own.items()},
    }


def _together(by_role: Mapping[str, Scores], unit: Sequence[str]) -> Scores:
    both: Scores = Counter()
    for role in unit:
        both.update(by_role.get(role, {}))
    return both


def _mean(by_role: Mapping[str, Scores], unit: Sequence[str]) -> float | None:
    scores = _together(by_role, unit)
    total = sum((score * count for score, count in scores.items()), Fraction(0))
    return float(total / scores.total()) if scores else None


def _open(gap: Gap, shared: Mapping[str, Blocks]) -> bool:
    """Whether both sides are made of whole groups that may be shown on that dimension."""
    units = shared[gap.dimension]
    sides = (set(gap.group_a), set(gap.group_b))
    return bool(units) and all(not side & set(unit) or set(unit) <= side for side in sides for unit in units)


def _gap(gap: Gap, own: Own) -> Values:
    by_role, difference = own[gap.dimension], gap.difference
    return {
        "group_a": list(gap.group_a),
        "group_b": list(gap.group_b),
        "dimension": gap.dimension,
        "a": _mean(by_role, gap.group_a),
        "b": _mean(by_role, gap.group_b),
        "gap": float(difference.gap),
        "low": difference.low,
        "high": difference.high,
        "notable": difference.notable,
    }


def _alignment(gaps: Sequence[Gap], own: Own) -> Values | None:
    """The gaps of board and executives against everyone else; None where they cannot be told apart."""
    leading = [gap for gap in gaps if set(gap.group_a) <= set(LEADERS)]
    widest = max((len(gap.group_a) for gap in leading), default=0)
    chosen = [gap for gap in leading if len(gap.group_a) == widest]
    if not chosen:
        return None
    first = chosen[0]
    return {
        "leaders": list(first.group_a),
        "others": list(first.group_b),
        "dimensions": {gap.dimension: _gap(gap, own) for gap in chosen},
    }


def _flags(result: Result, data: RoundData, pace: Sequence[float | None]) -> Values:
    """How many sheets look unread; numbers only where five people stand on either side (SPEC 5)."""
    quick = {place for place, seconds in enumerate(pace) if fast(seconds)}
    same = {place for place, sheet in enumerate(data.sheets) if straight(sheet)}
    either = quick | same
    left = [sheet for place, sheet in enumerate(data.sheets) if place not in either]
    index = None
    if _sided(len(either), len(data.sheets)):
        index = roll_up(result.scope, score_items(tally(result.scope, left), data.balanced)).index

    def count(found: set[int]) -> int | None:
        return len(found) if not found or _sided(len(found), len(data.sheets)) else None

    return {
        "people": count(either),
        "straight": count(same),
        "fast": count(quick),
        "index_without": None if index is None else float(index),
    }


def _sided(part: int, whole: int) -> bool:
    return may_show(part) and may_show(whole - part)


def _rwg(result: Result, away: Hidden) -> Values:
    """r_wg(J) by dimension, over the items that are shown."""
    found = {}
    for id, dimension in result.scope.dimensions.items():
        shown = [result.agreements.get(item.id) for item in dimension.items if item.id not in away.items]
        value = rwg_of_dimension(agreed for agreed in shown if agreed is not None)
        found[id] = None if value is None or id in away.dimensions else float(value)
    return found
