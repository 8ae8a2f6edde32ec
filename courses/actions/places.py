"""Keeps a reader's place: from a page's small reports, or from the Continue button without script."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from courses import reading
from courses.desk import Desk
from courses.models import Completion, Place

from .completing import complete_if_earned
from .refreshing import see_if_reached
from .refusals import Locked, Refused, Unknown
from .saving import save_place

# An act that waited longer than this for a connection is not worth a place.
OLDEST = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Spot:
    """What a page reports: where the reader is, visible seconds since its last report, and when that was.

    `tab` names the open page and `sequence` counts its reports; `age` is the seconds the report had to wait.
    """

    section: str
    sentence: str = ""
    visible: float = 0.0
    tab: str = ""
    sequence: int = 0
    age: float = 0.0


@dataclass(frozen=True, slots=True)
class Kept:
    """The place as it is now, whether this act moved it, and the completion if there is one."""

    place: Place
    moved: bool
    completion: Completion | None


def keep_place(desk: Desk, spot: Spot, now: datetime) -> Kept:
    """Moves the place, unless a newer act did already; visible seconds count either way.

    Newest means: by the server's clock, less the seconds that the report says it waited; and among the
    reports of one open page, by its own count, so that a report overtaken on the way changes nothing.
    """
    section = _open_section(desk, spot.section)
    if spot.sentence and spot.sentence not in desk.text.sentences[spot.section]:
        raise Unknown(_("There is no such sentence in this section. Reload the page."))
    acted_at = now - min(timedelta(seconds=spot.age), OLDEST)
    moved = True

    def change(place: Place, elapsed: float | None) -> bool:
        nonlocal moved
        if spot.tab and place.tab == spot.tab and place.sequence >= spot.sequence:
            moved = False
            return False
        place.seconds_open += reading.credit(spot.visible, elapsed)
        moved = place.pk is None or acted_at >= place.updated_at
        if moved:
            _stand(place, spot.section, spot.sentence, acted_at)
            place.tab, place.sequence = spot.tab, spot.sequence
        _note_end(desk, place, section, now)
        return True

    place = save_place(desk, now, change)
    see_if_reached(desk, spot.section, now)
    return Kept(place, moved, complete_if_earned(desk, place, now))


def continue_from(desk: Desk, section_key: str, visible: float | None, now: datetime) -> Kept:
    """The section was read: the place goes to the start of the next one, or stays at the end of the last.

    `visible` is what a script counted; without it, the time since the last press is taken, within reason.
    """
    here = _open_section(desk, section_key)
    following = min(here + 1, len(desk.text.sections) - 1)
    if _is_locked(desk, following):
        raise Locked(_("Answer the question or skip it, then read on."))
    minutes = desk.line.sections[here].minutes if here < len(desk.line.sections) else desk.line.minutes

    def change(place: Place, elapsed: float | None) -> bool:
        if visible is None:
            place.seconds_open += reading.credit_without_script(minutes, elapsed)
        else:
            place.seconds_open += reading.credit(visible, elapsed)
        if following != here or place.section != section_key:
            _stand(place, desk.text.sections[following], "", now)
        place.updated_at = now
        place.tab, place.sequence = "", 0
        _note_end(desk, place, following, now)
        return True

    place = save_place(desk, now, change)
    for reached in (section_key, place.section):
        see_if_reached(desk, reached, now)
    return Kept(place, True, complete_if_earned(desk, place, now))


def _open_section(desk: Desk, key: str) -> int:
    """The section's number from 0; refuses one that is not there or not open yet."""
    if not desk.text.sections:
        raise Refused(_("This unit has no sections to keep a place in."))
    if key not in desk.text.sections:
        raise Unknown(_("There is no such section in this unit. Reload the page."))
    section = desk.text.sections.index(key)
    if _is_locked(desk, section):
        raise Locked(_("Answer the question before this section or skip it first."))
    return section


def _is_locked(desk: Desk, section: int) -> bool:
    return desk.answered < desk.text.questions_before(section)


def _stand(place: Place, section: str, sentence: str, at: datetime) -> None:
    place.section, place.sentence, place.updated_at = section, sentence, at


def _note_end(desk: Desk, place: Place, section: int, now: datetime) -> None:
    if section == len(desk.text.sections) - 1 and place.reached_end_at is None:
        place.reached_end_at = now
