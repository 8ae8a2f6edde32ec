"""Addresses of films, drawings, and of Wagtail's documents and pictures; included without a namespace."""

from django.urls import include, path, re_path
from wagtail.documents import urls as documents
from wagtail.images import urls as images

from content import views
from content.approving import views as approving

# Wagtail looks its own addresses up without a namespace, so only ours have one.
own = (
    [
        path("films/<int:pk>/<str:name>", views.film_file, name="film_file"),
        re_path(
            r"^plates/(?P<family>[a-z]+)/(?P<slug>[a-z0-9-]{1,120})-(?P<turn>\d{1,4})-(?P<shape>[a-z]+)\.svg$",
            views.plate,
            name="plate",
        ),
        re_path(r"^media/(?P<name>[\w./-]{1,200})$", views.stored_file, name="stored_file"),
        path("review/<str:token>/", approving.review, name="review"),
        re_path(
            r"^review/(?P<token>[\w-]{1,60})/(?P<kind>media|films|documents|plates)/(?P<name>[\w./-]{1,200})$",
            approving.review_file,
            name="review_file",
        ),
    ],
    "content",
)
urlpatterns = [
    path("", include(own)),
    path("documents/", include(documents)),
    path("images/", include(images)),
]
