"""Pages for what went wrong: what happened, what was kept, one way out. None of them needs the database."""

import json
import logging
import sys
from urllib.parse import urlsplit

from django.conf import settings
from django.core.cache import cache
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import TemplateDoesNotExist
from django.template.loader import render_to_string
from django.utils.translation import get_language, gettext, gettext_lazy
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from content.serving import Expired
from content.uploads.receiving import TooLarge

security = logging.getLogger("security")
logger = logging.getLogger(__name__)
REPORT_BYTES = 8192
REPORTS_A_MINUTE = 20
PLAIN = """<!doctype html>
<html lang="{language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{title}</title></head>
<body><h1>{title}</h1><p>{text}</p><p><a href="/">{home}</a></p></body></html>"""
AWAY = (
    gettext_lazy("Back in a moment"),
    gettext_lazy("The portal cannot reach its database. Nothing you saved is lost. Try again in a minute."),
)
FAILED = (
    gettext_lazy("Something went wrong"),
    gettext_lazy("The fault is ours and has been recorded. Nothing you saved is lost."),
)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    if isinstance(exception, TooLarge):
        return render(request, "400.html", {"reason": str(exception)}, status=413)
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    refused(request, "forbidden")
    return render(request, "403.html", status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    refused(request, "form token missing or old")
    return render(request, "403_csrf.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    if isinstance(exception, Expired):
        words = {"title": exception.title, "module": exception.module}
        return render(request, "410.html", words, status=410)
    return render(request, "404.html", status=404)


def too_many(request: HttpRequest) -> HttpResponse:
    refused(request, "too many attempts")
    answer = render(request, "429.html", status=429)
    answer["Retry-After"] = "60"
    return answer


def failed(request: HttpRequest) -> HttpResponse:
    """500, or 503 when the database did not answer; Django calls this while the exception is alive."""
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return bare("503.html", AWAY, 503, {"Retry-After": "10"})
    return bare("500.html", FAILED, 500)


def bare(
    template: str, words: tuple[str, str], status: int, headers: dict[str, str] | None = None
) -> HttpResponse:
    """A page from the template alone, for what feeds a page's frame may be the very thing that is broken."""
    try:
        page = render_to_string(template, {"product": settings.PRODUCT_NAME, "theme": "system"})
    except Exception as problem:
        if not isinstance(problem, TemplateDoesNotExist):
            logger.exception("the page for an error has an error")
        home, language = gettext("Home"), get_language() or settings.LANGUAGE_CODE
        page = PLAIN.format(title=words[0], text=words[1], home=home, language=language)
    return HttpResponse(page, status=status, headers=headers)


def refused(request: HttpRequest, why: str) -> None:
    # Not request.user, which might ask the database; the session id is never logged.
    user = getattr(request, "_cached_user", None)
    security.warning(
        "refused",
        extra={
            "facts": {"why": why, "path": request.path, "method": request.method, "user": user and user.pk}
        },
    )


@csrf_exempt
@require_POST
def csp_report(request: HttpRequest) -> HttpResponse:
    """What a browser blocked: logged without query strings, and not more often than anyone reads."""
    address = request.META.get("REMOTE_ADDR", "")
    if int(request.META.get("CONTENT_LENGTH") or 0) > REPORT_BYTES:
        return HttpResponse(status=413)
    key = f"csp-report:{address}"
    cache.add(key, 0, 60)
    if cache.incr(key) > REPORTS_A_MINUTE:
        return HttpResponse(status=429)
    try:
        report = json.loads(request.read(REPORT_BYTES))["csp-report"]
        directive, blocked = str(report["violated-directive"])[:80], str(report.get("blocked-uri", ""))[:200]
        page = urlsplit(str(report.get("document-uri", ""))).path[:200]
    except (ValueError, KeyError, TypeError):
        return HttpResponse(status=400)
    where = urlsplit(blocked)
    facts = {
        "directive": directive,
        "blocked": f"{where.scheme}:{where.netloc}" if where.netloc else blocked,
        "page": page,
    }
    security.warning("content policy", extra={"facts": facts})
    return HttpResponse(status=204)
