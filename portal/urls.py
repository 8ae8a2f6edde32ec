"""Every address of the product; Wagtail's catch-all comes last."""

from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as admin_urls

urlpatterns = [
    path("accounts/", include("allauth.urls")),
    path("admin/", include(admin_urls)),
    path("", include(wagtail_urls)),
]
