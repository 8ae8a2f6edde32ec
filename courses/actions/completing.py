"""Completion is evidence: read, watched or passed by what was recorded, or marked by the reader."""

from datetime import datetime

from django.utils.translation import gettext as _

from content.models import Unit
from courses import playback, reading
from courses.desk import Desk
from courses.models import Completion, Place

from .refusals import Refused

How = Completion.How


def complete_if_earned(desk: Desk, place: Place, now: datetime) -> Completion | None:
    """The completion that is there, or the one that this place has just earned.

    Written after the place and not in one transaction with it: were it lost, the next report would write it.
    """
    if desk.completion is not None:
        return desk.completion
    if desk.line.kind == Unit.Kind.VIDEO:
        return _if_watched(desk, place, now)
    known = reading.Reading(place.seconds_open, place.reached_end_at is not None, desk.line.minutes)
    if not reading.is_read(known):
        return None
    evidence = {"seconds_open": round(place.seconds_open), "minutes": desk.line.minutes}
    return record_completion(desk, How.READ, evidence, now)


def _if_watched(desk: Desk, place: Place, now: datetime) -> Completion | None:
    duration = desk.text.duration
    if duration is None or not playback.watched(place.played, duration):
        return None
    evidence = {"seconds_played": playback.seconds_played(place.played), "duration": duration}
    return record_completion(desk, How.WATCHED, evidence, now)


def record_completion(desk: Desk, how: str, evidence: dict[str, object], now: datetime) -> Completion:
    """One statement; a completion that is already there stays as it is."""
    completion = Completion(
        learner_id=desk.learner_id, unit_id=desk.record, at=now, how=how, evidence=evidence
    )
    Completion.objects.bulk_create([completion], ignore_conflicts=True)
    return completion


def mark_read(desk: Desk, now: datetime) -> Completion:
    """The reader says so. A check is completed by passing it only, a decision by deciding."""
    if desk.line.kind == Unit.Kind.CHECK:
        raise Refused(_("A check is completed by passing it."))
    if desk.line.kind == Unit.Kind.DECISION:
        raise Refused(_("A decision is completed by committing to one."))
    if desk.completion is not None:
        return desk.completion
    seconds = round(desk.place.seconds_open) if desk.place else 0
    return record_completion(desk, How.MARKED, {"seconds_open": seconds}, now)


def undo_read(desk: Desk) -> bool:
    """Takes back a mark, and says whether there was one; what was really read, watched or passed stays."""
    marked = Completion.objects.filter(learner=desk.learner_id, unit=desk.record, how=How.MARKED)
    return marked.delete()[0] > 0
