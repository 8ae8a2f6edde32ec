"""Wagtail: nothing called out to, uploads named and bounded, one door for signing in."""

import zoneinfo

from django.core.exceptions import ImproperlyConfigured
from django.urls import reverse_lazy

from content.embeds import PROVIDERS

from .environment import EMBED_PROVIDERS, PRODUCT_NAME
from .environment import FILM_UPLOAD_MAX_SIZE as FILM_UPLOAD_MAX_SIZE

if unknown := set(EMBED_PROVIDERS) - PROVIDERS.keys():
    raise ImproperlyConfigured(
        f"EMBED_PROVIDERS: {', '.join(sorted(unknown))}; known: {', '.join(PROVIDERS)}."
    )

WAGTAIL_SITE_NAME = PRODUCT_NAME
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAILUSERS_PASSWORD_ENABLED = False
WAGTAILADMIN_LOGIN_URL = WAGTAIL_FRONTEND_LOGIN_URL = reverse_lazy("account_login")
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp", "avif", "gif"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024**2
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000
WAGTAILIMAGES_IMAGE_FORM_BASE = "content.uploads.pictures.PictureForm"
WILLOW_OPTIMIZERS = ["bare"]  # content.uploads.bare: no place, no time, no words of a camera in any size
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_BLOCK_EMBEDDED_CONTENT = True
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "pptx", "xlsx", "csv", "txt"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 25 * 1024**2
WAGTAILDOCS_INLINE_CONTENT_TYPES: list[str] = []  # saved, never opened at our address
# What a document is, is read from the file itself (content.document_files), not from its name.
WAGTAILDOCS_DOCUMENT_FORM_BASE = "content.uploads.documents.DocumentForm"
# Nothing is fetched from a provider: films elsewhere are addresses that a reader opens (content.embeds).
WAGTAILEMBEDS_FINDERS = [{"class": "wagtail.embeds.finders.oembed", "providers": []}]
# What a film is, is read from the file itself (content.film_files), not from its name.
WAGTAILMEDIA = {
    "MEDIA_MODEL": "content.Film",
    "MEDIA_FORM_BASE": "content.uploads.forms.FilmForm",
    "VIDEO_EXTENSIONS": [],
}
UPLOAD_MAX_SIZE = 26 * 1024**2
FILE_UPLOAD_HANDLERS = [
    "content.uploads.receiving.Bounded",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
WAGTAIL_ALLOW_UNICODE_SLUGS = False
# Named, because one zone of the machine ("localtime") is none that a browser knows.
WAGTAIL_USER_TIME_ZONES = sorted(zoneinfo.available_timezones() - {"localtime"})
