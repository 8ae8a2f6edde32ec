"""What to do with 5, 10 or 20 minutes, from what is unfinished: exact, never above the budget."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Candidate:
    """An unfinished unit: the whole minutes it still takes (at least 1), and whether it was begun."""

    unit: int
    minutes: int
    begun: bool = False

    def __post_init__(self) -> None:
        if self.minutes < 1:
            raise ValueError("What is unfinished takes at least one minute.")


def fit(candidates: Sequence[Candidate], budget: int) -> tuple[Candidate, ...]:
    """The candidates to do in `budget` minutes, given in course order.

    What was begun comes first and fills the budget as well as it can; what remains of the budget is
    filled as well as it can from what is new. Among fillings that take the same minutes, the one with the
    earliest units wins. Deterministic. Raises ValueError for a negative budget.
    """
    if budget < 0:
        raise ValueError("A budget is not negative.")
    begun = _best([candidate for candidate in candidates if candidate.begun], budget)
    rest = budget - sum(candidate.minutes for candidate in begun)
    return (*begun, *_best([candidate for candidate in candidates if not candidate.begun], rest))


def _best(candidates: Sequence[Candidate], budget: int) -> tuple[Candidate, ...]:
    """The fullest selection; the sums that the candidates from each one on can reach are bits of a number."""
    within = (1 << (budget + 1)) - 1
    reachable = [1]
    for candidate in reversed(candidates):
        reachable.append(reachable[-1] | (reachable[-1] << candidate.minutes) & within)
    left = reachable[-1].bit_length() - 1
    taken = []
    for candidate, after in zip(candidates, reachable[-2::-1], strict=True):
        if candidate.minutes <= left and after >> (left - candidate.minutes) & 1:
            taken.append(candidate)
            left -= candidate.minutes
    return tuple(taken)
