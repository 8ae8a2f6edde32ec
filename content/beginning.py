"""On the first page of the editor: where somebody who has never seen it begins."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from wagtail import hooks
from wagtail.admin.menu import admin_menu, settings_menu
from wagtail.admin.ui.components import Component

from content.languages import named
from content.models import ModulePage, PathsPage

Ways = list[tuple[str, str, str]]
UNFOLD = ("SubmenuMenuItem", "SettingsMenuItem", "SearchMenuItem", "PagesMenuItem", "ExplorerMenuItem")


class Beginning(Component):
    name = "begin"
    order = 240  # below what waits for this person (210, 220), above their last edits (250)
    template_name = "content/admin/beginning.html"

    def __init__(self, ways: Ways, paths: Ways) -> None:
        self.ways, self.paths = ways, paths

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        return {"modules": self.ways, "paths": self.paths}


class Doors(Component):
    """For those who do not write: what else they are here for, so that the first page is not an empty one."""

    name = "doors"
    order = 240
    template_name = "content/admin/doors.html"

    def __init__(self, doors: list[tuple[str, str]]) -> None:
        self.doors = doors

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        return {"doors": self.doors}


def doors_of(request: HttpRequest) -> list[tuple[str, str]]:
    """What the menu offers this person, in its order, without what unfolds and without other sites."""
    items = [
        item
        for menu in (admin_menu, settings_menu)
        for item in sorted(menu.menu_items_for_request(request), key=lambda each: each.order)
        if type(item).__name__ not in UNFOLD and str(item.url).startswith("/")
    ]
    return [(str(item.label), str(item.url)) for item in items]


def ways_into(model: type[Any], user: Any) -> Ways:
    """Pages of this kind under which this person may write: title, the way to its kinds, language."""
    return [
        (
            page.title,
            reverse("wagtailadmin_pages:add_subpage", args=[page.pk]),
            "" if page.locale.language_code == settings.LANGUAGE_CODE else named(page.locale.language_code),
        )
        for page in model.objects.select_related("locale").order_by("path")
        if page.permissions_for_user(user).can_add_subpage()
    ]


@hooks.register("construct_homepage_panels")
def where_to_begin(request: HttpRequest, panels: list[Component]) -> None:
    if modules := ways_into(ModulePage, request.user):
        panels.append(Beginning(modules, ways_into(PathsPage, request.user)))
    elif doors := doors_of(request):
        panels.append(Doors(doors))
