"""Addresses of organisations."""

from django.urls import path

from .organisation_views import invitations, link_doors, links, pages, people

app_name = "organisations"
ONE = "<uuid:organisation>"
urlpatterns = [
    path("", pages.organisations, name="list"),
    path("create/", pages.create, name="create"),
    path("take/", invitations.take, name="take"),
    path("accept/<str:token>/", invitations.accept, name="accept"),
    path("join/<str:token>/", links.join, name="join"),
    path(f"{ONE}/", pages.organisation, name="page"),
    path(f"{ONE}/settings/", pages.settings, name="settings"),
    path(f"{ONE}/invite/", invitations.invite, name="invite"),
    path(f"{ONE}/resend/", invitations.resend, name="resend"),
    path(f"{ONE}/withdraw/", invitations.withdraw, name="withdraw"),
    path(f"{ONE}/link/", link_doors.link, name="link"),
    path(f"{ONE}/role/", people.role, name="role"),
    path(f"{ONE}/suspend/", people.suspend, name="suspend"),
    path(f"{ONE}/restore/", people.restore, name="restore"),
    path(f"{ONE}/remove/", people.remove_member, name="remove_member"),
    path(f"{ONE}/hand-over/", people.hand_over, name="hand_over"),
    path(f"{ONE}/leave/", people.leave, name="leave"),
    path(f"{ONE}/close/", people.close, name="close"),
]
