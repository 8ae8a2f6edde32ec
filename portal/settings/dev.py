"""For people who change the code: errors are shown, static files come straight from the folder."""

from .embedded import *  # noqa: F403 - the settings below go over these

DEBUG = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
