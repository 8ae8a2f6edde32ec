"""How far the answers to an item agree: AD, r_wg, r_wg(J), opinions divided (SPEC 3.1 and 3.6)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from statistics import median

from .scoring import STEP

RATERS = 5
CHANCE = Fraction(2)  # the variance of five equally likely options
ACCEPTED = Fraction(83, 100)
DIVIDED = Fraction(25, 2)
BANDS = ((Fraction(91, 100), "very strong"), (Fraction(71, 100), "strong"), (Fraction(51, 100), "moderate"))


@dataclass(frozen=True, slots=True)
class Agreement:
    """`ad`: mean distance from the mean in levels, 0 to 2; `variance` of the sample; `rwg` 0 to 1."""

    ad: Fraction
    variance: Fraction

    @property
    def rwg(self) -> Fraction:
        return max(Fraction(0), 1 - self.variance / CHANCE)

    @property
    def accepted(self) -> bool:
        return self.ad <= ACCEPTED


def agreement(levels: Mapping[int, int]) -> Agreement | None:
    """Agreement of raters; `levels` counts the people at each level. None under five raters."""
    n = sum(levels.values())
    if n < RATERS:
        return None
    mean = _mean(levels, n)
    squares = sum(((level - mean) ** 2 * count for level, count in levels.items()), Fraction(0))
    return Agreement(mean_distance(levels), squares / (n - 1))


def mean_distance(levels: Mapping[int, int]) -> Fraction:
    """AD: the mean distance from the mean, 0 to 2 levels, of one rater or more. ZeroDivisionError of none."""
    n = sum(levels.values())
    mean = _mean(levels, n)
    return sum((abs(level - mean) * count for level, count in levels.items()), Fraction(0)) / n


def _mean(levels: Mapping[int, int], n: int) -> Fraction:
    return Fraction(sum(level * count for level, count in levels.items()), n)


def rwg_of_dimension(items: Iterable[Agreement]) -> Fraction | None:
    """r_wg(J), 0 to 1, over the items that have an agreement; None if none has."""
    variances = [item.variance for item in items]
    if not variances:
        return None
    j = len(variances)
    m = sum(variances, Fraction(0)) / j / CHANCE
    return Fraction(0) if m >= 1 else j * (1 - m) / (j * (1 - m) + m)


def rwg_band(rwg: Fraction) -> str:
    """The usual word for an r_wg of 0 to 1: weak, moderate, strong, very strong."""
    return next((word for start, word in BANDS if rwg >= start), "weak")


def opinions_divided(levels: Mapping[int, int]) -> bool:
    """Mean and median lie at least 12.5 points apart; False without answers."""
    answers = sorted(level for level, count in levels.items() for _ in range(count))
    if not answers:
        return False
    middle = median([Fraction(level) for level in answers])
    return abs(Fraction(sum(answers), len(answers)) - middle) * STEP >= DIVIDED


def share_accepted(agreements: Iterable[Agreement | None]) -> Fraction | None:
    """The share, 0 to 1, of items with AD ≤ 0.83 among those rated by five or more; None without any."""
    rated = [item.accepted for item in agreements if item is not None]
    return Fraction(sum(rated), len(rated)) if rated else None
