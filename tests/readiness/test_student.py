"""Quantiles of t against closed forms, published tables and sums in high precision."""

from decimal import Decimal, getcontext
from math import acos, cos, isclose, pi, sqrt, tan

import pytest

from readiness.student import t_quantile, two_sided_tail

TABLE = {  # upper 2.5 % and 0.5 % points, as printed in tables
    1: (12.706, 63.657),
    2: (4.303, 9.925),
    3: (3.182, 5.841),
    4: (2.776, 4.604),
    5: (2.571, 4.032),
    6: (2.447, 3.707),
    7: (2.365, 3.499),
    8: (2.306, 3.355),
    9: (2.262, 3.250),
    10: (2.228, 3.169),
    15: (2.131, 2.947),
    20: (2.086, 2.845),
    30: (2.042, 2.750),
    40: (2.021, 2.704),
    60: (2.000, 2.660),
    120: (1.980, 2.617),
    10**9: (1.960, 2.576),
}
PS = (0.6, 0.9, 0.975, 0.995, 0.999)


@pytest.mark.parametrize("df", TABLE)
def test_published_tables(df: int) -> None:
    assert (round(t_quantile(0.975, df), 3), round(t_quantile(0.995, df), 3)) == TABLE[df]


@pytest.mark.parametrize("p", PS)
def test_closed_forms(p: float) -> None:
    spread = 4 * p * (1 - p)
    four = cos(acos(sqrt(spread)) / 3) / sqrt(spread)
    assert isclose(t_quantile(p, 1), tan(pi * (p - 0.5)), rel_tol=1e-12)
    assert isclose(t_quantile(p, 2), (2 * p - 1) * sqrt(2 / spread), rel_tol=1e-12)
    assert isclose(t_quantile(p, 4), 2 * sqrt(four - 1), rel_tol=1e-12)


def inside(t: Decimal, df: int) -> Decimal:
    """P(|T| < t) for an even number of degrees of freedom: a finite sum."""
    c2 = df / (df + t * t)
    total = term = Decimal(1)
    for k in range(1, df // 2):
        term *= c2 * (2 * k - 1) / (2 * k)
        total += term
    return t / (df + t * t).sqrt() * total


@pytest.mark.parametrize("df", [6, 8, 30, 100, 198, 200, 202, 998, 9998, 10_000])
@pytest.mark.parametrize("p", [0.6, 0.975, 0.999])
def test_a_millionth_of_a_millionth(df: int, p: float) -> None:
    getcontext().prec = 50
    t, nudge = Decimal(t_quantile(p, df)), Decimal(10) ** -15
    wanted = 2 * Decimal(p) - 1
    slope = (inside(t + nudge, df) - inside(t - nudge, df)) / (2 * nudge)
    assert abs((inside(t, df) - wanted) / slope) < Decimal("1e-12") * t


@pytest.mark.parametrize("df", [1, 3, 50, 9999])
@pytest.mark.parametrize("p", PS)
def test_quantile_undoes_the_tail(df: int, p: float) -> None:
    assert isclose(two_sided_tail(t_quantile(p, df), df), 2 * (1 - p), rel_tol=1e-10)
    assert t_quantile(1 - p, df) == pytest.approx(-t_quantile(p, df), rel=1e-12)


def test_the_middle_and_the_impossible() -> None:
    assert t_quantile(0.5, 3) == 0
    for p, df in ((0, 3), (1, 3), (0.5, 0)):
        with pytest.raises(ValueError):
            t_quantile(p, df)
