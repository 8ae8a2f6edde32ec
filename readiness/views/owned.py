"""Your own results: the sheet behind one, what it measured, and those before it. Nothing here writes."""

from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from accounts.device import asker_of
from readiness.frozen import instrument_of, measured_by
from readiness.groups import MOST_ROUNDS, link_of, name_of
from readiness.models import Round, Sheet
from readiness.questionnaire import part_of
from readiness.results.comparison import Comparison, Moment, compare
from readiness.results.measured import Measured


def own_sheet(request: HttpRequest, public_id: UUID) -> Sheet | None:
    """Your submitted sheet of a round of your own, with its result."""
    mine = Sheet.objects.visible_to(asker_of(request)).submitted()
    found = mine.filter(personal=True, round__public_id=public_id)
    return found.select_related("round__result").defer("round__result__snapshot").first()


def own_measured(sheet: Sheet) -> Measured:
    """With your answers, while they live."""
    return measured_by(sheet, link_of(sheet.round))


def own_moments(request: HttpRequest, measured: Round, most: int = MOST_ROUNDS) -> list[Moment]:
    """Your results by the same form, the oldest first, this one last; one statement."""
    mine = Sheet.objects.visible_to(asker_of(request)).submitted().filter(personal=True)
    same = mine.filter(
        form__in=mine.filter(round=measured).values("form"), round__closed_at__lte=measured.closed_at
    )
    rows = same.select_related("round__result").defer("round__result__snapshot")
    found = list(rows.order_by("-round__closed_at", "-pk")[:most])
    return [_moment(sheet, measured) for sheet in reversed(found)]


def _moment(sheet: Sheet, now: Round) -> Moment:
    measured = sheet.round
    at = timezone.localtime(measured.closed_at)
    scope = part_of(instrument_of(measured), sheet.form, frozenset(measured.excluded))
    return Moment(
        of=Measured(scope, measured.result.scores, role=sheet.role, link=link_of(measured)),
        at=at,
        name=name_of(at, timezone.localtime(now.closed_at)),
        url=reverse("readiness:result", args=[measured.public_id]),
        people=1,
        excluded=frozenset(measured.excluded),
    )


def own_since(request: HttpRequest, measured: Round) -> Comparison | None:
    """Against your result before; None for the first one."""
    found = own_moments(request, measured, 2)
    return compare(*found) if len(found) > 1 else None
