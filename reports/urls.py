"""Addresses of the board report, of its files and links, and of the check that a file is genuine."""

from django.urls import path

from . import learning_urls
from .views import checks, report, sharing, words

app_name = "reports"
REPORT = "results/<uuid:measured>/report"
urlpatterns = [
    path(f"{REPORT}/", report.report, name="report"),
    path(f"{REPORT}/state/", report.state, name="state"),
    path(f"{REPORT}/edit/", words.edit, name="edit"),
    path(f"{REPORT}/make/", report.make, name="make"),
    path(f"{REPORT}/approve/", report.approve, name="approve"),
    path(f"{REPORT}/link/", sharing.link, name="link"),
    path(f"{REPORT}/link/end/", sharing.link_end, name="link_end"),
    path(f"{REPORT}/<uuid:report>/file/", sharing.file, name="file"),
    path("shared/<str:token>/", sharing.shared, name="shared"),
    path("shared/<str:token>/file/", sharing.shared_file, name="shared_file"),
    path("check/", checks.look_up, name="look_up"),
    path("check/<str:code>/", checks.check, name="check"),
    *learning_urls.urlpatterns,
]
