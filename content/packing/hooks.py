"""Puts the page about modules into the editor, and its acts into the log."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from content.menu_items import PagesItem

from . import views


def addresses() -> list[URLPattern]:
    return [
        path("modules/", views.listing, name="modules_out_and_in"),
        path("modules/look/", views.look, name="module_look"),
        path("modules/bring/", views.bring, name="module_bring"),
        path("modules/<int:pk>/take-back/", views.take_back, name="module_take_back"),
        path("modules/<slug:slug>/archive.zip", views.download, name="module_download"),
    ]


class ModulesItem(PagesItem):
    """For people who may take one out; authors of their own drafts find nothing there."""

    def is_shown(self, request: HttpRequest) -> bool:
        return super().is_shown(request) and bool(views.modules_of(request))


def modules() -> MenuItem:
    return ModulesItem(
        _("Modules out and in"), reverse("modules_out_and_in"), icon_name="download", order=950
    )


def acts(actions: Any) -> None:
    actions.register_action("content.module_taken_out", _("Take a module out"), _("Module taken out"))
    actions.register_action("content.module_brought_in", _("Bring a module in"), _("Module brought in"))
    actions.register_action(
        "content.module_taken_back", _("Take back what was brought in"), _("Module taken back")
    )


def install() -> None:
    hooks.register("register_admin_urls", addresses)
    hooks.register("register_settings_menu_item", modules)
    hooks.register("register_log_actions", acts)
