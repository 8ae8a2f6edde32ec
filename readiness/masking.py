"""Published scores of a panel as others may have them: without what its details hide (SPEC 3.8)."""

from collections.abc import Mapping
from typing import Any

NO_ITEM = {"points": None, "coverage": None, "n": None}


def masked(scores: Mapping[str, Any], details: Mapping[str, Any]) -> dict[str, Any]:
    """The same keys, None where a figure may not be shown; of one sheet everything stays as it is."""
    if "hidden" not in details:
        return dict(scores)
    away = {kind: set(details["hidden"][kind]) for kind in ("items", "dimensions", "pillars")}
    gone = set().union(*away.values())
    found = dict(scores) | {kind: _parts(scores[kind], away[kind]) for kind in ("dimensions", "pillars")}
    found["items"] = {id: NO_ITEM if id in gone else item for id, item in scores["items"].items()}
    found["agreement"] = {
        id: dict.fromkeys(pair) if id in gone else pair for id, pair in scores["agreement"].items()
    }
    found["blockers"] = [
        {**one, "have": None} if one["subject"] in gone else one for one in scores["blockers"]
    ]
    found["gaps"] = [{key: gap[key] for key in gap if key not in ("a", "b")} for gap in details["gaps"]]
    found["groups"] = [group["roles"] for group in details["roles"]]
    found["what_if"] = _plan(scores["what_if"], gone)
    if details["hidden"]["index"]:
        found |= dict.fromkeys(("index", "index_level", "claimed_level", "interval", "range", "what_if"))
        found |= {"evidenced": dict.fromkeys(scores["evidenced"]), "blockers": [], "learning": []}
    return found


def _parts(parts: Mapping[str, Any], away: set[str]) -> dict[str, Any]:
    return {id: {**part, "score": None} if id in away else part for id, part in parts.items()}


def _plan(plan: Mapping[str, Any] | None, gone: set[str]) -> dict[str, Any] | None:
    """A plan that raises what is hidden would tell where it stands: its index goes, and those items."""
    if plan is None or not gone & plan["plan"].keys():
        return None if plan is None else dict(plan)
    return {**plan, "index": None, "plan": {id: to for id, to in plan["plan"].items() if id not in gone}}
