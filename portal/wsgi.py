"""The WSGI door."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.production")
application = get_wsgi_application()
# What was loaded stays for good: the collector need not walk it again, nor dirty pages shared by forks.
gc.collect()
gc.freeze()
