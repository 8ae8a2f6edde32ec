"""The outbox's addresses; included only where settings.OUTBOX is on."""

from django.urls import path

from . import views

app_name = "jobs"
urlpatterns = [
    path("", views.outbox, name="outbox"),
    path("<int:pk>/", views.kept_mail, name="kept_mail"),
]
