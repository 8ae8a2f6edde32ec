"""The WSGI door."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.production")
# Nothing that loads here is ever let go, and to look for garbage meanwhile takes a sixth of the start. It
# is frozen then: the collector need not walk it at every turn, nor dirty the pages that forks share.
gc.disable()
application = get_wsgi_application()
get_resolver().url_patterns  # noqa: B018 - loaded now, so that a fault in a view stops the start and forks share it
gc.freeze()
gc.enable()
