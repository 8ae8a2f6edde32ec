"""One learner at one unit, fetched in one statement: what every act on a unit begins with."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, models
from django.db.models import Count, FilteredRelation, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from accounts.prepared import Prepared
from content.atlas import Atlas, UnitLine, atlas, atlas_at_hand
from content.languages import words_language
from content.models import Unit
from content.serving import published_unit

from .learner import Who, device_of, key_of, learner_for_writing, who_asks
from .models import Attempt, AttemptAnswer, CaseAnswer, Completion, Place
from .refreshing import Refresh, refresh_of, seen_by
from .running import Running, running
from .texts import Text, text_of

Fact = TypeVar("Fact")
Row = Mapping[str, object]
PLACE = (
    "id", "section", "sentence", "second", "speed", "listening", "seconds_open", "reached_end_at", "played",
    "tab", "sequence", "started_at", "updated_at", "reported_at",
)  # fmt: skip
PAGE = ("pk", "atlas_stamp", "restricted")
ADDRESS = ("module", "unit", "root", "record")
COMPLETION = ("id", "at", "how", "evidence")
ATTEMPT = ("id", "seed", "drawn", "pass_mark", "started_at", "finished_at", "correct", "of", "passed")
ANSWER = ("id", "question", "chosen", "right", "at")


class Vanished(Exception):
    """The learner's rows went while an act was being recorded."""


class Gone(Exception):
    """They went for good: the account is being deleted."""


@dataclass(frozen=True, slots=True)
class Desk:
    """`answered` counts a case's questions answered or skipped; `run` is a check's open or last attempt."""

    learner_id: int
    line: UnitLine
    atlas: Atlas
    text: Text
    place: Place | None = None
    completion: Completion | None = None
    answered: int = 0
    run: Running | None = None
    seen: int = 0

    @property
    def refresh(self) -> Refresh | None:
        """What changed since the unit was finished and was not seen."""
        return refresh_of(self.line, self.completion.at if self.completion else None, self.seen)

    @property
    def record(self) -> int:
        """The unit that facts are kept under: one for all translations of a text."""
        return self.line.record


def at_desk(request: HttpRequest, module: str, unit: str, act: Callable[[Desk], Fact]) -> Fact:
    """What the act recorded; Http404 for a unit that is not published, Gone for a deleted account."""
    return _twice(request, lambda: act(_desk(request, module, unit, _at_text)))


def at_check(request: HttpRequest, module: str, unit: str, act: Callable[[Desk], Fact]) -> Fact:
    """The same, with the open attempt (else the last) and its answers in the same statement."""
    return _twice(request, lambda: act(_desk(request, module, unit, _at_questions)))


def _twice(request: HttpRequest, act: Callable[[], Fact]) -> Fact:
    """Tried once more when the learner vanished under it.

    Signing in merges a device's learner away while another tab of that device may be saving.
    """
    try:
        return act()
    except (IntegrityError, Vanished):
        try:
            return act()
        except (IntegrityError, Vanished) as fault:
            if who_asks(request).learners().exists():
                raise
            raise Gone from fault


def _desk(request: HttpRequest, module: str, unit: str, asked: Prepared) -> Desk:
    """One statement for a known learner, two at a translation; a new learner costs what making it costs."""
    adopting = request.user.is_authenticated and device_of(request) is not None
    who = Who(pk=learner_for_writing(request).pk) if adopting else who_asks(request)
    address = {"module": module, "unit": unit, "root": _root(request)}
    rows = (asked if who.named else _alone).named(**address, **who.named)
    shelf = atlas(rows[0]["atlas_stamp"]) if rows else None
    line = shelf.unit(rows[0]["pk"]) if shelf else None
    if shelf is None or line is None:
        raise Http404("No unit is published at this address.")
    row = rows[0]
    if row["restricted"] and not isinstance(published_unit(request, module, unit), Unit):
        raise PermissionDenied(_("This unit is not open to you."))
    if who.named and line.record != line.id:
        rows = asked.named(record=line.record, **who.named)
        row = rows[0]
    desk = Desk(row.get("learner_key") or 0, line, shelf, text_of(line, shelf.stamp))
    if not desk.learner_id:
        return replace(desk, learner_id=learner_for_writing(request).pk)
    owner = {"learner_id": desk.learner_id, "unit_id": desk.record}
    return replace(
        desk,
        place=_fact(Place, "place", PLACE, row, owner),
        completion=_fact(Completion, "completion", COMPLETION, row, owner),
        answered=row.get("answered", 0),
        seen=row.get("seen") or 0,
        run=_run(desk, rows),
    )


