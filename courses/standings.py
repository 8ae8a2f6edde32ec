"""Where a learner stands in some units, in one statement however many they are."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from fractions import Fraction
from uuid import UUID

from django.db.models import Case, Count, Exists, FilteredRelation, OuterRef, Q, QuerySet, Subquery, When

from accounts.prepared import Prepared
from content.atlas import SectionLine, UnitLine
from content.models import Unit

from . import playback, progress
from .learner import Who, key_of
from .models import Attempt, AttemptAnswer
from .refreshing import Refresh, refresh_of, seen_by


@dataclass(frozen=True, slots=True)
class Stopped:
    """Where a reader stopped: what a page shows of a Place."""

    section: str
    sentence: str
    second: float | None
    speed: float
    listening: bool
    played: list[list[float]]
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class Finished:
    """Of a Completion: when, and how."""

    at: datetime
    how: str


@dataclass(frozen=True, slots=True)
class UnitStanding:
    """One unit as templates show it: status, minutes left, section of sections, and where to go on."""

    line: UnitLine
    standing: progress.Standing
    place: Stopped | None = None
    completion: Finished | None = None
    at: datetime | None = None
    seen: int = 0

    @property
    def status(self) -> progress.Status:
        return self.standing.status

    @property
    def minutes_left(self) -> int:
        return self.standing.minutes_left

    @property
    def refresh(self) -> Refresh | None:
        """What changed since it was finished, until it was seen; None while it is not finished."""
        return refresh_of(self.line, self.completion.at if self.completion else None, self.seen)

    @property
    def section_total(self) -> int:
        return len(self.line.sections)

    @property
    def section_number(self) -> int | None:
        """The section where the reader stopped, from 1; None where no place was kept in a section."""
        return number_of(self.line, self.place.section) if self.place else None

    @property
    def section_line(self) -> SectionLine | None:
        number = self.section_number
        return self.line.sections[number - 1] if number else None

    @property
    def url(self) -> str:
        """To the very sentence, where there is one; a film finds its second by itself."""
        if self.place is None or self.section_line is None or self.completion is not None:
            return self.line.url
        here = self.line.url if self.section_number == 1 else f"{self.line.url}{self.place.section}/"
        return f"{here}#{self.place.sentence}" if self.place.sentence else here


def number_of(line: UnitLine, section: str) -> int | None:
    """The number of a section, from 1; None for one that is not, or no longer, in the unit."""
    for number, each in enumerate(line.sections, start=1):
        if each.key == section:
            return number
    return None


def standings(who: Who, lines: Iterable[UnitLine]) -> dict[int, UnitStanding]:
    """By unit id. No statement for nobody; units that were never begun stand at their beginning."""
    lines = list(lines)
    records = tuple(dict.fromkeys(line.record for line in lines))
    changed = tuple(dict.fromkeys(line.record for line in lines if line.changes))
    known = _begun.named(units=records, changed=changed, **who.named) if who.named and lines else []
    rows = {row["pk"]: row for row in known}
    return {line.id: _standing(line, rows.get(line.record)) for line in lines}


def refresh_for(who: Who, line: UnitLine) -> Refresh | None:
    """Of one unit; no statement for one that never changed."""
    return standings(who, (line,))[line.id].refresh if line.changes else None


PLACES = tuple(f"place__{field.name}" for field in fields(Stopped))
COLUMNS = (
    "pk", *PLACES, "completion__at", "completion__how",
    "run__drawn", "run__started_at", "answered", "answered_at", "tried",
)  # fmt: skip


def _begun_of(units: tuple[int, ...], changed: tuple[int, ...], **named: int | UUID) -> QuerySet:
    """What a reader saw is asked for those units that changed alone: the rest take a tenth of the time."""
    key = key_of(**named)
    answers = AttemptAnswer.objects.filter(attempt=OuterRef("run__pk")).order_by()
    tried = Attempt.objects.finished().filter(learner=key, check_page=OuterRef("pk"))
    run = Q(attempts__learner=key, attempts__finished_at=None, attempts__set_aside_at=None)
    seen = {"seen": Case(When(pk__in=changed, then=seen_by(key)))} if changed else {}
    return (
        Unit.objects.filter(pk__in=units)
        .order_by()
        .annotate(
            place=FilteredRelation("places", condition=Q(places__learner=key)),
            completion=FilteredRelation("completions", condition=Q(completions__learner=key)),
            run=FilteredRelation("attempts", condition=run),
            answered=Subquery(answers.values("attempt").annotate(n=Count("pk")).values("n")),
            answered_at=Subquery(answers.order_by("-at").values("at")[:1]),
            tried=Exists(tried),
            **seen,
        )
        .values(*COLUMNS, *seen)
    )


_begun = Prepared(_begun_of)


def _standing(line: UnitLine, row: Mapping[str, object] | None) -> UnitStanding:
    minutes = max(1, line.minutes)
    if row is None:
        return UnitStanding(line, progress.Standing(line.id, minutes))
    completed = row["completion__at"] is not None
    place = Stopped(*[row[name] for name in PLACES]) if row["place__updated_at"] else None
    times = (row["place__updated_at"], row["run__started_at"], row["answered_at"])
    return UnitStanding(
        line,
        progress.Standing(line.id, minutes, behind=_behind(line, row), completed=completed),
        place,
        Finished(row["completion__at"], row["completion__how"]) if completed else None,
        max(filter(None, times), default=None),
        row.get("seen") or 0,
    )


def _behind(line: UnitLine, row: Mapping[str, object]) -> Fraction | None:
    """The share that lies behind: None where the unit was never begun."""
    if line.kind == Unit.Kind.CHECK:
        if row["run__drawn"] is None:
            return Fraction(0) if row["tried"] else None
        return progress.behind_answers(row["answered"] or 0, len(row["run__drawn"]))
    if row["place__updated_at"] is None:
        return None
    if line.kind == Unit.Kind.VIDEO:
        played = playback.seconds_played((start, end) for start, end in row["place__played"])
        return progress.behind_seconds(played, line.duration or line.minutes * 60)
    minutes = [section.minutes for section in line.sections]
    return progress.behind_section(minutes, number_of(line, row["place__section"]) or 1)
