"""For the suite: the embedded installation with quick hashing, mail in memory and static files unhashed."""

from .embedded import *  # noqa: F403 - the settings below go over these

SECRET_KEY = "only-for-tests-" + "0123456789abcdef" * 4
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
JOB_BELL = "jobs.work.run"  # at once, in the same process