def _columns(prefix: str, names: Iterable[str]) -> list[str]:
    return [f"{prefix}__{name}" for name in names]


def _root(request: HttpRequest) -> str:
    """Of the tree in the address's language; a language that is new since is looked for anew."""
    language = words_language(request)
    site = atlas_at_hand().site_of(request)
    if site is not None and language not in site.homes:
        site = atlas().site_of(request)
    return site.root_in(language) if site else "/home/"


def _here(address: Mapping[str, str | int]) -> QuerySet:
    """The unit at an address; or a record, which is only asked for once its translation was found."""
    if "record" in address:
        return (
            Unit.objects.filter(pk=address["record"])
            .order_by()
            .annotate(atlas_stamp=Value(""), restricted=Value(False))
        )
    return Unit.objects.at(address["module"], address["unit"], address["root"]).order_by()


def _split(given: Mapping[str, Value]) -> tuple[QuerySet, Value | Subquery]:
    """The unit that is asked for, and the learner's key."""
    address = {name: value for name, value in given.items() if name in ADDRESS}
    return _here(address), key_of(**{name: value for name, value in given.items() if name not in ADDRESS})


def _with_place(**given: int | str | UUID) -> QuerySet:
    here, key = _split(given)
    answers = CaseAnswer.objects.filter(learner=key, unit=OuterRef("pk")).order_by().values("unit")
    here = here.annotate(
        learner_key=key,
        place=FilteredRelation("places", condition=Q(places__learner=key)),
        completion=FilteredRelation("completions", condition=Q(completions__learner=key)),
        answered=Coalesce(Subquery(answers.annotate(n=Count("pk")).values("n")), 0),
        seen=seen_by(key),
    )
    facts = _columns("place", PLACE) + _columns("completion", COMPLETION)
    return here.values(*PAGE, "learner_key", "answered", "seen", *facts)


def _with_attempt(**given: int | str | UUID) -> QuerySet:
    here, key = _split(given)
    # By the page's own conditions: a filtered relation cannot refer to the row around it.
    attempts = Attempt.objects.filter(learner=key, check_page__in=here.values("pk"))
    latest = Subquery(attempts.open_first().values("pk")[:1])
    here = here.annotate(
        learner_key=key,
        completion=FilteredRelation("completions", condition=Q(completions__learner=key)),
        run=FilteredRelation("attempts", condition=Q(attempts__pk=latest)),
    )
    facts = _columns("completion", COMPLETION) + _columns("run", ATTEMPT) + _columns("run__answers", ANSWER)
    return here.values(*PAGE, "learner_key", *facts)


_alone = Prepared(lambda **address: _here(address).values(*PAGE))
_at_text = Prepared(_with_place)
_at_questions = Prepared(_with_attempt)


def _fact(
    model: type[models.Model], prefix: str, names: tuple[str, ...], row: Row, owner: Mapping[str, int]
) -> models.Model | None:
    """The fact as an object, although it came as columns of the unit's row."""
    if row.get(f"{prefix}__id") is None:
        return None
    fact = model(**owner, **{name: row[f"{prefix}__{name}"] for name in names})
    fact._state.adding = False
    return fact


def _run(desk: Desk, rows: list[Row]) -> Running | None:
    owner = {"learner_id": desk.learner_id, "check_page_id": desk.record}
    attempt = _fact(Attempt, "run", ATTEMPT, rows[0], owner)
    if attempt is None:
        return None
    answers = (_fact(AttemptAnswer, "run__answers", ANSWER, row, {"attempt_id": attempt.pk}) for row in rows)
    return running(attempt, filter(None, answers), desk.text)
