"""Sources of briefings without a database: a panel with the round before it, and one person's view."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache

from readiness.details import details
from readiness.instrument import Instrument
from readiness.published import published
from readiness.results.comparison import Moment
from readiness.results.marking import Given, marked
from readiness.results.measured import Measured
from readiness.results.panel import Panel
from readiness.round_data import RoundData
from readiness.rounds import score
from readiness.sheets import Answer, Sheet
from reports.briefing.edits import Edits
from reports.briefing.pages import Unit
from reports.briefing.shape import Stamp
from reports.briefing.source import Source
from tests.readiness.building import FULL, answers
from tests.readiness.panels import TWENTY_FOUR, realistic

SEPTEMBER = datetime(2026, 9, 14, tzinfo=UTC)
MARCH = datetime(2026, 3, 9, tzinfo=UTC)
STAMP = Stamp(2, None, date(2026, 9, 14), "K7QF-2M9X-4TBD", "http://localhost/check/K7QF-2M9X-4TBD/")
UNITS = {"responsibility/ai-inventory": (Unit("The inventory", 7, "/learn/responsibility/inventory/"),)}
Says = Callable[[int, str, object], object]


def sheets(says: Says, roles: Mapping[str, int] = TWENTY_FOUR) -> tuple[Sheet, ...]:
    people = [role for role, many in roles.items() for _ in range(many)]
    return tuple(
        Sheet(
            role, {item.id: _answer(says(n, role, item)) for item in FULL.items.values()}, frozenset({"S1.1"})
        )
        for n, role in enumerate(people)
    )


def _answer(said: object) -> Answer:
    return said if isinstance(said, int) else "DK"


def panel(people: tuple[Sheet, ...], at: datetime, excluded: frozenset[str] = frozenset()) -> Moment:
    data = RoundData(people, excluded)
    result = score(FULL, data)
    of = Panel(result.scope, published(FULL, result), details=details(FULL, data, result))
    return Moment(of, at, f"{at:%B %Y}", "#", len(people), excluded)


def own(level: Answer | None = 3, scope: Instrument = FULL, **given: Answer | None) -> Moment:
    said = {id: Given(**_given(answer)) for id, answer in answers(scope, level, **given).items()}
    return Moment(
        Measured(scope, marked(scope, "exec", said), said, "exec"), SEPTEMBER, "September 2026", "#", 1
    )


def _given(answer: Answer) -> dict[str, object]:
    return {"level": answer, "evidence": "Minutes, June"} if isinstance(answer, int) else {"mark": answer}


def source(now: Moment, past: tuple[Moment, ...] = (), **more: object) -> Source:
    """What a panel's briefing is made from; `more` replaces fields."""
    found = Source(
        id="888d9711-ce3a-4698-b88a-70f3081eb8a7",
        kind="panel" if now.people > 1 else "individual",
        subject="Northgate Group" if now.people > 1 else "",
        title="September 2026",
        product="Soundings",
        instrument_hash="a" * 64,
        result_hash="b" * 64,
        opened_on=date(2026, 9, 1),
        closed_on=SEPTEMBER.date(),
        people=now.people if now.people > 1 else None,
        invited=28 if now.people > 1 else None,
        excluded=dict.fromkeys(now.excluded, "Fully outsourced"),
        excluded_names={id: dimension.name for id, dimension in FULL.dimensions.items()},
        balanced=False,
        now=now,
        details=now.of.details if isinstance(now.of, Panel) else {},
        stamp=STAMP,
        edits=Edits(),
        past=past,
        units=UNITS,
    )
    return replace(found, **more)


@cache
def board() -> Source:
    """Twenty-four people, and as many in March."""
    before = panel(sheets(realistic(3, -0.35, R3=3.6)), MARCH)
    return source(panel(sheets(realistic()), SEPTEMBER), (before,))


def one_person(**given: Answer | None) -> Source:
    return source(own(**given))
