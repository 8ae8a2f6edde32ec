"""The embedded settings with leases so short that a test need not wait for them."""

from portal.settings.embedded import *  # noqa: F403

SECRET_KEY = "only-for-tests-" + "0123456789abcdef" * 4
JOB_LEASE_SECONDS = 0
EMAIL_BACKEND = "jobs.mail.QueuedBackend"
