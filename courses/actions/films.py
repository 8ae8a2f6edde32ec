"""Records what was really played of a film, and where the viewer stopped."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from courses import playback
from courses.desk import Desk
from courses.models import Place

from .completing import complete_if_earned
from .places import OLDEST, Kept
from .refusals import Refused
from .saving import save_place


def report_played(
    desk: Desk,
    report: playback.Report,
    now: datetime,
    tab: str = "",
    sequence: int = 0,
    age: float = 0.0,
) -> Kept:
    """Adds the played intervals, and moves the place to the second unless a newer act did already."""
    duration = desk.text.duration
    if duration is None:
        raise Refused(_("There is no film on this page."))
    acted_at = now - min(timedelta(seconds=age), OLDEST)
    moved = True

    def change(place: Place, elapsed: float | None) -> bool:
        nonlocal moved
        if tab and place.tab == tab and place.sequence >= sequence:
            moved = False
            return False
        known = [(start, end) for start, end in place.played]
        played = playback.add(known, report, duration, elapsed)
        place.played = [list(interval) for interval in played]
        moved = place.pk is None or acted_at >= place.updated_at
        if moved:
            place.second = playback.check_second(report.second, duration)
            place.speed, place.listening = report.speed, report.listening
            place.updated_at = acted_at
            place.tab, place.sequence = tab, sequence
        return True

    try:
        place = save_place(desk, now, change)
    except playback.Unbelievable as fault:
        raise Refused(str(fault)) from fault
    return Kept(place, moved, complete_if_earned(desk, place, now))
