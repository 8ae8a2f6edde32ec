"""The report of the lint in the editor: every remark with a link to the page it is about."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.admin.auth import user_has_any_page_permission, user_passes_test
from wagtail.models import PagePermissionTester

from content.linting import PageRemark, remarks_on_site


@require_safe
@user_passes_test(user_has_any_page_permission)
def checks(request: HttpRequest) -> HttpResponse:
    """Links lead only to pages that the editor may change."""
    found = remarks_on_site(timezone.localdate())
    rows = [{"found": each, "edit": _may_edit(request, each)} for each in found]
    context = {
        "header_title": _("Course checks"),
        "breadcrumbs_items": [{"url": "", "label": _("Course checks")}],
        "errors": [row for row in rows if row["found"].remark.weight == "error"],
        "warnings": [row for row in rows if row["found"].remark.weight == "warning"],
    }
    return render(request, "content/admin/checks.html", context)


def _may_edit(request: HttpRequest, each: PageRemark) -> bool:
    return each.page is not None and PagePermissionTester(request.user, each.page).can_edit()
