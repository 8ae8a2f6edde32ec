"""The register of a round as its pages and the report need it: lines, counts, and what could be added."""

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.formats import date_format

from accounts.models import User

from .frozen import instrument_of
from .groups import link_of, measured_of, result_of
from .instrument import Instrument
from .models import Entry, Round, Sheet
from .models.rounds import RoundQuerySet
from .questionnaire import part_of
from .results.measured import Measured
from .results.register_lines import (
    Candidate,
    Counts,
    RegisterLine,
    Written,
    blocking,
    candidates,
    counts,
    register_lines,
)


@dataclass(frozen=True, slots=True)
class Register:
    lines: tuple[RegisterLine, ...]
    counts: Counts
    candidates: tuple[Candidate, ...]


def standing(measured: Round) -> Measured | None:
    """What a register is about: one's own result, or what the group's page shows; None without a result."""
    if not measured.personal:
        result = result_of(measured)
        return measured_of(result) if result else None
    found = Sheet.objects.filter(round=measured).select_related("round__result")
    sheet = found.defer("round__result__snapshot").get()
    scope = part_of(instrument_of(sheet.round), sheet.form, frozenset(measured.excluded))
    return Measured(scope, sheet.round.result.scores, link=link_of(measured))


def may_edit(user: User | AnonymousUser, measured: Round) -> bool:
    """One's own register, or as the owner of the round; readers read. To be asked behind the gate."""
    return measured.personal or measured.owner_id == user.pk


def register_of(measured: Round, of: Measured, today: date) -> Register:
    """Two statements, however long it is."""
    rows = Entry.objects.filter(round=measured).select_related("carried_from__round", "carried_to")
    written = [_written(entry) for entry in rows]
    failing = {subject: level for _, subject, level in blocking(of)}
    lines = register_lines(_whole(measured, of), written, today, failing)
    known = {(line.kind, line.subject): line.level for line in lines}
    return Register(lines, counts(lines), tuple(candidates(of, known)))


@dataclass(frozen=True, slots=True)
class Overdue:
    """So many unfinished lines of a round's register are past their date."""

    name: str
    lines: int
    url: str


def overdue_in(rounds: RoundQuerySet, today: date) -> list[Overdue]:
    """Of rounds whose result the person may read; one statement, the longest closed first."""
    late = Entry.objects.overdue(today).filter(round=OuterRef("pk")).order_by().values("round")
    late_lines = Coalesce(Subquery(late.annotate(n=Count("pk")).values("n")), 0)
    rows = Round.objects.filter(pk__in=rounds.values("pk")).annotate(late=late_lines).filter(late__gt=0)
    return [
        Overdue(named(row), row.late, reverse("readiness:register", args=[row.public_id]))
        for row in rows.order_by("closed_at", "pk")
    ]


def _whole(measured: Round, of: Measured) -> Instrument:
    """An entry that was carried over may be about something that this form did not ask."""
    try:
        return measured.instrument
    except KeyError:
        return of.scope


def _written(entry: Entry) -> Written:
    return Written(
        id=str(entry.public_id),
        kind=entry.kind,
        subject=entry.subject,
        level=entry.level,
        owner=entry.owner,
        due=entry.due,
        state=entry.state,
        note=entry.note,
        since=entry.created_at.date(),
        carried_from=named(entry.carried_from.round) if entry.carried_from else "",
        carried=hasattr(entry, "carried_to"),
    )


def named(measured: Round) -> str:
    """What people call a round: its title, or the month in which it closed."""
    return measured.title or date_format(measured.closed_at or measured.opened_at, "YEAR_MONTH_FORMAT")
