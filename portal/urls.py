"""Every address of the product; Wagtail's catch-all comes last."""

from django.conf import settings
from django.urls import URLResolver, include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as admin_urls

from content.languages import PageAddresses, serve
from courses.views import listening as podcast
from portal import errors, glossary, health, home, languages, listening, me, search

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler429 = errors.too_many
handler500 = errors.failed

urlpatterns = [
    path("glossary/", glossary.glossary, name="glossary"),
    path("search/", search.search, name="search"),
    path("me/", me.me, name="me"),
    path("me/theme/", me.theme, name="theme"),
    path("language/", languages.language, name="language"),
    path("me/preferences/", me.preferences, name="preferences"),
    path("me/commitments.ics", me.commitments, name="commitments"),
    path("me/notes.md", me.notes, name="notes_export"),
    path("me/export.json", me.export, {"form": "json"}, name="export"),
    path("me/export.md", me.export, {"form": "md"}, name="export_markdown"),
    path("listen/<str:token>/podcast.xml", podcast.feed, name="podcast"),
    path("listen/<str:token>/<int:pk>/<str:name>", podcast.sound, name="podcast_sound"),
    path("me/podcast/make/", listening.make, name="podcast_make"),
    path("me/podcast/end/", listening.end, name="podcast_end"),
    path("me/delete/", me.delete, name="delete"),
    path("me/forget-device/", me.forget_device, name="forget_device"),
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    path("csp-report/", errors.csp_report, name="csp_report"),
    path("", include("content.urls")),
    path("", include("readiness.urls")),
    path("", include("reports.urls")),
    path("organisations/", include("accounts.organisation_urls")),
    path("accounts/", include("accounts.urls")),
    path("accounts/", include("allauth.urls")),
    path("admin/", include(admin_urls)),
]
if settings.OUTBOX:
    urlpatterns.append(path("outbox/", include("jobs.urls")))
# Pages stand at /learn/… in the default language, at /de/learn/… in German.
pages = [
    path("", home.home, name="home"),
    path("", include("courses.urls")),
    *wagtail_urls.urlpatterns[:-1],
    re_path(wagtail_urls.serve_pattern, serve, name="wagtail_serve"),
]
urlpatterns.append(URLResolver(PageAddresses(), pages))
