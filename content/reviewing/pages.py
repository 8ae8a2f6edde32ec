"""Reports → Due for review: overdue, due in 30 days, by owner, and the same as a CSV file."""

import csv

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from wagtail import hooks
from wagtail.admin.auth import user_has_any_page_permission, user_passes_test
from wagtail.admin.menu import MenuItem

from content.menu_items import PagesItem

from .due import Due, due

# What a spreadsheet would take for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


@require_safe
@user_passes_test(user_has_any_page_permission)
def listing(request: HttpRequest) -> HttpResponse:
    lines = due(timezone.localdate())
    owners = sorted({line.page.keeper for line in lines})
    owner = request.GET.get("owner")
    if owner is not None and owner in owners:
        lines = [line for line in lines if line.page.keeper == owner]
    if request.GET.get("export") == "csv":
        return _file(lines)
    editable = [(line, line.page.permissions_for_user(request.user).can_edit()) for line in lines]
    context = {
        "header_title": _("Due for review"),
        "breadcrumbs_items": [{"url": "", "label": _("Due for review")}],
        "overdue": [pair for pair in editable if pair[0].overdue],
        "soon": [pair for pair in editable if not pair[0].overdue],
        "owners": owners,
        "owner": owner,
    }
    return render(request, "content/admin/due.html", context)


def _file(lines: list[Due]) -> HttpResponse:
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="due-for-review.csv"'
    writer = csv.writer(response)
    writer.writerow(
        [_("Page"), _("Address"), _("Owner"), _("E-mail"), _("Reviewed"), _("Review by"), _("Days")]
    )
    for line in lines:
        page = line.page
        words = [page.title, page.key, page.keeper, page.keeper_mail]
        writer.writerow([*map(_plain, words), page.reviewed or "", page.review_by, line.days])
    return response


def _plain(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA) else text


def addresses() -> list[URLPattern]:
    return [path("due-for-review/", listing, name="due_for_review")]


def menu() -> MenuItem:
    return PagesItem(
        gettext_lazy("Due for review"), reverse("due_for_review"), icon_name="calendar-check", order=95
    )


def install() -> None:
    hooks.register("register_admin_urls", addresses)
    hooks.register("register_reports_menu_item", menu)
