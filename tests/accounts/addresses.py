"""The product's addresses, with this room's own in front."""

from django.urls import include, path

from portal.urls import *  # noqa: F403
from portal.urls import urlpatterns as those_of_the_product

urlpatterns = [path("accounts/", include("accounts.urls")), *those_of_the_product]
