"""Perception gaps between groups, with Welch's interval (SPEC 3.7)."""

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import floor, sqrt

from .anonymity import may_show
from .instrument import Dimension, Instrument
from .scoring import ENOUGH, mean, points
from .sheets import UNKNOWN, Answer, Sheet
from .student import t_quantile

LEADERS = ("board", "exec")
NOTABLE = Fraction(25, 2)
PRINTED = 3
CONFIDENCE = 0.975
Scores = Counter[Fraction]
"""How many people have which score of their own, 0 to 100."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Points of 100 by which one group scores above another, with its 95 % interval, which is not cut."""

    gap: Fraction
    low: float
    high: float

    @property
    def notable(self) -> bool:
        """Half a level or more, and not by chance."""
        return abs(self.gap) >= NOTABLE and (self.low > 0 or self.high < 0)


@dataclass(frozen=True, slots=True)
class Gap:
    """Group a minus group b (role ids) on one dimension."""

    group_a: tuple[str, ...]
    group_b: tuple[str, ...]
    dimension: str
    difference: Difference


def welch(a: Scores, b: Scores) -> Difference | None:
    """Mean of a minus mean of b, degrees of freedom rounded down; None if either has under five people."""
    if not may_show(a.total()) or not may_show(b.total()):
        return None
    (mean_a, part_a), (mean_b, part_b) = _mean_and_error(a), _mean_and_error(b)
    gap, error = mean_a - mean_b, part_a + part_b
    if not error:
        return Difference(gap, float(gap), float(gap))
    freedom = error**2 / (part_a**2 / (a.total() - 1) + part_b**2 / (b.total() - 1))
    half = t_quantile(CONFIDENCE, floor(freedom)) * sqrt(error)
    return Difference(gap, float(gap) - half, float(gap) + half)


def _mean_and_error(scores: Scores) -> tuple[Fraction, Fraction]:
    """The mean and its squared standard error s²/n."""
    n = scores.total()
    centre = sum((score * count for score, count in scores.items()), Fraction(0)) / n
    squares = sum(((score - centre) ** 2 * count for score, count in scores.items()), Fraction(0))
    return centre, squares / (n - 1) / n


def pairs(groups: Sequence[Sequence[str]]) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Leaders against everyone else, then each group against the rest; each comparison once.

    `groups` are pooled already. Leaders are compared only where no pool holds a leader and someone else,
    since the pool could otherwise be taken apart by subtraction.
    """
    sides = [tuple(group) for group in groups]
    leading = [group for group in sides if set(group) <= set(LEADERS)]
    mixed = any(set(LEADERS) & set(group) and group not in leading for group in sides)
    seen = set()
    for side in ([] if mixed else [tuple(role for group in leading for role in group)]) + sides:
        rest = tuple(role for group in sides for role in group if role not in side)
        if side and rest and frozenset((side, rest)) not in seen:
            seen.add(frozenset((side, rest)))
            yield side, rest


def own_score(dimension: Dimension, answers: Sequence[Answer | None]) -> Fraction | None:
    """A person's own score, 0 to 100, from answers in the order of the items (None: not asked or left out).

    None under 50 % coverage: levels against levels and don't-knows.
    """
    weighed = list(zip((item.weight for item in dimension.items), answers, strict=True))
    known = [(weight, points(answer)) for weight, answer in weighed if isinstance(answer, int)]
    unknown = sum((weight for weight, answer in weighed if answer == UNKNOWN), Fraction(0))
    covered = sum((weight for weight, _ in known), Fraction(0))
    if not known or covered / (covered + unknown) < ENOUGH:
        return None
    return mean(known)


def own_scores(
    dimension: Dimension, sheets: Iterable[Sheet], not_applicable: Container[str] = frozenset()
) -> dict[str, Scores]:
    """Own scores by role, without the items that do not apply to the organisation (SPEC 3.3)."""
    asked = [None if item.id in not_applicable else item.id for item in dimension.items]
    known: dict[tuple[Answer | None, ...], Fraction | None] = {}
    scores: dict[str, Scores] = defaultdict(Counter)
    for sheet in sheets:
        answers = tuple(sheet.answers.get(id) if id else None for id in asked)
        if answers not in known:
            known[answers] = own_score(dimension, answers)
        score = known[answers]
        if score is not None:
            scores[sheet.role][score] += 1
    return scores


def perception_gaps(
    instrument: Instrument,
    sheets: Sequence[Sheet],
    groups: Sequence[Sequence[str]],
    not_applicable: Container[str] = frozenset(),
) -> list[Gap]:
    """Every gap that may be shown, by pair and then by dimension; `groups` are pooled role ids."""
    scores = {
        id: own_scores(dimension, sheets, not_applicable) for id, dimension in instrument.dimensions.items()
    }
    found = []
    for side, rest in pairs(groups):
        for id, by_role in scores.items():
            difference = welch(_together(by_role, side), _together(by_role, rest))
            if difference is not None:
                found.append(Gap(side, rest, id, difference))
    return found


def _together(scores: Mapping[str, Scores], roles: Iterable[str]) -> Scores:
    both: Scores = Counter()
    for role in roles:
        both.update(scores.get(role, {}))
    return both


def printed(gaps: Iterable[Gap]) -> list[Gap]:
    """At most three notable gaps, the largest first."""
    notable = [gap for gap in gaps if gap.difference.notable]
    return sorted(notable, key=lambda gap: -abs(gap.difference.gap))[:PRINTED]
