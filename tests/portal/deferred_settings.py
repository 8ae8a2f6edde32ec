"""The embedded settings with a database as Django opens it without being told better."""

from portal.settings.embedded import *  # noqa: F403
from portal.settings.embedded import DATABASES

DATABASES["default"]["OPTIONS"] = {"timeout": 0}
