"""Writes a place so that two reports at once both count: a version check, and a lock when that fails."""

from collections.abc import Callable
from copy import copy
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from courses.desk import PLACE, Desk, Vanished
from courses.models import Place

COLUMNS = tuple(name for name in PLACE if name != "id")
# Changes the place in memory, given the seconds since the last report (None: there was none).
# False says that there is nothing to write.
Change = Callable[[Place, float | None], bool]


def save_place(desk: Desk, now: datetime, change: Change) -> Place:
    """The place as it now is; one statement, unless another report came between reading and writing."""
    before = desk.place
    elapsed = (now - before.reported_at).total_seconds() if before else None
    place = copy(before) if before else _new(desk, now)
    if not change(place, elapsed):
        return place
    place.reported_at = _version(now, before)
    if _update(place, before) if before else _insert(place):
        return place
    with transaction.atomic():
        place = _locked(desk)
        if change(place, elapsed):
            place.reported_at = _version(now, place)
            place.save()
    return place


def _locked(desk: Desk) -> Place:
    place = Place.objects.select_for_update().filter(learner=desk.learner_id, unit=desk.record).first()
    if place is None:
        raise Vanished
    return place


def _new(desk: Desk, now: datetime) -> Place:
    times = {"started_at": now, "updated_at": now, "reported_at": now}
    return Place(learner_id=desk.learner_id, unit_id=desk.record, **times)


def _version(now: datetime, before: Place | None) -> datetime:
    """The time of this report, always later than that of the last: it is what `_update` compares."""
    return max(now, before.reported_at + timedelta(microseconds=1)) if before else now


def _update(place: Place, before: Place) -> bool:
    unchanged = Place.objects.filter(pk=before.pk, reported_at=before.reported_at)
    return unchanged.update(**{name: getattr(place, name) for name in COLUMNS}) == 1


def _insert(place: Place) -> bool:
    """False when another report was first, or the learner is gone: then there is nothing to lock either."""
    try:
        with transaction.atomic():
            place.save(force_insert=True)
    except IntegrityError:
        return False
    return True
