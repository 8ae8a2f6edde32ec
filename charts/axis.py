"""A value axis that starts and ends on round numbers, with at most five gridlines (DESIGN.md section 7)."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from charts.figures import GRAIN

MOST_TICKS = 5


@dataclass(frozen=True)
class Axis:
    """From the first to the last tick; ticks rise, two to five of them."""

    ticks: tuple[Decimal, ...]

    @property
    def low(self) -> Decimal:
        """The value at 0 %."""
        return self.ticks[0]

    @property
    def high(self) -> Decimal:
        """The value at 100 %."""
        return self.ticks[-1]

    def at(self, value: Decimal) -> float:
        """Position of a value in percent of the width. ValueError for a value beyond the axis."""
        if not self.low <= value <= self.high:
            raise ValueError(f"{value} lies beyond the axis, {self.low} to {self.high}")
        return float((value - self.low) / (self.high - self.low) * 100)


def axis_for(values: Sequence[Decimal], from_zero: bool) -> Axis:
    """The tightest axis with steps of 1, 2 or 5 times a power of ten that holds all values.

    Zero is on it if `from_zero`, and also where that costs at most half of the width: a distance from zero
    says more than a distance from 37. A single value always gets zero beside it.
    """
    low, high = min(values), max(values)
    spread = high - low
    if from_zero or min(abs(low), abs(high)) <= spread or not spread:
        low, high = min(low, Decimal(0)), max(high, Decimal(0))
    if low == high:
        high = Decimal(1)
    for step in _steps(high - low):
        first = (low / step).to_integral_value(ROUND_FLOOR)
        last = (high / step).to_integral_value(ROUND_CEILING)
        if last - first < MOST_TICKS:
            return Axis(tuple((first + n) * step for n in range(int(last - first) + 1)))
    raise AssertionError("the steps grow until one fits")


def axis_between(low: Decimal, high: Decimal) -> Axis:
    """A given axis, such as 0 to 100 for a score: the finest round steps that meet both ends, or the ends.

    ValueError if it does not rise.
    """
    if low >= high:
        raise ValueError("an axis must rise")
    for step in _steps(high - low):
        count = (high - low) / step
        if count < MOST_TICKS and count % 1 == 0 and low % step == 0:
            return Axis(tuple(low + n * step for n in range(int(count) + 1)))
    return Axis((low, high))


def _steps(span: Decimal) -> list[Decimal]:
    """Steps from about a fiftieth of the span to ten times the span, rising."""
    power = span.adjusted()
    steps = [Decimal(digit).scaleb(power + k) for k in (-2, -1, 0, 1) for digit in (1, 2, 5)]
    return [step for step in steps if step >= GRAIN] or [GRAIN]
