"""The report page: page 1 to look at, the formats, the links; how far the files are."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.audit import record
from readiness.models import Round
from readiness.views.doors import act
from reports.actions import approve as approve_version
from reports.actions import ask_for, latest
from reports.briefing.edits import Edits
from reports.briefing.headline import facts
from reports.briefing.of_round import briefing_for, given_of
from reports.briefing.pages import Briefing
from reports.models import Edition, PrivateLink
from reports.places import places

from .doors import for_owner, owns, person, reported, seen
from .lines import after_first, format_lines, link_lines
from .scale import bands, earlier, span

FILES = "#files"


@require_safe
@reported
def report(request: HttpRequest, measured: Round) -> HttpResponse:
    edition = latest(measured)
    briefing = briefing_for(measured, *_version(edition))
    owner = owns(request, measured)
    formats = format_lines(edition)
    links = PrivateLink.objects.filter(report__edition__round=measured, revoked_at__isnull=True)
    now = timezone.now()
    context = {
        "briefing": briefing,
        "measured": measured,
        "facts": facts(briefing),
        "edition": edition,
        "number": edition.number if edition else 0,
        "behind": edition is not None and edition.given != given_of(measured),
        "edited": [place for place in places(briefing) if place.words.edited],
        "formats": formats,
        "others": after_first(formats),
        "waiting": [file for line in formats for file in line.files if file.waiting],
        "ready": [file for line in formats for file in line.files if file.url],
        "owner": owner,
        "links": link_lines(links.filter(expires_at__gt=now), settings.BASE_URL, now) if owner else [],
        **_scale(briefing),
    }
    return render(request, "reports/report.html", context)


def _version(edition: Edition | None) -> tuple[Edits, None, dict[str, object]]:
    return (Edits(edition.words), None, edition.given) if edition else (Edits(), None, {})


def _scale(briefing: Briefing) -> dict[str, object]:
    here = briefing.standing
    before = earlier(briefing)
    return {
        "bands": bands(briefing),
        "index_at": here.index.number if here.index else None,
        "span": span(here),
        "before": before.index if before else None,
        "before_at": before.index.number if before and before.index else None,
        "before_name": before.when if before else "",
    }


@require_safe
@reported
def state(request: HttpRequest, measured: Round) -> HttpResponse:
    """For the page's script: what is still being made; the page itself says the same without one."""
    files = [file for line in format_lines(latest(measured)) for file in line.files]
    return JsonResponse(
        {"waiting": sum(file.waiting for file in files), "done": sum(bool(f.url) for f in files)}
    )


@act
@reported
def make(request: HttpRequest, measured: Round) -> HttpResponse:
    """Asks for one format; pressed twice it is one file."""
    asked = ask_for(
        measured,
        request.POST.get("format", ""),
        request.POST.get("paper", "a4"),
        person(request),
        timezone.now(),
    )
    record("report asked for", request, report=str(asked.public_id), format=asked.format)
    return redirect(_url(measured) + FILES)


@act
@for_owner
def approve(request: HttpRequest, measured: Round) -> HttpResponse:
    approved = approve_version(measured, seen(request), person(request), timezone.now())
    record("report approved", request, round=str(measured.public_id), version=approved.number)
    return redirect(_url(measured) + FILES)


def _url(measured: Round) -> str:
    return reverse("reports:report", args=[measured.public_id])
