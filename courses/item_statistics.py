"""How the questions of a check behave: shares and correlations over first attempts, and where to look.

Discrimination is the corrected item-rest correlation: the product-moment correlation of an item with the
share right of the other items of the same attempt (S. Henrysson, "Correction of item-total correlations in
item analysis", Psychometrika 28, 1963, 211-218). Answers count in fives, in the order in which they came, so
that two looks at this page never differ by one person; nothing is said about fewer than five.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Literal

ENOUGH, GROUP = 20, 5
EASY, HARD = 95, 25
WEAK = 0.1
Flag = Literal["easy", "hard", "backwards", "weak", "unused", "trap"]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with what may be counted of it; `right` among `options`; `one` if only one can be given."""

    key: str
    options: tuple[str, ...]
    right: frozenset[str]
    one: bool


@dataclass(frozen=True, slots=True)
class Given:
    """One answer of a first attempt; `picks` are the options that it counts for."""

    attempt: int
    question: str
    right: bool
    picks: frozenset[str]


@dataclass(frozen=True, slots=True)
class ItemLine:
    """`answered` in whole fives; a share in percent, None where it would speak of fewer than five people."""

    key: str
    answered: int
    enough: bool
    share_right: int | None = None
    few: Literal["", "right", "wrong"] = ""
    discrimination: float | None = None
    shares: Mapping[str, int | None] | None = None
    flags: tuple[Flag, ...] = ()


def item_lines(asked: Sequence[Asked], given: Sequence[Given]) -> list[ItemLine]:
    """`given` in the order in which the answers came, each attempt's all of one first attempt."""
    by_question: dict[str, list[Given]] = defaultdict(list)
    scores: dict[int, list[bool]] = defaultdict(list)
    for answer in given:
        by_question[answer.question].append(answer)
        scores[answer.attempt].append(answer.right)
    return [_line(question, by_question[question.key], scores) for question in asked]


def _line(asked: Asked, given: Sequence[Given], scores: Mapping[int, Sequence[bool]]) -> ItemLine:
    counted = given[: len(given) // GROUP * GROUP]
    n = len(counted)
    if n < ENOUGH:
        return ItemLine(asked.key, n, False)
    right = sum(answer.right for answer in counted)
    few: Literal["", "right", "wrong"] = "right" if right < GROUP else "wrong" if n - right < GROUP else ""
    shares = _shares(asked, counted)
    share = None if few else _percent(right, n)
    rest = None if few else _rest(counted, scores)
    flags = _flags(asked, share, few, rest, shares)
    return ItemLine(asked.key, n, True, share, few, rest, shares, flags)


def _rest(counted: Sequence[Given], scores: Mapping[int, Sequence[bool]]) -> float | None:
    """None where nobody answered anything else, or all did equally well at the rest."""
    pairs = [
        (
            float(answer.right),
            (sum(scores[answer.attempt]) - answer.right) / (len(scores[answer.attempt]) - 1),
        )
        for answer in counted
        if len(scores[answer.attempt]) > 1
    ]
    found = correlation([x for x, _ in pairs], [y for _, y in pairs]) if len(pairs) >= ENOUGH else None
    return None if found is None else round(found, 2)


def correlation(xs: Sequence[float], ys: Sequence[float]) -> float | None:
    """Pearson's; None where one of the two does not vary."""
    n = len(xs)
    mean_x, mean_y = sum(xs) / n, sum(ys) / n
    across = sum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys, strict=True))
    within = sum((x - mean_x) ** 2 for x in xs) * sum((y - mean_y) ** 2 for y in ys)
    return across / sqrt(within) if within > 1e-12 else None


def _shares(asked: Asked, counted: Sequence[Given]) -> dict[str, int | None]:
    n = len(counted)
    counts = {option: sum(option in answer.picks for answer in counted) for option in asked.options}
    small = (
        _hidden(asked, counts)
        if asked.one
        else {option for option, count in counts.items() if 0 < count < GROUP or 0 < n - count < GROUP}
    )
    return {option: None if option in small else _percent(count, n) for option, count in counts.items()}


def _hidden(asked: Asked, counts: Mapping[str, int]) -> set[str]:
    """Options of one to four people, and others with them until they are five: the rest adds up to all.

    Wrong ones go first, because the right one is said above as the share right.
    """
    small = {option for option, count in counts.items() if 0 < count < GROUP}
    order = sorted(counts, key=lambda option: (option in asked.right, counts[option], option))
    for option in order:
        if not 0 < sum(counts[each] for each in small) < GROUP:
            break
        small.add(option)
    return small


def _percent(count: int, n: int) -> int:
    return (200 * count + n) // (2 * n)


def _flags(
    asked: Asked, share: int | None, few: str, rest: float | None, shares: Mapping[str, int | None]
) -> tuple[Flag, ...]:
    found: list[Flag] = []
    if few == "wrong" or (share is not None and share >= EASY):
        found.append("easy")
    if few == "right" or (share is not None and share <= HARD):
        found.append("hard")
    if rest is not None and rest < 0:
        found.append("backwards")
    elif rest is not None and rest < WEAK:
        found.append("weak")
    wrong = [shares[option] for option in asked.options if option not in asked.right]
    if asked.one and share is not None and any(other is not None and other > share for other in wrong):
        found.append("trap")
    if asked.one and any(other == 0 for other in wrong):
        found.append("unused")
    return tuple(found)
