"""Modules taken out and brought in, in the editor: download, look, confirm."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access, user_has_any_page_permission, user_passes_test
from wagtail.log_actions import log
from wagtail.models import PagePermissionTester

from content.models import Arrival, LearnIndexPage, ModulePage

from .archive import MOST_BYTES, Refused
from .coming import brought_in, looked_at
from .going import Unpackable, own_fingerprint, packed
from .taking_back import lines_of, taken_back
from .waiting import TOKEN, keep, waiting

LATELY = 10


@require_safe
@user_passes_test(user_has_any_page_permission)
def listing(request: HttpRequest) -> HttpResponse:
    return _page(request)


@require_POST
@require_admin_access
def download(request: HttpRequest, slug: str) -> HttpResponse:
    """The signed archive of a published module, for whoever may change it."""
    module = get_object_or_404(ModulePage.objects.live(), slug=slug)
    if not PagePermissionTester(request.user, module).can_edit():
        raise PermissionDenied
    try:
        data = packed(module)
    except Unpackable as fault:
        return _page(request, error=str(fault), status=409)
    log(instance=module, action="content.module_taken_out", user=request.user)
    response = HttpResponse(data, content_type="application/zip")
    response.headers["Content-Disposition"] = f'attachment; filename="{module.slug}.zip"'
    return response


@require_POST
@require_admin_access
def look(request: HttpRequest) -> HttpResponse:
    """Keeps the archive aside and shows what bringing it in would do; nothing of it is changed yet."""
    _need_right(request)
    file = request.FILES.get("archive")
    if file is None:
        return _page(request, error=_("Choose the archive of a module."), status=422)
    if file.size > MOST_BYTES:
        return _page(request, error=_("The archive is too large."), status=413)
    try:
        looked = looked_at(file)
        file.seek(0)
        token = keep(request.user.pk, file)
    except Refused as fault:
        return _page(request, error=str(fault), status=422)
    request.session["module_archive"] = token
    return _page(request, looked=looked, token=token)


@require_POST
@require_admin_access
def bring(request: HttpRequest) -> HttpResponse:
    """Brings in the archive that this session looked at."""
    _need_right(request)
    token = str(request.POST.get("token", ""))
    if not TOKEN.fullmatch(token) or token != request.session.get("module_archive"):
        raise Http404("No such archive.")
    path = waiting(request.user.pk, token)
    if not path.is_file():
        return _page(request, error=_("The archive waited too long. Choose it again."), status=409)
    trusted = str(request.POST.get("signer", "")) if request.POST.get("compared") else ""
    try:
        with path.open("rb") as stream:
            report = brought_in(stream, trusted, request.user)
    except Refused as fault:
        return _page(request, error=str(fault), status=409)
    path.unlink(missing_ok=True)
    del request.session["module_archive"]
    log(instance=LearnIndexPage.objects.first(), action="content.module_brought_in", user=request.user)
    made, changed, left = (report.count(act) for act in ("created", "updated", "left"))
    messages.success(
        request,
        _("Brought in: %(made)s new, %(changed)s changed, %(left)s left as editors changed them.")
        % {"made": made, "changed": changed, "left": left},
        buttons=_ways_back(request.user) if report.pages else None,
    )
    return redirect("modules_out_and_in")


@require_http_methods(["GET", "HEAD", "POST"])
@user_passes_test(user_has_any_page_permission)
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Says for every page what becomes of it or what stands in the way, then does it."""
    _need_right(request)
    arrival = get_object_or_404(Arrival, pk=pk, taken_back_at=None)
    if request.method == "POST":
        try:
            gone, restored = taken_back(arrival, request.user, timezone.now())
        except Refused as fault:
            messages.error(request, f"{fault} {_('Nothing was changed.')}")
            return redirect("module_take_back", pk)
        log(instance=LearnIndexPage.objects.first(), action="content.module_taken_back", user=request.user)
        said = _("“%(title)s” is taken back. Pages deleted: %(gone)s; as they were before: %(restored)s.")
        messages.success(request, said % {"title": arrival.title, "gone": gone, "restored": restored})
        return redirect("modules_out_and_in")
    title, lines = _("Take back “%(title)s”") % {"title": arrival.title}, lines_of(arrival)
    above = {"url": reverse("modules_out_and_in"), "label": _("Modules out and in")}
    context = {
        "arrival": arrival,
        "lines": lines,
        "barred": any(line.why for line in lines),
        "header_title": title,
        "breadcrumbs_items": [above, {"url": "", "label": title}],
    }
    return render(request, "content/admin/packing_back.html", context)


def _ways_back(user: Any) -> list[Any]:
    """To what this person brought in last, if that changed anything."""
    last = Arrival.objects.filter(by=user, taken_back_at=None).order_by("-pk").first()
    return [messages.button(reverse("module_take_back", args=[last.pk]), _("Take it back"))] if last else []


def modules_of(request: HttpRequest) -> list[ModulePage]:
    """The published modules that this person may change."""
    modules = ModulePage.objects.live().order_by("path")
    return [module for module in modules if PagePermissionTester(request.user, module).can_edit()]


def _page(request: HttpRequest, status: int = 200, **more: Any) -> HttpResponse:
    context = {
        "header_title": _("Modules out and in"),
        "breadcrumbs_items": [{"url": "", "label": _("Modules out and in")}],
        "modules": modules_of(request),
        "may_bring": _may_bring(request),
        "arrivals": Arrival.objects.filter(taken_back_at=None).select_related("by").order_by("-pk")[:LATELY],
        "fingerprint": own_fingerprint(),
        **more,
    }
    return render(request, "content/admin/packing.html", context, status=status)


def _may_bring(request: HttpRequest) -> bool:
    learn = LearnIndexPage.objects.first()
    return learn is not None and bool(PagePermissionTester(request.user, learn).can_publish_subpage())


def _need_right(request: HttpRequest) -> None:
    if not _may_bring(request):
        raise PermissionDenied
