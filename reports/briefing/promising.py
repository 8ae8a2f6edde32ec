"""What was promised already, in its place among the 30, 60 and 90 days: nobody is asked for it twice."""

from collections.abc import Iterable
from dataclasses import replace

from .drafts import Draft
from .figures import day
from .gating import step
from .source import Promised, Source

MOST = 6  # lines of their own; the register holds the rest
PERIODS = (30, 60, 90)


def promised(source: Source, parts: dict[int, list[Draft]]) -> dict[int, list[Draft]]:
    """The periods with who promised which step until when, and with what else has a date, nearest first."""
    by_item = {each.item: each for each in source.promised if each.item}
    known = {draft.item for drafts in parts.values() for draft in drafts if draft.item}
    found = {
        days: [_owned(draft, by_item.get(draft.item)) for draft in drafts] for days, drafts in parts.items()
    }
    for each in _own_lines(source, known):
        found[_period(source, each)].append(_draft(source, each))
    return found


def _own_lines(source: Source, known: set[str]) -> Iterable[Promised]:
    return [each for each in source.promised if each.due and each.item not in known - {""}][:MOST]


def _owned(draft: Draft, each: Promised | None) -> Draft:
    if each is None:
        return draft
    return replace(draft, owner=each.owner or draft.owner, proof=f"{draft.proof}{_until(each)}")


def _until(each: Promised) -> str:
    begun = " (begun)" if each.doing else ""
    return f"; promised by {day(each.due)}{begun}" if each.due else begun


def _draft(source: Source, each: Promised) -> Draft:
    move = step(source, each.item) if each.item in source.of.scope.items else None
    action = each.action or (move.text if move else each.key)
    owner = each.owner or (move.owner if move else "")
    proof = f"{move.show if move else 'A line in the minutes'}{_until(each)}"
    return Draft(each.key, each.item, action, owner, proof)


def _period(source: Source, each: Promised) -> int:
    """By its day; what was due before the round closed is the first thing to do."""
    if each.due is None:
        return 0
    days = (each.due - source.closed_on).days
    return next((period for period in PERIODS if days <= period), 0)
