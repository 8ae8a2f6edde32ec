"""A consensus session on the wall: the items in order, one item at a time, the end with both indexes."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from accounts.access import second_factor_required
from accounts.models import User
from readiness.actions.finishing import finish_session
from readiness.actions.refusals import Refused
from readiness.actions.session import (
    accept_near,
    agree,
    begin_session,
    may_begin,
    near,
    reveal,
    said,
    state_of,
)
from readiness.agreed import agreed_of, recorders
from readiness.blind import Blind, blind_answers
from readiness.forms import ProposalForm
from readiness.instrument import Item
from readiness.models import AgreedAnswer, Round
from readiness.results.session_screen import Row, Shown, choices, rows, shown
from readiness.spread import FEWEST, widest_first

from .doors import act

SOMEBODY = gettext_lazy("Somebody")


@dataclass(frozen=True, slots=True)
class Fault:
    """What could not be recorded, with what was sent."""

    sentence: str
    form: ProposalForm
    status: int


@second_factor_required
@require_safe
def session(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The items and how far the room is; before the session what it waits for, after it what it came to."""
    found = session_of(request.user, public_id)
    if found.finished_at is not None:
        context = {"session": found, "both": agreed_of(found), "rows": _rows(found, blind_answers(found))}
        return render(request, "readiness/session_end.html", context)
    if found.kind == Round.Kind.PANEL or found.closed_at is None:
        return _waiting(request, found)
    blind = blind_answers(found)
    lines, close = _rows(found, blind), near(found, blind)
    context = {
        "session": found,
        "blind": blind,
        "enough": blind.people >= FEWEST,
        "rows": lines,
        "done": sum(row.agreed for row in lines),
        "open": sum(not row.agreed for row in lines),
        "next": next((row for row in lines if not row.agreed), None),
        "near": [(row, close[row.item]) for row in lines if row.item in close],
        "overtaken": _overtaken(request, found, _kept(found)),
    }
    return render(request, "readiness/session.html", context)


def _waiting(request: HttpRequest, found: Round) -> HttpResponse:
    """A panel that may become a session, or a session whose answers are not closed."""
    if found.kind == Round.Kind.PANEL and not may_begin(found):
        raise Http404(_("This round has no consensus session."))
    context = {
        "session": found,
        "begins": found.kind == Round.Kind.PANEL,
        "owner": found.owner_id == request.user.pk,
        "people": found.sheets.submitted().count(),
    }
    return render(request, "readiness/session_waiting.html", context)


@second_factor_required
@require_safe
def session_item(request: HttpRequest, public_id: UUID, item: str) -> HttpResponse:
    return _item_page(request, public_id, item)


def _item_page(request: HttpRequest, public_id: UUID, id: str, fault: Fault | None = None) -> HttpResponse:
    found = session_of(request.user, public_id)
    item = _item(found, id)
    if found.finished_at is not None or found.kind == Round.Kind.PANEL or found.closed_at is None:
        return redirect("readiness:session", public_id)
    blind = blind_answers(found)
    lines, kept = _rows(found, blind), _kept(found)
    row = kept.get(id)
    place = next(place for place, line in enumerate(lines) if line.item == id)
    here: Shown = shown(blind.spreads[id], blind.may_reveal(id), bool(row and row.revealed_at))
    chosen = fault.form.data.get("answer", "") if fault else _value(row)
    scope = found.part_for(found.form)
    context = {
        "session": found,
        "item": item,
        "dimension": scope.dimensions[scope.dimension_of[id]].name,
        "number": place + 1,
        "total": len(lines),
        "done": sum(line.agreed for line in lines),
        "shown": here,
        "choices": choices(item, here, chosen),
        "chosen": chosen,
        "evidence": fault.form.data.get("evidence", "") if fault else (row.evidence if row else ""),
        "note": fault.form.data.get("note", "") if fault else (row.note if row else ""),
        "seen": state_of(row),
        "kept": lines[place] if lines[place].agreed else None,
        "previous": lines[place - 1] if place else None,
        "following": lines[place + 1] if place + 1 < len(lines) else None,
        "overtaken": _overtaken(request, found, kept),
        "error": fault.sentence if fault else "",
    }
    return render(request, "readiness/session_item.html", context, status=fault.status if fault else 200)


