"""Two closed rounds side by side, on equal scope and shared items, and what differs (SPEC 3.11, 3.13)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from readiness.change import Change, change, error_of_panels
from readiness.levels import INDEX
from readiness.linking import LineBroken, Linked, link
from readiness.linking import Measured as Round

from .measured import Measured
from .panel import Panel

SPLIT = "What the two rounds share would show answers of fewer than five people."


@dataclass(frozen=True)
class Moment:
    """A closed round as it was measured; `name` as people know it, "March 2026"; `people` 1 for one's own."""

    of: Measured
    at: datetime
    name: str
    url: str
    people: int
    excluded: frozenset[str] = frozenset()

    def error(self, subject: str) -> float | None:
        """Standard error of a dimension, a pillar or the index, in points; None for one person's view."""
        if not isinstance(self.of, Panel):
            return None
        found = self.of.details["dimensions"].get(subject)
        return None if found is None else float(found["se"])


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two rounds on what they share. `linked` is None, and `broken` says why, where the line is broken.

    `same`: everything is shared, so that each linked index is the round's own.
    """

    before: Moment
    now: Moment
    linked: Linked | None
    broken: str
    same: bool

    @property
    def index(self) -> Change | None:
        """Of the index on shared items."""
        if self.linked is None:
            return None
        return _change(self.linked.first.index, self.linked.second.index, self._error(INDEX))

    def pillar(self, id: str) -> Change | None:
        """Of one pillar, where everything is shared."""
        if not self.same or id not in self.before.of.card.pillars or id not in self.now.of.card.pillars:
            return None
        return _change(self.before.of.score_of(id), self.now.of.score_of(id), self._error(id))

    def _error(self, subject: str) -> float | None:
        errors = [self.before.error(subject), self.now.error(subject)]
        return None if errors[0] is None or errors[1] is None else error_of_panels(errors[0], errors[1])

    def dimension(self, id: str) -> Change | None:
        """Of one dimension, where everything is shared."""
        if not self.same:
            return None
        return _change(self.before.of.score_of(id), self.now.of.score_of(id), self._error(id))

    def rose(self, id: str) -> bool:
        """Whether a dimension improved reliably."""
        found = self.dimension(id)
        return found is not None and found.verdict == "improved"

    def fell(self, id: str) -> bool:
        """Whether a dimension declined reliably."""
        found = self.dimension(id)
        return found is not None and found.verdict == "declined"

    @property
    def declined(self) -> tuple[str, ...]:
        """Pillars that declined reliably."""
        found = {pillar.id: self.pillar(pillar.id) for pillar in self.now.of.scope.pillars}
        return tuple(id for id, one in found.items() if one is not None and one.verdict == "declined")

    @property
    def before_scores(self) -> Mapping[str, Fraction]:
        """Dimensions that both rounds show, as they stood before."""
        if not self.same:
            return {}
        scores = {id: self.before.of.score_of(id) for id in self.now.of.scope.dimensions}
        return {id: score for id, score in scores.items() if score is not None}


def _change(first: Fraction | None, second: Fraction | None, error: float | None) -> Change | None:
    return None if first is None or second is None else change(first, second, error)


def compare(before: Moment, now: Moment) -> Comparison:
    """Equal scope only; never finer than what each round shows by itself."""
    rounds = [Round(m.of.scope, m.of.card.items, m.excluded) for m in (before, now)]
    try:
        linked = link(*rounds)
    except LineBroken as broken:
        return Comparison(before, now, None, str(broken), False)
    if any(_splits(m.of, linked.items) for m in (before, now)):
        return Comparison(before, now, None, SPLIT, False)
    every = before.of.scope.items.keys() == now.of.scope.items.keys() == linked.items
    return Comparison(before, now, linked, "", every)


def _splits(of: Measured, shared: frozenset[str]) -> bool:
    """Whether the shared part takes apart what is hidden together."""
    for pillar in of.scope.pillars:
        away = [d for d in pillar.dimensions if not of.shows(d.id)]
        kept = [any(item.id in shared for item in d.items) for d in away]
        if len(set(kept)) > 1:
            return True
        for dimension in pillar.dimensions:
            hidden = [item.id in shared for item in dimension.items if not of.shows(item.id)]
            if len(set(hidden)) > 1:
                return True
    return False
