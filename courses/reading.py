"""When a text counts as read: its last section was reached and a third of its minutes were visible."""

from dataclasses import dataclass
from math import isfinite

# The share of the stated minutes that must have passed, as a divisor: a third.
SHARE = 3
# What may pass between the act and its arrival here, in seconds.
TOLERANCE = 5.0
# Without script nobody says whether the page was visible: a section then counts for at most this many times
# its minutes.
MOST_TIMES = 2
# The first report has nothing before it to be measured against: a page reports at least this often, in
# seconds.
FIRST_REPORT = 30.0


@dataclass(frozen=True, slots=True)
class Reading:
    """Seconds in which the unit was visible, whether its last section was reached, its stated minutes."""

    seconds_open: float
    reached_end: bool
    minutes: int


def is_read(reading: Reading) -> bool:
    return reading.reached_end and reading.seconds_open >= seconds_needed(reading.minutes)


def seconds_needed(minutes: int) -> int:
    """Visible seconds after which a text of so many minutes may count as read; raises ValueError below 1."""
    if minutes < 1:
        raise ValueError("A unit takes at least one minute.")
    return minutes * 60 // SHARE


def credit(reported: float, elapsed: float | None) -> float:
    """Seconds of a page's report that can be true, given those since its last one (None: no earlier one).

    Too much is cut, not refused: a clock that slept is no reason to lose a place. Raises ValueError for NaN,
    infinity and negative numbers.
    """
    if not isfinite(reported) or reported < 0:
        raise ValueError("The seconds a page was open are a number from 0 up.")
    return min(reported, (FIRST_REPORT if elapsed is None else max(0.0, elapsed)) + TOLERANCE)


def credit_without_script(section_minutes: int, elapsed: float | None) -> float:
    """Seconds that pressing Continue is worth: since the last press, at most twice the section's minutes.

    The first press starts the clock and is worth nothing (RULINGS 10).
    """
    if elapsed is None:
        return 0.0
    return min(max(0.0, elapsed), max(1, section_minutes) * 60.0 * MOST_TIMES)
