"""Addresses of the board report."""

app_name = "reports"
urlpatterns: list[object] = []
