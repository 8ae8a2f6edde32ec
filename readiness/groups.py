"""A group's closed round as it was measured, and the rounds before it that the same person may read."""

from collections.abc import Callable, Mapping
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from accounts.models import User

from .frozen import instrument_of
from .models import AgreedResult, Result, Round
from .questionnaire import part_of
from .results.comparison import Comparison, Moment, compare
from .results.marking import Given
from .results.measured import Measured
from .results.panel import Panel

MOST_ROUNDS = 12
Frozen = Result | AgreedResult


def link_of(measured: Round) -> Callable[[str], str]:
    """From a figure's subject to the address of its receipt."""
    return lambda what: reverse("readiness:receipt", args=[measured.public_id, what])


def result_of(measured: Round) -> Frozen | None:
    """What the round's page is about: the agreed result of a finished session, else the people's."""
    agreed = measured.kind == Round.Kind.CONSENSUS and measured.finished_at is not None
    kept = (AgreedResult if agreed else Result).objects.filter(round=measured)
    return kept.defer("snapshot").select_related("round").first()


def measured_of(result: Frozen, given: Mapping[str, Given] | None = None, role: str = "") -> Measured:
    """`given`: of a session what was agreed, of a panel what the person who looks answered."""
    measured = result.round
    scope = part_of(instrument_of(measured), measured.form, frozenset(measured.excluded))
    parts = (scope, result.scores, given or {}, role, link_of(measured))
    return Measured(*parts) if isinstance(result, AgreedResult) else Panel(*parts, result.details)


def moment_of(result: Frozen, of: Measured, now: datetime) -> Moment:
    measured = result.round
    at = timezone.localtime(measured.closed_at or result.computed_at)
    return Moment(
        of=of,
        at=at,
        name=name_of(at, now),
        url=reverse("readiness:result", args=[measured.public_id]),
        people=of.people if isinstance(of, Panel) else 1,
        excluded=frozenset(measured.excluded),
    )


def name_of(at: datetime, now: datetime) -> str:
    """ "March" in the same year, "March 2025" before it, "3 March" for another day of the same month."""
    if (at.year, at.month) == (now.year, now.month) and at != now:
        return date_format(at, "MONTH_DAY_FORMAT")
    return date_format(at, "MONTH_FORMAT" if at.year == now.year else "YEAR_MONTH_FORMAT")


def moments(user: User, result: Frozen, of: Measured, most: int = MOST_ROUNDS) -> list[Moment]:
    """Earlier rounds of the same kind that the person may read, the oldest first, then this one.

    One statement, and one more for an instrument that is not at hand.
    """
    measured = result.round
    readable = (
        Round.objects.read_by(user)
        .closed()
        .filter(organisation_id=measured.organisation_id, kind=measured.kind, closed_at__lt=closing(result))
    )
    kind = type(result)
    found = kind.objects.filter(round__in=readable.values("pk")).defer("snapshot").select_related("round")
    earlier = reversed(found.order_by("-round__closed_at")[: most - 1])
    now = timezone.localtime(closing(result))
    return [*(moment_of(one, measured_of(one), now) for one in earlier), moment_of(result, of, now)]


def closing(result: Frozen) -> datetime:
    """When the round closed; of one that is open again, when it was computed."""
    return result.round.closed_at or result.computed_at


def since_last(user: User, result: Frozen, of: Measured) -> Comparison | None:
    """Against the round before; None for the first one."""
    found = moments(user, result, of, 2)
    return compare(*found) if len(found) > 1 else None
