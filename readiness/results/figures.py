"""Numbers as a result's pages print them: exact as a fraction, rounded for display only (SPEC 3)."""

from decimal import Decimal
from fractions import Fraction

from saying import figure

TENTH = Decimal("0.1")
HUNDREDTH = Decimal("0.01")
FINE = Decimal("0.0001")
MOST_DENOMINATOR = 10_000


def tenth(value: Fraction) -> Decimal:
    """One decimal, half up."""
    return _rounded(value, TENTH)


def text(value: Fraction) -> str:
    """One decimal: "58.3", "70.0", "−4.2"."""
    return figure(f"{tenth(value)}").replace("-", "−")


def hundredth(value: Fraction) -> str:
    """Two decimals, for what is read in levels: "0.83"."""
    return figure(f"{_rounded(value, HUNDREDTH)}")


def optional(value: Fraction | None) -> str | None:
    return None if value is None else text(value)


def fine(value: Fraction) -> str:
    """Up to four decimals, without idle zeros: "58.3333", "70"."""
    return figure(f"{_rounded(value, FINE).normalize():f}")


def kept(value: float | None) -> Fraction | None:
    """The fraction that was frozen as a float; exact for every denominator up to ten thousand."""
    return None if value is None else Fraction(value).limit_denominator(MOST_DENOMINATOR)


def _rounded(value: Fraction, grain: Decimal) -> Decimal:
    # Rounded as a fraction: a division of decimals would round first, and half up would come too late.
    grains = (value / Fraction(grain) + Fraction(1, 2)).__floor__()
    return Decimal(grains) * grain
