"""A round as lists and its own page show it: what it is, where it stands, where it leads."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse

from readiness.actions.closing import is_computing
from readiness.anonymity import K
from readiness.models import Invitee, Round, Sheet
from readiness.models.rounds import RoundQuerySet

# Shown from so many invited people on: with fewer, the number of answers would say who has answered.
FEWEST_INVITED = K


@dataclass(frozen=True, slots=True)
class RoundLine:
    """`state`: open, computing, result, few (too few answers), session (waits for it), agreed."""

    id: str
    title: str
    kind: str
    consensus: bool
    form: str
    state: str
    invited: int
    answered: int
    counted: bool
    share: int
    missing: int
    organisation: str
    opened_at: datetime
    until: date | None
    closed_at: datetime | None
    url: str
    result_url: str
    session_url: str


def round_lines(rounds: RoundQuerySet) -> list[RoundLine]:
    """One statement for any number of rounds and of people, the newest first."""
    return [round_line(row) for row in with_counts(rounds).order_by("-opened_at", "-pk")]


def with_counts(rounds: RoundQuerySet) -> QuerySet[Round]:
    """With what a line needs; what a result says is not read."""
    return (
        Round.objects.filter(pk__in=rounds.values("pk"))
        .select_related("organisation", "owner", "previous")
        .annotate(
            asked=_count(Invitee.objects.counted()),
            sent=_count(Sheet.objects.submitted()),
            has_result=F("result__pk"),
        )
    )


def _count(rows: QuerySet) -> Coalesce:
    """Of the rows of a round, each table for itself."""
    mine = rows.filter(round=OuterRef("pk")).order_by().values("round")
    return Coalesce(Subquery(mine.annotate(n=Count("pk")).values("n")), 0)


def round_line(row: Round) -> RoundLine:
    """`row` comes from `with_counts`."""
    closed = row.closed_at is not None
    invited = row.invited if closed else row.asked
    state = state_of(row, row.sent, row.has_result is not None)
    return RoundLine(
        id=str(row.public_id),
        title=row.title,
        kind=row.get_kind_display(),
        consensus=row.kind == Round.Kind.CONSENSUS,
        form=row.get_form_display(),
        state=state,
        invited=invited,
        answered=row.sent,
        counted=closed or invited >= FEWEST_INVITED,
        share=min(100, round(100 * row.sent / invited)) if invited else 0,
        missing=max(0, K - row.sent),
        organisation=row.organisation.name,
        opened_at=row.opened_at,
        until=row.answers_until,
        closed_at=row.closed_at,
        url=reverse("readiness:round", args=[row.public_id]),
        result_url=reverse("readiness:result", args=[row.public_id]) if row.has_result else "",
        session_url=_session_url(row, state),
    )


def state_of(row: Round, people: int, has_result: bool) -> str:
    if row.closed_at is None:
        return "open"
    if is_computing(row, people):
        return "computing"
    if row.finished_at is not None:
        return "agreed"
    if row.kind == Round.Kind.CONSENSUS:
        return "session"
    return "result" if has_result else "few"


def _session_url(row: Round, state: str) -> str:
    leads = state in ("session", "agreed") or (state == "few" and row.sent > 1)
    return reverse("readiness:session", args=[row.public_id]) if leads else ""
