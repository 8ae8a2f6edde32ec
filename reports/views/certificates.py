"""A certificate: the public page that checks it, its files for its person, and what machines ask for."""

import json
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_safe

from reports import awards
from reports.certificates.credential import profile
from reports.learning import day_said
from reports.models import Certificate
from saying.tagged import Tagged

from .records import download

KNOWN_FOR = 3600


@require_safe
@never_cache
def certificate(request: HttpRequest, certificate: UUID) -> HttpResponse:
    """For whoever has the address; a withdrawn one keeps its name to itself."""
    found = get_object_or_404(Certificate, public_id=certificate)
    own = request.user.is_authenticated and found.user_id == request.user.pk
    context = {"certificate": found, "own": own, "stands": found.stands, "units": _units(found)}
    response = render(request, "reports/certificate.html", context, status=200 if found.stands else 410)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _units(found: Certificate) -> list[dict[str, Any]]:
    """As they were written down, with their days as days."""
    return [
        {**unit, "title": Tagged(unit["title"], unit.get("language", "")), "day": day_said(unit["day"])}
        for unit in found.units
    ]


def _own(request: HttpRequest, public_id: UUID) -> Certificate:
    return get_object_or_404(Certificate.objects.standing(), public_id=public_id, user_id=request.user.pk)


@require_safe
@login_required
@never_cache
def certificate_pdf(request: HttpRequest, certificate: UUID) -> HttpResponse:
    found = _own(request, certificate)
    return download(awards.as_paper(found), f"certificate-{found.module}.pdf", "application/pdf")


@require_safe
@login_required
@never_cache
def credential_json(request: HttpRequest, certificate: UUID) -> HttpResponse:
    found = _own(request, certificate)
    text = json.dumps(awards.as_document(found), indent=1, ensure_ascii=False) + "\n"
    return download(text.encode(), f"credential-{found.module}.json", "application/ld+json")


@require_safe
@login_required
@never_cache
def credential_jwt(request: HttpRequest, certificate: UUID) -> HttpResponse:
    found = _own(request, certificate)
    return download(awards.as_token(found).encode(), f"credential-{found.module}.jwt", "application/vc+jwt")


@require_safe
@cache_control(public=True, max_age=KNOWN_FOR)
def issuer(request: HttpRequest) -> HttpResponse:
    return _told(profile(awards.issuer()))


@require_safe
@never_cache
def revoked(request: HttpRequest) -> HttpResponse:
    """Which credentials were withdrawn, by their ids; an id names nobody."""
    return _told(awards.revoked())


@require_safe
@cache_control(public=True, max_age=KNOWN_FOR)
def key_set(request: HttpRequest) -> HttpResponse:
    key = awards.signing_key()
    return _told({"keys": [{**key.public, "kid": awards.address("public_key", key=key.thumbprint)}]})


@require_safe
@cache_control(public=True, max_age=KNOWN_FOR)
def public_key(request: HttpRequest, key: str) -> HttpResponse:
    """The one key that a credential's header names."""
    known = awards.signing_key()
    if key != known.thumbprint:
        raise Http404("There is no such key.")
    return _told({**known.public, "kid": awards.address("public_key", key=key)})


def _told(values: dict[str, Any]) -> JsonResponse:
    return JsonResponse(values)
