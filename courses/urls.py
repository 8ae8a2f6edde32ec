"""Addresses of learning; what they show is the business of the views."""

app_name = "courses"
urlpatterns: list[object] = []
