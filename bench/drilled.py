"""The work that the drill kills: the real one, with a note of which process is in the middle of it."""

import os

from jobs.models import Job
from jobs.work import Record
from portal.settings.environment import VAR
from reports import production

BUSY = VAR / "busy"


def produce(job: Job) -> Record | None:
    note = BUSY / str(os.getpid())
    note.touch()
    record = production.produce(job)
    note.unlink(missing_ok=True)
    return record


def leave_it(job: Job) -> None:
    """A mail stays in its table, where the drill counts it."""
