"""Behind a proxy with HTTPS: every guard on, nothing guessed."""

from django.core.exceptions import ImproperlyConfigured

from . import environment as given
from .base import *  # noqa: F403 - the settings below go over these

if (
    len(given.SECRET_KEY) < 50
    or not given.ALLOWED_HOSTS
    or not given.BASE_URL.startswith("https://")
    or not given.EMAIL_URL
):
    raise ImproperlyConfigured(
        "Set SECRET_KEY (50 random characters or more), ALLOWED_HOSTS, BASE_URL (https://…) and EMAIL_URL;"
        " see docs/operations.md."
    )
BASE_URL = WAGTAILADMIN_BASE_URL = given.BASE_URL
OUTBOX = False
USE_X_FORWARDED_HOST = False
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 63_072_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_NAME = "__Host-sessionid"
CSRF_COOKIE_NAME = "__Host-csrftoken"
DEVICE_COOKIE_NAME = "__Host-device"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
CSRF_TRUSTED_ORIGINS = [given.BASE_URL]
ALLAUTH_TRUSTED_PROXY_COUNT = given.TRUSTED_PROXIES
SILENCED_SYSTEM_CHECKS = ["security.W019"]  # SAMEORIGIN: Wagtail's preview is a frame of our own
EMAIL_SUBJECT_PREFIX = ""
