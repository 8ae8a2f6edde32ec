"""Notes on sections, and bookmarks on units."""

from datetime import datetime

from django.utils.translation import gettext as _

from courses.desk import Desk
from courses.models import Bookmark, Note

from .refusals import Unknown


def save_note(desk: Desk, section: str, text: str, now: datetime) -> Note | None:
    """Writes the one note on this section; an empty text takes it away, and saving it again is the undo."""
    _check_section(desk, section)
    if not text:
        delete_note(desk, section)
        return None
    note = Note(
        learner_id=desk.learner_id,
        unit_id=desk.record,
        section=section,
        text=text,
        created_at=now,
        updated_at=now,
    )
    Note.objects.bulk_create(
        [note],
        update_conflicts=True,
        unique_fields=["learner", "unit", "section"],
        update_fields=["text", "updated_at"],
    )
    return note


def delete_note(desk: Desk, section: str) -> bool:
    """Whether there was one."""
    _check_section(desk, section)
    here = Note.objects.filter(learner=desk.learner_id, unit=desk.record, section=section)
    return here.delete()[0] > 0


def set_bookmark(desk: Desk, wanted: bool, now: datetime) -> bool:
    """The bookmark is there or not, as wanted: a second click on the same button changes nothing."""
    if wanted:
        bookmark = Bookmark(learner_id=desk.learner_id, unit_id=desk.record, at=now)
        Bookmark.objects.bulk_create([bookmark], ignore_conflicts=True)
    else:
        Bookmark.objects.filter(learner=desk.learner_id, unit=desk.record).delete()
    return wanted


def _check_section(desk: Desk, section: str) -> None:
    if section and section not in desk.text.sections:
        raise Unknown(_("There is no such section in this unit. Reload the page."))
