"""A job that waits in the middle for as long as a file is there, and leaves one effect."""

import time
from pathlib import Path

from jobs.models import Job, OutgoingMail
from jobs.work import Record


def work(job: Job) -> Record:
    hold = Path(job.payload["hold"])
    with hold.with_suffix(".starts").open("a") as starts:
        starts.write("started\n")
    while hold.exists():
        time.sleep(0.02)
    return lambda: OutgoingMail.objects.create(to="a@example.org", subject="effect", text="")
