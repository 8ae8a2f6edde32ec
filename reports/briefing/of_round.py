"""The briefing of a closed round: what was frozen is read, nothing is scored again."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Protocol

from django.conf import settings
from django.utils import translation
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from readiness.frozen import instrument_of, measured_by
from readiness.instrument import Instrument
from readiness.models import AgreedAnswer, AgreedResult, Result, Round, Sheet
from readiness.questionnaire import part_of
from readiness.results.comparison import Moment
from readiness.results.marking import Given
from readiness.results.measured import Measured
from readiness.results.panel import Panel
from readiness.results.snapshot import thawed
from readiness.shelf import hold

from .edits import Edits
from .given import over, written
from .making import briefing
from .pages import Briefing, Unit
from .promises import promises_of
from .shape import Stamp
from .source import Source
from .teaching import topics

FEWEST = 5
FURTHEST_BACK = 8  # rounds on one line
OPEN = gettext_noop(
    "This round is still open. Its report is made from the result, which comes when the round is closed."
)
FEW = gettext_noop(
    "{n} of 5 answers needed. A panel under five has no result to report on; a session can agree on one."
)
WAITING = gettext_noop("The session is not finished. Its report is made from what the group agrees on.")


class NotReady(ValueError):
    """There is no result to report on; the message says why, in the language of whoever reads it."""

    def __init__(self, sentence: str, **numbers: int) -> None:
        self.sentence, self.numbers = sentence, numbers
        super().__init__(sentence)

    def __str__(self) -> str:
        return _(self.sentence).format(**self.numbers)


class Teaches(Protocol):
    """What is known of a unit that teaches a topic."""

    title: str
    minutes: int
    url: str


@translation.override(settings.LANGUAGE_CODE)
def briefing_for(
    measured: Round,
    edits: Edits | None = None,
    stamp: Stamp | None = None,
    given: Mapping[str, Any] | None = None,
) -> Briefing:
    """The briefing as drafted now, or with what a version holds. NotReady without a result."""
    source = source_of(measured, edits or Edits(), stamp)
    return briefing(over(source, given) if given else taught(source))


@translation.override(settings.LANGUAGE_CODE)
def given_of(measured: Round) -> dict[str, Any]:
    """What a version made now is drafted from."""
    return written(taught(source_of(measured, Edits(), None)))


def taught(source: Source) -> Source:
    return replace(source, units=_units(topics(source)))


def source_of(measured: Round, edits: Edits, stamp: Stamp | None) -> Source:
    """Six statements for a panel, and two for each round before it; without units."""
    now, result = _moment(measured)
    closed_on, people = now.at.date(), now.people if now.people > 1 else None
    names = {id: d.name for id, d in _instrument(measured, result).dimensions.items()}
    return Source(
        id=str(measured.public_id),
        kind=measured.kind,
        subject=measured.organisation.name if measured.organisation else "",
        title=measured.title,
        product=settings.PRODUCT_NAME,
        instrument_hash=measured.instrument_hash,
        result_hash=result.hash,
        opened_on=measured.opened_at.date(),
        closed_on=closed_on,
        people=people,
        invited=measured.invited or None,
        excluded=measured.excluded,
        excluded_names=names,
        balanced=measured.balanced,
        now=now,
        details=_details(now),
        stamp=stamp or draft_of(closed_on),
        edits=edits,
        past=tuple(_past(measured)),
        notes=_notes(measured, now),
        promised=promises_of(measured, now.of.scope),
    )


def draft_of(closed_on: date) -> Stamp:
    """What stands where nothing was edited or made yet."""
    return Stamp(version=1, approved_on=None, dated=closed_on, code="", url="")


def result_of(measured: Round) -> Result | AgreedResult:
    """The frozen result that the report is about: of a session, what it agreed on. NotReady without one."""
    if measured.kind == Round.Kind.CONSENSUS:
        agreed = AgreedResult.objects.filter(round=measured).first()
        if agreed is None:
            raise NotReady(WAITING if measured.closed_at else OPEN)
        return agreed
    if measured.closed_at is None:
        raise NotReady(OPEN)
    result = Result.objects.filter(round=measured).defer("snapshot").first()
    if result is None:
        raise NotReady(FEW, n=measured.sheets.submitted().count())
    return result


def _instrument(measured: Round, result: Result | AgreedResult) -> Instrument:
    if isinstance(result, AgreedResult):
        return hold(thawed(result.snapshot))
    return instrument_of(measured)


def _moment(measured: Round) -> tuple[Moment, Result | AgreedResult]:
    """The round as it was measured, with its answers where they are the reader's own or the group's."""
    result = result_of(measured)
    people, of = 1, None
    if measured.personal:
        of = measured_by(_sheet(measured), "#{}".format)
    else:
        instrument = _instrument(measured, result)
        scope = part_of(instrument, measured.form, frozenset(measured.excluded))
        if isinstance(result, AgreedResult):
            people, of = _session(measured, result, scope)
        else:
            people, of = int(result.details["people"]), Panel(scope, result.scores, details=result.details)
    at = measured.closed_at or result.computed_at
    url = str(measured.public_id)
    name = measured.title or f"{at:%B %Y}"
    return Moment(of, at, name, url, people, frozenset(measured.excluded)), result


def _session(measured: Round, result: AgreedResult, scope: Instrument) -> tuple[int, Measured]:
    rows = AgreedAnswer.objects.filter(round=measured, agreed_at__isnull=False)
    given = {
        item: Given(level, mark, evidence)
        for item, level, mark, evidence in rows.values_list("item", "level", "mark", "evidence")
    }
    return max(2, measured.sheets.submitted().count()), Measured(scope, result.scores, given)


def _sheet(measured: Round) -> Sheet:
    return measured.sheets.submitted().select_related("round__result").get()


def _details(now: Moment) -> Mapping[str, Any]:
    return now.of.details if isinstance(now.of, Panel) else {}


def _past(measured: Round) -> Iterable[Moment]:
    """The rounds before, oldest first: those that the owner lined up, or one's own earlier ones."""
    found: list[Moment] = []
    for before in _own_before(measured) if measured.personal else _lined_up(measured):
        try:
            found.append(_moment(before)[0])
        except NotReady:
            break
    return reversed(found)


