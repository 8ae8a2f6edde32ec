"""How much of a film was really played: merged intervals of its seconds; 90 % of them make it watched."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import isfinite

from saying import _

WATCHED_SHARE = 0.9
# Players round differently, and the last frame may lie a little behind the stated length.
END_TOLERANCE = 1.5
# What may pass between the act and its arrival here, in seconds of the clock.
CLOCK_TOLERANCE = 5.0
# The first report has nothing before it to be measured against: a player reports at least this often, in
# seconds.
FIRST_REPORT = 30.0
SPEEDS = (0.25, 4.0)
MOST_INTERVALS = 100

Interval = tuple[float, float]


class Unbelievable(ValueError):
    """A report that cannot be true; its message can be shown."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a player says: the intervals played since its last report, where it stands, and how it runs."""

    played: tuple[Interval, ...]
    second: float
    speed: float = 1.0
    listening: bool = False


def merge(intervals: Iterable[Interval]) -> tuple[Interval, ...]:
    """The union of intervals in order, overlapping and touching ones joined; empty ones are dropped."""
    merged: list[Interval] = []
    for start, end in sorted(interval for interval in intervals if interval[0] < interval[1]):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return tuple(merged)


def seconds_played(intervals: Iterable[Interval]) -> float:
    """Seconds of the film covered at least once, to a thousandth."""
    return round(sum(end - start for start, end in merge(intervals)), 3)


def watched(intervals: Iterable[Interval], duration: float) -> bool:
    """Whether 90 % of the seconds were really played; never for a film whose length is not known."""
    return duration > 0 and seconds_played(intervals) >= round(WATCHED_SHARE * duration, 3)


def check_second(second: float, duration: float) -> float:
    """A position inside the film, clipped to its end; raises Unbelievable for any other number."""
    if not isfinite(second) or not 0 <= second <= duration + END_TOLERANCE:
        raise Unbelievable(
            _("The position must be between 0 and %(most)s seconds.") % {"most": f"{duration:g}"}
        )
    return min(second, duration)


def check_speed(speed: float) -> float:
    """A speed that players offer, 0.25 to 4; raises Unbelievable for any other number."""
    if not isfinite(speed) or not SPEEDS[0] <= speed <= SPEEDS[1]:
        raise Unbelievable(
            _("The speed must be between %(least)s and %(most)s.")
            % {"least": f"{SPEEDS[0]:g}", "most": f"{SPEEDS[1]:g}"}
        )
    return speed


def add(
    known: Sequence[Interval], report: Report, duration: float, elapsed: float | None
) -> tuple[Interval, ...]:
    """The known intervals together with a report's; raises Unbelievable for one that cannot be true.

    `duration` in seconds of the film; `elapsed` in seconds of the server's clock since the last report,
    None for the first. What a report covers may not be longer than `elapsed` (or FIRST_REPORT) times its
    speed plus CLOCK_TOLERANCE.
    """
    if len(report.played) > MOST_INTERVALS:
        raise Unbelievable(_("Report at most %(most)s intervals at once.") % {"most": MOST_INTERVALS})
    speed = check_speed(report.speed)
    check_second(report.second, duration)
    for start, end in report.played:
        check_second(start, duration)
        check_second(end, duration)
        if end < start:
            raise Unbelievable(_("An interval must end after it starts."))
    claimed = sum(end - start for start, end in report.played)
    allowed = (FIRST_REPORT if elapsed is None else max(0.0, elapsed)) * speed + CLOCK_TOLERANCE
    if claimed > allowed:
        raise Unbelievable(
            _("%(seconds)s seconds cannot have been played since the last report.")
            % {"seconds": f"{claimed:.0f}"}
        )
    fresh = [(min(start, duration), min(end, duration)) for start, end in report.played]
    return merge([*known, *fresh])
