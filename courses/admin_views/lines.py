"""What the pages about a check have in common: who may see them, the draft, the way back."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from content.models import CheckPage
from content.outlining import unit_outline


def check_to_edit(request: HttpRequest, pk: int) -> CheckPage:
    """The check, for whoever may edit it; everybody else is sent back by the editor's own rule."""
    page = get_object_or_404(CheckPage, pk=pk)
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    return page


def draft_of(page: CheckPage) -> CheckPage:
    """As its authors see it: the latest revision."""
    draft: CheckPage = page.get_latest_revision_as_object()
    return draft


def questions_of(page: CheckPage) -> list[Mapping[str, Any]]:
    """The pool as plain values, as the files of the course have them."""
    return [question.value for question in unit_outline(page).questions]


def page_context(page: CheckPage, title: str) -> dict[str, Any]:
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    trail = [{"url": edit, "label": page.get_admin_display_title()}, {"url": "", "label": title}]
    return {"page": page, "edit_url": edit, "header_title": title, "breadcrumbs_items": trail}


def title_of_exchange() -> str:
    return _("Questions in and out")