def _lined_up(measured: Round) -> Iterable[Round]:
    before = measured.previous
    for _place in range(FURTHEST_BACK):
        if before is None:
            return
        yield before
        before = before.previous


def _own_before(measured: Round) -> Iterable[Round]:
    """Earlier results of the same person by the same form."""
    sheet = _sheet(measured)
    if sheet.respondent_id is None or sheet.submitted_at is None:
        return []
    earlier = Sheet.objects.submitted().filter(
        respondent_id=sheet.respondent_id, personal=True, form=sheet.form, submitted_at__lt=sheet.submitted_at
    )
    rows = earlier.select_related("round__result").order_by("-submitted_at")[:FURTHEST_BACK]
    return [row.round for row in rows]


def _notes(measured: Round, now: Moment) -> dict[str, str]:
    """Lines of evidence: one's own, or a session's; a panel's are never printed."""
    if isinstance(now.of, Panel):
        return {}
    return {id: given.proof for id, given in now.of.given.items() if given.proof and id in now.of.scope.items}


def _units(wanted: Sequence[str]) -> dict[str, tuple[Unit, ...]]:
    """Who teaches a topic is not this room's to know: the portal names a function from topics to units."""
    teaching: Callable[[Iterable[str]], Mapping[str, Sequence[Teaches]]] = import_string(
        settings.TOPIC_TEACHING
    )
    return {
        topic: tuple(Unit(unit.title, unit.minutes, unit.url) for unit in units)
        for topic, units in teaching(sorted(set(wanted))).items()
    }
