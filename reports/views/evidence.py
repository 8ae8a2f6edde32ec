"""An organisation's evidence pack: for its owner and administrators, a quarter at a time."""

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.actions import Refused
from accounts.audit import record as note
from accounts.organisation_views.doors import act, leading_membership, page
from reports.evidence.files import paper, workbook
from reports.evidence.gathering import pack_for
from reports.evidence.pack import NOTES, RULE
from reports.evidence.quarters import Quarter, quarters
from reports.formats import FORMATS

from .records import download

MAKERS = {"xlsx": (workbook, FORMATS["xlsx"].content_type), "pdf": (paper, "application/pdf")}


@require_safe
@page
def evidence(request: HttpRequest, organisation: UUID) -> HttpResponse:
    own = leading_membership(request, organisation)
    today = timezone.now().date()
    context = {
        "organisation": own.organisation,
        "quarters": [
            {"key": quarter.key, "label": period(quarter), "over": quarter.over(today)}
            for quarter in quarters(own.organisation.created_at.date(), today)
        ],
        "notes": [_(sentence) for sentence in NOTES],
        "rule": _(RULE),
    }
    return render(request, "reports/evidence.html", context)


def period(quarter: Quarter) -> str:
    """As the pack says it, in the reader's words: "January to March 2026"."""
    months = (
        date_format(quarter.starts, "MONTH_FORMAT"),
        date_format(quarter.ends - timedelta(days=1), "YEAR_MONTH_FORMAT"),
    )
    return _("%(low)s to %(high)s") % dict(zip(("low", "high"), months, strict=True))


@act
def evidence_pack(request: HttpRequest, organisation: UUID) -> HttpResponse:
    """A POST, because the first pack of a quarter that is over fixes its counts."""
    own = leading_membership(request, organisation)
    now = timezone.now()
    offered = {quarter.key: quarter for quarter in quarters(own.organisation.created_at.date(), now.date())}
    quarter = offered.get(request.POST.get("quarter", ""))
    form = request.POST.get("format", "")
    if quarter is None or form not in MAKERS:
        raise Refused(_("Choose a quarter and a format."))
    make, kind = MAKERS[form]
    note("evidence pack made", request, organisation=own.organisation_id, quarter=quarter.key)
    pack = pack_for(own.organisation, quarter, now)
    return download(make(pack, settings.PRODUCT_NAME), f"evidence-{quarter.key}.{form}", kind)
