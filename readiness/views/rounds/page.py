"""The page of a round: how many answered for all who may know of it; whom it asked for its owner alone."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.models import Membership
from readiness.actions.links import absolute, joining_token
from readiness.actions.naming import has_owner
from readiness.actions.reminding import next_reminder
from readiness.actions.reopening import why_not
from readiness.models import EarlierResult, Invitee, Reader, Round
from readiness.round_forms import InviteForm

from .gates import for_those_who_know
from .lines import RoundLine, round_line, with_counts

ON_A_PAGE = 100


@dataclass(frozen=True, slots=True)
class InviteeLine:
    """Who was invited, when and as what; nothing here tells whether they came."""

    pk: int
    email: str
    role: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ReaderLine:
    pk: int
    name: str
    facilitator: bool


@dataclass(frozen=True, slots=True)
class EarlierLine:
    """What a round came to before it was reopened."""

    at: datetime
    people: int
    index: float | None
    level: int | None
    hash: str


@dataclass(frozen=True, slots=True)
class Fault:
    """What could not be done on this page: the sentence, and the part of the page that it belongs to."""

    part: str
    sentence: str
    status: int = 422


@require_safe
@for_those_who_know
def round_(request: HttpRequest, measured: Round) -> HttpResponse:
    return round_page(request, measured)


def round_page(request: HttpRequest, measured: Round, fault: Fault | None = None) -> HttpResponse:
    row = with_counts(Round.objects.filter(pk=measured.pk)).get()
    line, now = round_line(row), timezone.now()
    owner = row.owner_id == request.user.pk
    readers = list(Reader.objects.filter(round=row).order_by("named_at", "pk"))
    mine = next((reader for reader in readers if reader.user_id == request.user.pk), None)
    names = _names(row, readers)
    reads = owner or mine is not None
    context = {
        "round": line,
        "organisation": row.organisation,
        "owner": owner,
        "owner_name": names.get(row.owner_id, ""),
        "reads": reads,
        "orphaned": not owner and not has_owner(row),
        "facilitates": owner or (mine is not None and mine.facilitator),
        "scope": _scope(row),
        "balanced": row.balanced,
        "previous": row.previous,
        "keep_months": row.keep_months,
        "retention_until": row.retention_until,
        "ends_on": None if row.closed_at else row.ends_on,
        "reopened": row.reopened_at is not None and row.closed_at is None,
        "shown": row.shown,
        "earlier": _earlier(row) if reads else [],
        "readers": [ReaderLine(r.pk, names.get(r.user_id, ""), r.facilitator) for r in readers],
        "fault": fault,
        **(_for_owner(request, row, line, now) if owner else {}),
    }
    return render(request, "readiness/round.html", context, status=fault.status if fault else 200)


def _for_owner(request: HttpRequest, row: Round, line: RoundLine, now: datetime) -> dict[str, object]:
    is_open = line.state == "open"
    listed = _invited(request, row)
    again = next_reminder(row) if is_open else None
    return {
        "invitees": listed,
        "joined": line.invited - listed.paginator.count if is_open else 0,
        "invite_form": InviteForm(instrument=row.instrument) if is_open else None,
        "domain": row.joining_domain,
        "joining_url": absolute("join_round", joining_token(row)) if is_open and row.joining_domain else "",
        "remind_from": again if again is not None and again > now else None,
        "why_closed": "" if is_open else why_not(row, now),
    }


def _names(row: Round, readers: list[Reader]) -> dict[int | None, str]:
    """How the organisation knows its people: their name, or the address they joined with."""
    wanted = [row.owner_id, *(reader.user_id for reader in readers)]
    members = Membership.objects.filter(organisation=row.organisation_id, user__in=wanted)
    rows = members.values_list("user_id", "user__name", "email")
    return {user: name or email for user, name, email in rows}


def _invited(request: HttpRequest, row: Round) -> Page:
    """Two statements, however many were invited."""
    names = {role.id: role.name for role in row.instrument.roles}
    asked = Invitee.objects.filter(round=row, by_link=False).counted().order_by("email")
    page = Paginator(asked.values_list("pk", "email", "role", "invited_at"), ON_A_PAGE).get_page(
        request.GET.get("page")
    )
    page.object_list = [InviteeLine(pk, email, names.get(role, ""), at) for pk, email, role, at in page]
    return page


def _scope(row: Round) -> list[tuple[str, str]]:
    """What was left out, with the reason."""
    dimensions = row.instrument.dimensions
    return [(dimensions[id].name if id in dimensions else id, why) for id, why in row.excluded.items()]


def _earlier(row: Round) -> list[EarlierLine]:
    found = EarlierResult.objects.filter(round=row).order_by("-computed_at", "-pk")
    rows = found.values_list("computed_at", "details", "scores", "hash")
    return [_earlier_line(*row) for row in rows]


def _earlier_line(at: datetime, sums: dict[str, Any], scores: dict[str, Any], hash: str) -> EarlierLine:
    away = sums["hidden"]["index"]
    index, level = (None, None) if away else (scores["index"], scores["claimed_level"])
    return EarlierLine(at, sums["people"], index, level, hash)
