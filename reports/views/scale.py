"""The level scale of a briefing, as its component takes it."""

from reports.briefing.pages import Briefing, TrendPoint
from reports.briefing.shape import Standing


def bands(briefing: Briefing) -> list[dict[str, object]]:
    return [
        {
            "level": band.level,
            "start": band.start.number,
            "end": band.end.number,
            "width": band.end.number - band.start.number,
            "claimed": band.claimed,
            "index": band.index,
        }
        for band in briefing.standing.scale
    ]


def span(standing: Standing) -> dict[str, object] | None:
    """The interval of a panel, or what don't know leaves open."""
    found = standing.span or standing.unknown
    if found is None:
        return None
    return {
        "low": found.low.text,
        "high": found.high.text,
        "low_at": found.low.number,
        "high_at": found.high.number,
    }


def earlier(briefing: Briefing) -> TrendPoint | None:
    """The round before, where the two compare."""
    if briefing.trend is None or briefing.trend.delta is None:
        return None
    return briefing.trend.points[-2]
