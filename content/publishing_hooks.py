"""Ways of publishing on which Wagtail does not ask the page: its form, and copies that are live at once."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.models import Page

from content.checks_panel import unit_checks
from content.models import Unit
from content.publishing import refuse_if_wrong


def refuse_in_form(request: HttpRequest, page: Page) -> None:
    """The draft is saved by then; publishing or scheduling it has not begun."""
    if isinstance(page, Unit):
        refuse_if_wrong(page, timezone.localdate())


def copies_of_units_are_drafts(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Two units of one title would be live at once, and some of a module's copies but not others."""
    asked = request.method == "POST" and request.POST.get("publish_copies")
    if not asked or not Unit.objects.filter(path__startswith=page.path).exists():
        return None
    said = _("Nothing was copied: copies of units begin as drafts. Untick publishing and copy again.")
    messages.error(request, said)
    return redirect(request.path)


def addresses() -> list[URLPattern]:
    return [path("course-checks/<int:pk>/", unit_checks, name="unit_checks")]


def install() -> None:
    hooks.register("register_admin_urls", addresses)
    hooks.register("before_publish_page", refuse_in_form)
    hooks.register("before_copy_page", copies_of_units_are_drafts)
