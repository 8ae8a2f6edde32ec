"""What ./run uses: plain HTTP on this machine, SQLite, an outbox instead of a mail server, no debug pages."""

from . import environment as given
from .base import *  # noqa: F403 - the settings below go over these
from .secret import kept_secret
from .tasks import beat_schedule

SECRET_KEY = given.SECRET_KEY or kept_secret(given.VAR / "secret-key")
ALLOWED_HOSTS = given.ALLOWED_HOSTS or ["localhost", "127.0.0.1", "[::1]"]
BASE_URL = WAGTAILADMIN_BASE_URL = given.BASE_URL or f"http://localhost:{given.PORT}"
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "http"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True  # browsers allow passkeys on http://localhost
OUTBOX = not given.EMAIL_URL
if OUTBOX:
    EMAIL_BACKEND = "jobs.outbox.OutboxBackend"
JOB_SWEEP_SECONDS, JOB_SLOTS = 2, 1
CELERY_BEAT_SCHEDULE = beat_schedule(JOB_SWEEP_SECONDS)
