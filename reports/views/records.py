"""Your learning record: what you completed, to read and to take away; who else may see it."""

import json
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.actions import Unknown
from accounts.audit import record as note
from accounts.models import Organisation, User
from accounts.organisation_views.doors import personal_act
from courses.history import record_of
from courses.learner import learner_of
from courses.record import ModuleRecord, Record
from reports import learning
from reports.actions.certifying import certify, withdraw
from reports.actions.consenting import give_consent, withdraw_consent
from reports.models import Certificate, EvidenceConsent
from reports.papers.typesetting import typeset


@dataclass(frozen=True, slots=True)
class ModuleLine:
    """`certificate_url` leads to the one that stands; `may_certify` where one can be made."""

    module: ModuleRecord
    state: str
    rows: list[list[str]]
    certificate_url: str
    may_certify: bool


@dataclass(frozen=True, slots=True)
class ConsentLine:
    id: UUID
    name: str
    since: datetime | None


@require_safe
@never_cache
def record(request: HttpRequest) -> HttpResponse:
    """Works without an account too; certificates and organisations then have no part in it."""
    found, user = record_of(learner_of(request)), _user(request)
    context = {
        "record": found,
        "modules": module_lines(found, user),
        "consents": consent_lines(user) if user else [],
        "me_current": True,
    }
    return render(request, "reports/record.html", context)


def module_lines(found: Record, user: User | None) -> list[ModuleLine]:
    own = Certificate.objects.standing().filter(user=user) if user else Certificate.objects.none()
    standing = dict(own.values_list("module", "public_id"))
    return [
        ModuleLine(
            module,
            learning.state(module, date_format),
            [learning.row(done, date_format) for done in module.done],
            reverse("reports:certificate", args=[standing[module.slug]]) if module.slug in standing else "",
            user is not None and module.slug not in standing and module.completed_at is not None,
        )
        for module in found.modules
    ]


def consent_lines(user: User) -> list[ConsentLine]:
    """Every organisation of the person, with the day of a consent that stands."""
    standing = EvidenceConsent.objects.standing().filter(user=user)
    since = dict(standing.values_list("organisation_id", "given_at"))
    organisations = Organisation.objects.visible_to(user).order_by("name", "pk")
    return [ConsentLine(each.public_id, each.name, since.get(each.pk)) for each in organisations]


@require_safe
@never_cache
def record_json(request: HttpRequest) -> HttpResponse:
    today = timezone.now().date()
    held = learning.document(record_of(learner_of(request)), _name(request), today)
    text = json.dumps(held, indent=1, ensure_ascii=False) + "\n"
    return download(text.encode(), f"learning-record-{today}.json", "application/json")


@require_safe
@never_cache
def record_pdf(request: HttpRequest) -> HttpResponse:
    """English, whoever reads it: a record does not change with its reader."""
    today, name = timezone.now().date(), _name(request)
    with translation.override(settings.LANGUAGE_CODE):
        page = learning.page(record_of(learner_of(request)), name, settings.PRODUCT_NAME, today)
        title = _("Learning record of %(name)s") % {"name": name} if name else _("Learning record")
    return download(typeset("record", page, title, today), f"learning-record-{today}.pdf", "application/pdf")


@personal_act
def certificate_make(request: HttpRequest, module: str) -> HttpResponse:
    made = certify(request.user, module, timezone.now())
    return redirect("reports:certificate", made.public_id)


@personal_act
def certificate_withdraw(request: HttpRequest, certificate: UUID) -> HttpResponse:
    withdraw(request.user, certificate, timezone.now())
    messages.success(request, _("The certificate is withdrawn. Whoever checks it is told so from now on."))
    return redirect("reports:record")


@personal_act
def evidence_consent(request: HttpRequest) -> HttpResponse:
    try:
        organisation = UUID(request.POST.get("organisation", ""))
    except ValueError as fault:
        raise Unknown(_("There is no such organisation here.")) from fault
    if request.POST.get("share") == "yes":
        name = give_consent(request.user, organisation, timezone.now()).organisation.name
        messages.success(
            request, _("%(name)s can name you in its evidence packs from now on.") % {"name": name}
        )
    else:
        withdraw_consent(request.user, organisation, timezone.now())
        messages.success(request, _("From now on no evidence pack names you."))
    note("evidence consent changed", request, organisation=str(organisation))
    return redirect(f"{reverse('reports:record')}#organisations")


def download(content: bytes, name: str, kind: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _user(request: HttpRequest) -> User | None:
    return request.user if request.user.is_authenticated else None


def _name(request: HttpRequest) -> str:
    return request.user.name if request.user.is_authenticated else ""
