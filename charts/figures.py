"""Numbers as they come, made exact, and as they are read aloud in a table."""

from collections.abc import Iterable
from decimal import Decimal

from saying import _, figure

Number = int | float | Decimal

LIMIT = Decimal(10) ** 12
MOST = LIMIT - 1  # that authors may write
GRAIN = Decimal("1e-9")


def exact(number: Number) -> Decimal:
    """The number to nine decimals, as it was written: 0.1 is one tenth.

    ValueError for NaN, infinity and anything of 10^12 or more: no chart of ours has such a figure.
    """
    value = number if isinstance(number, Decimal) else Decimal(repr(number))
    if not value.is_finite() or abs(value) >= LIMIT:
        raise ValueError(f"a chart cannot show {number!r}")
    grains = value.quantize(GRAIN)
    return abs(grains) if grains == 0 else grains  # a figure is never "−0"


def decimals_of(values: Iterable[Decimal]) -> int:
    """Decimals that show every value in full, so that a column of figures lines up."""
    return max((max(0, -int(value.normalize().as_tuple().exponent)) for value in values), default=0)


def worded(value: Decimal, decimals: int, unit: str = "") -> str:
    """In English a comma at thousands and a point; a real minus sign, and the sign of a percentage."""
    text = figure(f"{abs(value):,.{decimals}f}")
    return ("−" if value < 0 else "") + text + (unit if unit == "%" else "")


def between(low: str, high: str) -> str:
    return _("%(low)s to %(high)s") % {"low": low, "high": high}
