"""Logging: one line of JSON an event, to standard error; never a body, an answer or a token."""

from .environment import LOG_LEVEL

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "portal.logging.JsonFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": LOG_LEVEL},
    "loggers": {
        "security": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
        # Wagtail's routine: each page saved, each index entry. Who did what is in its own log of actions.
        "wagtail": {"level": "WARNING"},
        "django_tasks": {"level": "WARNING"},
        "django.server": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
    },
}
