"""A group's result, or how far its round is. Nothing here writes."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse

from accounts.device import asker_of
from readiness.actions.finishing import agreed_answers
from readiness.agreed import agreed_of
from readiness.anonymity import K
from readiness.gate import answered_by, for_group
from readiness.groups import Frozen, measured_of, result_of, since_last
from readiness.models import AgreedResult, Answer, Round
from readiness.questionnaire import QUICK
from readiness.registers import may_edit
from readiness.results.group_lessons import group_lessons, role_lessons
from readiness.results.group_page import Facts, group_page
from readiness.results.measured import Measured

from .teaching import taught

PAGES = ("plan", "alignment", "trend", "register", "benchmark", "session", "round")


@for_group
def group_result(request: HttpRequest, measured: Round) -> HttpResponse:
    result = result_of(measured)
    if result is None:
        return group_state(request, measured)
    of = opened(request, result)
    facts = facts_of(measured, result, of, owner=measured.owner_id == request.user.pk)
    page = group_page(facts, of, since_last(request.user, result, of))
    everyone, by_role = group_lessons(of), role_lessons(of)
    units = taught([*everyone, *(lesson for role in by_role for lesson in role.lessons)])
    context = {
        "page": page,
        "lessons": units[: len(everyone)],
        "by_role": _by_role(by_role, units[len(everyone) :]),
        "both": agreed_of(measured) if facts.agreed else None,
        "edits": may_edit(request.user, measured),
        "again": measured.closed_at is None,
        "session_waits": measured.kind == Round.Kind.CONSENSUS and measured.finished_at is None,
        "k": K,
    }
    return render(request, "readiness/result_group.html", context)


def _by_role(roles: object, units: list[dict[str, object]]) -> list[dict[str, object]]:
    """The flat list of units, role by role again."""
    left = iter(units)
    return [{"role": one.role, "lessons": [next(left) for _ in one.lessons]} for one in roles]


def opened(request: HttpRequest, result: Frozen) -> Measured:
    """With what the person who looks answered, for their eyes; with what was agreed, of a session."""
    if isinstance(result, AgreedResult):
        return measured_of(result, agreed_answers(result.round))
    own = answered_by(asker_of(request), result.round.public_id).first()
    if own is None:
        return measured_of(result)
    return measured_of(result, Answer.objects.given_on(own), own.role)


def facts_of(measured: Round, result: Frozen, of: Measured, *, owner: bool) -> Facts:
    names = {id: dimension.name for id, dimension in measured.instrument.dimensions.items()}
    people = result.details.get("people", 0) or measured.shown
    return Facts(
        id=str(measured.public_id),
        organisation=measured.organisation.name,
        title=measured.title,
        at=measured.closed_at or result.computed_at,
        form=measured.get_form_display(),
        indicative=measured.form == QUICK,
        people=people,
        invited=max(measured.invited, people),
        instrument=measured.instrument_id,
        instrument_hash=measured.instrument_hash,
        hash=result.hash,
        urls=urls_of(measured),
        owner=owner,
        excluded=tuple((names.get(id, id), why) for id, why in measured.excluded.items()),
        agreed=isinstance(result, AgreedResult),
    )


def urls_of(measured: Round) -> dict[str, str]:
    """The pages about this round that there are, by name; "report" is another room's."""
    found = {}
    for name in (*(f"readiness:{page}" for page in PAGES), "reports:report"):
        try:
            found[name.split(":")[1]] = reverse(name, args=[measured.public_id])
        except NoReverseMatch:
            continue
    return found


def group_state(request: HttpRequest, measured: Round) -> HttpResponse:
    """Open: only how many have answered. Closed: too few, or the result is on its way."""
    answered = measured.sheets.submitted().count()
    context = {
        "measured": measured,
        "organisation": measured.organisation,
        "answered": answered,
        "invited": max(measured.invited or measured.invitees.counted().count(), answered),
        "missing": max(0, K - answered),
        "k": K,
        "state": _state(measured, answered),
        "urls": urls_of(measured),
        "owner": measured.owner_id == request.user.pk,
    }
    return render(request, "readiness/result_waiting.html", context)


def _state(measured: Round, answered: int) -> str:
    if measured.closed_at is None:
        return "open"
    if answered >= K:
        return "computing"
    return "session" if measured.kind == Round.Kind.CONSENSUS else "few"
