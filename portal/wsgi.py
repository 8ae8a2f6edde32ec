"""The WSGI door."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.production")
# Nothing that loads here is ever let go, and to look for garbage meanwhile takes a sixth of the start. It
# is frozen then: the collector need not walk it at every turn, nor dirty the pages that forks share.
gc.disable()
application = get_wsgi_application()
gc.freeze()
gc.enable()
