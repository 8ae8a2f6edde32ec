"""The embedded settings with leases so short that a test can wait for them."""

import os

from portal.settings.embedded import *  # noqa: F403
from portal.settings.tasks import beat_schedule

SECRET_KEY = "only-for-tests-" + "0123456789abcdef" * 4
JOB_KINDS = {"held": "tests.jobs.held.work"}
JOB_LEASE_SECONDS = float(os.environ["TEST_LEASE_SECONDS"])
CELERY_BEAT_SCHEDULE = {"sweep": beat_schedule(0.5)["sweep"]}
