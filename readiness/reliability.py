"""How the instrument itself behaves over many organisations: for its operators only (SPEC 3.10)."""

from collections.abc import Sequence
from math import sqrt
from statistics import covariance, fmean, variance

ORGANISATIONS = 100
ORGANISATIONS_FOR_ICC = 30
RATERS_FOR_ICC = 5
REDUNDANT = 0.95
UNKNOWN_SHARE = 0.3
TOP_SHARE = 0.6
SWEEPS = 10_000
STILL = 1e-14
Rows = Sequence[Sequence[float]]
"""One row per organisation, one column per item of a dimension, no gaps."""


def alpha(rows: Rows) -> float | None:
    """Cronbach's alpha; None under two items, or where no row differs from another."""
    columns = list(zip(*rows, strict=True))
    total = variance([sum(row) for row in rows])
    if len(columns) < 2 or not total:
        return None
    j = len(columns)
    own = sum(variance(column) for column in columns)
    return float(j / (j - 1) * (1 - own / total))


def omega(rows: Rows) -> float | None:
    """Omega total of one factor, fitted to the covariances by least squares; None under three items.

    Each loading is the best one given the others, until none moves: with three items the fit is exact.
    """
    columns = list(zip(*rows, strict=True))
    total = variance([sum(row) for row in rows])
    if len(columns) < 3 or not total:
        return None
    count = range(len(columns))
    shared = [[covariance(columns[i], columns[j]) for j in count] for i in count]
    loadings = [sqrt(variance(column)) for column in columns]
    for _ in range(SWEEPS):
        before = list(loadings)
        for i in count:
            weight = sum(loadings[j] ** 2 for j in count if j != i)
            loadings[i] = sum(shared[i][j] * loadings[j] for j in count if j != i) / weight if weight else 0.0
        if max(abs(new - old) for new, old in zip(loadings, before, strict=True)) < STILL:
            break
    return sum(loadings) ** 2 / total


def item_rest(rows: Rows) -> list[float | None]:
    """Correlation, −1 to 1, of each item with the sum of the others; None where either never varies."""
    return [
        _correlation([row[i] for row in rows], [sum(row) - row[i] for row in rows])
        for i in range(len(rows[0]))
    ]


def _correlation(one: Sequence[float], other: Sequence[float]) -> float | None:
    spread = sqrt(variance(one) * variance(other))
    return covariance(one, other) / spread if spread else None


def icc(groups: Rows) -> tuple[float, float] | None:
    """ICC(1) and ICC(2): `groups` holds the raters' scores of each organisation (sizes may differ).

    None under two organisations, without repeated raters, or where organisations do not differ at all.
    """
    g, n = len(groups), sum(len(group) for group in groups)
    if g < 2 or n <= g:
        return None
    centre = fmean(score for group in groups for score in group)
    between = sum(len(group) * (fmean(group) - centre) ** 2 for group in groups) / (g - 1)
    within = sum((score - fmean(group)) ** 2 for group in groups for score in group) / (n - g)
    k = (n - sum(len(group) ** 2 for group in groups) / n) / (g - 1)
    if not between:
        return None
    return (between - within) / (between + (k - 1) * within), (between - within) / between


def remarks(
    alpha: float | None, item_rest: float | None, unknown_share: float, top_share: float
) -> list[str]:
    """What an operator should look at for one item; shares 0 to 1. Never a reason to exclude people."""
    found = []
    if item_rest is not None and item_rest < 0:
        found.append("reversed or misread anchors")
    if alpha is not None and alpha > REDUNDANT:
        found.append("redundant items")
    if unknown_share > UNKNOWN_SHARE:
        found.append("wrong audience or wording")
    if top_share > TOP_SHARE:
        found.append("ceiling")
    return found
