"""What the editor's pages hold of this room: the versions of the instrument, for those who may write them."""

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLResolver, include, path, re_path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogActionRegistry

from .admin_views import acts, behaviour, versions
from .admin_views.lines import WRITE

ID = r"(?P<id>[a-z][a-z0-9.-]*)"
urls = [
    path("", versions.listing, name="listing"),
    path("upload/", versions.upload, name="upload"),
    path("behaviour/", behaviour.behaviour_page, name="behaviour"),
    re_path(rf"^{ID}/$", versions.version, name="version"),
    re_path(rf"^{ID}/file/$", versions.file, name="file"),
    re_path(rf"^{ID}/(?P<verb>publish|withdraw|delete)/$", acts.act, name="act"),
]


@hooks.register("register_admin_urls")
def addresses() -> list[URLResolver]:
    return [path("instruments/", include((urls, "readiness_versions")))]


class InstrumentsItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(WRITE)


@hooks.register("register_admin_menu_item")
def menu_item() -> MenuItem:
    address = reverse("readiness_versions:listing")
    return InstrumentsItem(_("Instruments"), address, icon_name="form", order=130)


@hooks.register("register_permissions")
def rights() -> QuerySet[Permission]:
    """Those that the page of a group offers."""
    codenames = ["add_version", "publish_version"]
    return Permission.objects.filter(content_type__app_label="readiness", codename__in=codenames)


@hooks.register("register_log_actions")
def name_what_happens_to_versions(actions: LogActionRegistry) -> None:
    actions.register_action("readiness.upload", "Upload", "Draft of the instrument uploaded")
    actions.register_action("readiness.publish", "Publish", "Version of the instrument published")
    actions.register_action("readiness.withdraw", "Withdraw", "Version of the instrument withdrawn")
