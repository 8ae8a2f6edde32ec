"""A changed part was reached, or its reader says so: kept beside the completion, which stays as it is."""

from datetime import datetime

from courses.desk import Desk
from courses.models import Refreshed


def see_changes(desk: Desk, newest: int, now: datetime) -> int:
    """How many changes up to this one were still to be seen; a later one was not on the reader's page."""
    refresh = desk.refresh
    told = [change.id for change in refresh.changes if change.id <= newest] if refresh else []
    rows = [Refreshed(learner_id=desk.learner_id, change_id=pk, at=now) for pk in told]
    Refreshed.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


def see_if_reached(desk: Desk, section: str, now: datetime) -> None:
    """Reaching the last changed section counts as having seen them all."""
    refresh = desk.refresh
    if refresh and section and refresh.last_section == section:
        see_changes(desk, refresh.newest, now)
