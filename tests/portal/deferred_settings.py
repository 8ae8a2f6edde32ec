"""The embedded settings with transactions as Django begins them without being told better."""

from portal.settings.embedded import *  # noqa: F403
from portal.settings.embedded import DATABASES

DATABASES["default"]["OPTIONS"] = {"init_command": "PRAGMA journal_mode=WAL"}
