"""The embedded settings for the drill: leases of seconds, a quick sweep, mail into the table."""

from portal.settings.embedded import *  # noqa: F403
from portal.settings.tasks import beat_schedule

SECRET_KEY = "only-for-drills-" + "0123456789abcdef" * 4
EMAIL_BACKEND = "jobs.mail.QueuedBackend"
JOB_KINDS = {"report": "bench.drilled.produce", "mail": "bench.drilled.leave_it"}
JOB_LEASE_SECONDS, JOB_SLOTS = 15, 10
CELERY_BEAT_SCHEDULE = {"sweep": beat_schedule(1)["sweep"]}
