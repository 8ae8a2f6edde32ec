"""Files and private links: handed out with the right headers, each time written into the security log."""

from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.audit import record
from readiness.models import Round
from readiness.views.doors import act
from reports.actions import Unknown, end_link, followed, make_link
from reports.models import PrivateLink, Report

from .doors import for_owner, person, reported
from .lines import file_line

LINKS = "#links"
# A file is taken away, never run on our pages; no search engine keeps it, no cache hands it on.
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cache-Control": "private, no-store, max-age=0",
    "X-Robots-Tag": "noindex, nofollow",
    "Referrer-Policy": "no-referrer",
}


@require_safe
@reported
def file(request: HttpRequest, measured: Round, report: UUID) -> HttpResponseBase:
    found = get_object_or_404(Report.objects.ready(), edition__round=measured, public_id=report)
    record("report exported", request, report=str(found.public_id), format=found.format)
    return sent(found)


def sent(report: Report) -> HttpResponseBase:
    """The bytes that were made, under the name that says what they are."""
    try:
        opened = report.path.open("rb")
    except FileNotFoundError as gone:
        raise Http404(_("This file is no longer kept. Ask for it again.")) from gone
    return FileResponse(
        opened,
        as_attachment=True,
        filename=report.name,
        content_type=report.form.content_type,
        headers=HEADERS,
    )


@act
@for_owner
def link(request: HttpRequest, measured: Round) -> HttpResponse:
    made = make_link(measured, _uuid(request.POST.get("report", "")), person(request), timezone.now())
    record("report link made", request, report=str(made.report.public_id), link=str(made.pk))
    return redirect(_url(measured))


@act
@for_owner
def link_end(request: HttpRequest, measured: Round) -> HttpResponse:
    ended = end_link(measured, _uuid(request.POST.get("link", "")), timezone.now())
    record("report link ended", request, link=str(ended.pk))
    return redirect(_url(measured))


@require_safe
def shared(request: HttpRequest, token: str) -> HttpResponse:
    """What a private link opens: the date, the version and one file; or whom to ask, once it has ended."""
    found = followed(token)
    if found is None:
        raise Http404(_("There is no such link."))
    status = 200 if _open(found) else 410
    context = {"link": found, "open": status == 200, "token": token, **_about(found)}
    response = render(request, "reports/shared.html", context, status=status)
    for name in ("X-Robots-Tag", "Cache-Control", "Referrer-Policy"):
        response.headers[name] = HEADERS[name]
    return response


@require_safe
def shared_file(request: HttpRequest, token: str) -> HttpResponseBase:
    found = followed(token)
    if found is None:
        raise Http404(_("There is no such link."))
    if not _open(found):
        return redirect("reports:shared", token)
    record("report opened by link", request, link=str(found.pk), report=str(found.report.public_id))
    return sent(found.report)


def _open(link: PrivateLink) -> bool:
    """A link is as good as the right of who made it: it ends with their place in the organisation."""
    measured = link.report.edition.round
    if not link.opens(timezone.now()):
        return False
    if measured.personal:
        return True
    return link.made_by is not None and Round.objects.run_by(link.made_by).filter(pk=measured.pk).exists()


def _about(link: PrivateLink) -> dict[str, object]:
    edition = link.report.edition
    owner = edition.round.owner
    return {
        "file": file_line(link.report.format, link.report.paper, "", link.report),
        "edition": edition,
        "approved": edition.approved_at if link.report.approved else None,
        "organisation": edition.round.organisation,
        "title": edition.round.title,
        "whom": owner.name if owner and owner.is_active else "",
        "check_url": reverse("reports:check", args=[link.report.code]),
    }


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as wrong:
        raise Unknown(_("There is no such file or link here.")) from wrong


def _url(measured: Round) -> str:
    return reverse("reports:report", args=[measured.public_id]) + LINKS
