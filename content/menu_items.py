"""Ways into pages of the editor, shown only to those who may go there."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from wagtail import hooks
from wagtail.admin.auth import user_has_any_page_permission
from wagtail.admin.menu import MenuItem
from wagtail.models import Page, PagePermissionTester


class PagesItem(MenuItem):
    """An entry for people who have pages to work on."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(user_has_any_page_permission(request.user))


def may_see_history(rights: PagePermissionTester) -> bool:
    """As the view of the history asks it; Wagtail offers the way to everyone and then refuses."""
    return not rights.page_is_root and bool(rights.can_edit() or rights.can_publish())


def drafts_that_open(buttons: list[Any], page: Page, user: Any, context: Any = None) -> None:
    """“View draft” is offered beside every page of a list, whoever may see its draft."""
    rights = page.permissions_for_user(user)
    if rights.can_edit() or rights.can_publish():
        return
    hidden = reverse("wagtailadmin_pages:view_draft", args=[page.pk])
    for button in buttons:
        if hasattr(button, "dropdown_buttons"):
            button.dropdown_buttons = [one for one in button.dropdown_buttons if one.url != hidden]


def install() -> None:
    PagePermissionTester.can_view_revisions = may_see_history
    hooks.register("construct_page_listing_buttons", drafts_that_open)
