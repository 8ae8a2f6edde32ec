"""Addresses beside allauth's, under the same /accounts/."""

from django.urls import path

from . import views

app_name = "accounts"
urlpatterns = [
    path("no-reminders/<str:token>/", views.no_reminders, name="no_reminders"),
    path("shared-device/", views.shared_device, name="shared_device"),
]