@second_factor_required
@act
def session_begin(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The owner alone decides that a panel goes on as a session."""
    found = session_of(request.user, public_id)
    if found.owner_id != request.user.pk:
        raise PermissionDenied
    begin_session(found)
    return redirect("readiness:session", public_id)


@second_factor_required
@act
def session_reveal(request: HttpRequest, public_id: UUID, item: str) -> HttpResponse:
    reveal(session_of(request.user, public_id), item, request.user, timezone.now())
    return redirect(reverse("readiness:session_item", args=[public_id, item]) + "#answers")


@second_factor_required
@act
def session_agree(request: HttpRequest, public_id: UUID, item: str) -> HttpResponse:
    """Records, and goes on to the next open item; a fault stays on the page with what was typed."""
    found = session_of(request.user, public_id)
    form = ProposalForm(request.POST)
    if not form.is_valid():
        return _item_page(request, public_id, item, Fault(form.complaint, form, 422))
    try:
        recorded = agree(found, item, form.proposal(), request.user, timezone.now())
    except Refused as refused:
        if refused.status != Refused.status:
            raise
        return _item_page(request, public_id, item, Fault(str(refused), form, refused.status))
    if recorded.replaced:
        who = recorders(found).get(recorded.replaced.by, SOMEBODY)
        told = _("%(who)s had recorded %(said)s while this page was open.") % {
            "who": who,
            "said": recorded.replaced.said,
        }
        messages.warning(
            request,
            _("%(told)s What you recorded, %(said)s, is newer and stands.")
            % {"told": told, "said": said(recorded.answer)},
        )
    lines = _rows(found, blind_answers(found))
    after = [line for line in lines if not line.agreed]
    name, args = ("session_item", [public_id, after[0].item]) if after else ("session", [public_id])
    mark = f"?after={item}&state={recorded.answer.agreed_at.timestamp()}"
    return redirect(reverse(f"readiness:{name}", args=args) + mark)


@second_factor_required
@act
def session_accept(request: HttpRequest, public_id: UUID) -> HttpResponse:
    count = accept_near(session_of(request.user, public_id), request.user, timezone.now())
    messages.success(
        request, _("%(count)s items are agreed. You can still change each of them.") % {"count": count}
    )
    return redirect("readiness:session", public_id)


@second_factor_required
@act
def session_finish(request: HttpRequest, public_id: UUID) -> HttpResponse:
    finish_session(session_of(request.user, public_id), timezone.now())
    return redirect("readiness:session", public_id)


def session_of(user: User, public_id: UUID) -> Round:
    """The gate: the owner of the round and its facilitators; who only knows of the round is refused."""
    found = Round.objects.facilitated_by(user).filter(public_id=public_id)
    session = found.select_related("organisation", "result").defer("result__snapshot").first()
    if session is not None:
        return session
    if Round.objects.known_to(user).filter(public_id=public_id).exists():
        raise PermissionDenied
    raise Http404(_("There is no such session here."))


def _rows(session: Round, blind: Blind) -> list[Row]:
    names = recorders(session)
    return rows(
        session.part_for(session.form),
        widest_first(blind.spreads),
        {
            id: (said(row), row.note, row.evidence, names.get(row.recorded_by_id, ""), row.agreed_at)
            for id, row in _kept(session).items()
            if row.agreed_at
        },
        lambda id: reverse("readiness:session_item", args=[session.public_id, id]),
    )


def _kept(session: Round) -> dict[str, AgreedAnswer]:
    return {row.item: row for row in AgreedAnswer.objects.filter(round=session).select_related("recorded_by")}


def _item(session: Round, id: str) -> Item:
    try:
        return session.part_for(session.form).items[id]
    except KeyError as missing:
        raise Http404(_("This round does not ask that.")) from missing


def _value(row: AgreedAnswer | None) -> str:
    """As the form sends it; empty while nothing is agreed, since nothing is preselected."""
    return "" if row is None or row.agreed_at is None else row.mark or str(row.level)


def _overtaken(request: HttpRequest, session: Round, kept: dict[str, AgreedAnswer]) -> str:
    """Who recorded something else for the item that this person has just left."""
    row = kept.get(request.GET.get("after", ""))
    if row is None or row.agreed_at is None or row.recorded_by_id == request.user.pk:
        return ""
    if str(row.agreed_at.timestamp()) == request.GET.get("state"):
        return ""
    head = session.part_for(session.form).items[row.item].head
    who = recorders(session).get(row.recorded_by_id, SOMEBODY)
    return _("%(who)s has meanwhile recorded %(said)s for “%(head)s”. That stands.") % {
        "who": who,
        "said": said(row),
        "head": head,
    }
