"""What is measured, and what the figures are held against (the first issue's aims and gates)."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count, cycle, islice

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from bench.load import BROWSING, Ask
from bench.school import SECRET, Pupil
from content.atlas import ModuleLine, UnitLine, atlas
from courses.models import Completion, Place


@dataclass(frozen=True)
class Aim:
    """`share` of the bare view's requests per second, and SQL statements; None where nothing was promised."""

    share: float | None = None
    statements: int | None = None
    gate_share: float | None = None
    gate_statements: int | None = None


@dataclass(frozen=True)
class Scenario:
    """`asks` are sent round and round; `prepare` puts the database back before each round."""

    name: str
    asks: list[Ask]
    aim: Aim
    prepare: Callable[[], None] | None = None


UNIT = Aim(0.057, 6, 0.042, 8)


def scenarios(pupils: list[Pupil], origin: str) -> list[Scenario]:
    strategy, five, hundred = (atlas().module(slug) for slug in ("strategy", "bench-5", "bench-100"))
    case = atlas().unit_by_key("strategy/jabil")
    if not (strategy and five and hundred and case):
        raise RuntimeError("The curriculum or the made modules are missing.")
    writes = Writes(pupils, origin, hundred)
    return [
        Scenario("Unit page, anonymous", [Ask(case.url, headers=BROWSING)], Aim(0.08, 3)),
        Scenario("Unit page, signed in, module of 5", of_each(pupils, units_of(five)), UNIT),
        Scenario("Unit page, signed in, module of 100", of_each(pupils, units_of(hundred)), UNIT),
        Scenario("Module page, signed in", of_each(pupils, [strategy.url]), Aim(0.040, 9)),
        Scenario("Module page of 100 units, signed in", of_each(pupils, [hundred.url]), Aim(statements=9)),
        Scenario("Home, signed in", of_each(pupils, [reverse("home")]), Aim(0.035, 10)),
        Scenario("Progress save", writes.places(), Aim(0.085, 4), writes.unfinish),
        Scenario("Finishing a unit of 100 by its mark", writes.marks(), Aim(statements=6), writes.unfinish),
        Scenario("Finishing one of 100 by reading", writes.ends(), Aim(statements=6), writes.almost_finish),
    ]


def units_of(module: ModuleLine) -> list[str]:
    return [unit.url for unit in module.units]


def of_each(pupils: list[Pupil], paths: list[str]) -> list[Ask]:
    """Every learner asks; with many paths they ask for different ones."""
    pairs = islice(zip(cycle(pupils), cycle(paths), strict=False), max(len(pupils), len(paths)))
    return [Ask(path, headers={**BROWSING, "Cookie": pupil.cookie}) for pupil, path in pairs]


@dataclass(frozen=True)
class Writes:
    """The POSTs: as the page's script sends them, with the token of its form."""

    pupils: list[Pupil]
    origin: str
    module: ModuleLine

    def post(self, pupil: Pupil, verb: str, unit: UnitLine, body: str, kind: str, expects: int) -> Ask:
        headers = {
            **BROWSING,
            "Cookie": pupil.cookie,
            "Origin": self.origin,
            "X-CSRFToken": SECRET,
            "Content-Type": kind,
        }
        path = reverse(f"courses:{verb}", args=[self.module.slug, unit.slug])
        return Ask(path, "POST", headers, body, expects)

    def spot(self, pupil: Pupil, unit: UnitLine, section: int, number: int) -> Ask:
        report = {
            "section": unit.sections[section].key,
            "sentence": "",
            "seconds": 12,
            "tab": f"bench{number % 97}",
            "sequence": number,
        }
        return self.post(pupil, "place", unit, json.dumps(report), "application/json", 200)

    def places(self) -> list[Ask]:
        numbers = count(1)
        turns = islice(cycle(self.module.units), 25 * len(self.pupils))
        return [
            self.spot(pupil, unit, 0, next(numbers))
            for pupil, unit in zip(cycle(self.pupils), turns, strict=False)
        ]

    def every_pair(self) -> Iterator[tuple[Pupil, UnitLine]]:
        """Each learner and unit once, so that a round never finishes the same unit twice."""
        return ((pupil, unit) for unit in self.module.units for pupil in self.pupils)

    def marks(self) -> list[Ask]:
        form = "application/x-www-form-urlencoded"
        return [self.post(pupil, "mark_read", unit, "", form, 302) for pupil, unit in self.every_pair()]

    def ends(self) -> list[Ask]:
        numbers = count(10_000)
        return [self.spot(pupil, unit, 0, next(numbers)) for pupil, unit in self.every_pair()]

    def unfinish(self) -> None:
        units = [unit.id for unit in self.module.units]
        Completion.objects.filter(unit__in=units).delete()
        Place.objects.filter(unit__in=units).update(seconds_open=0, reached_end_at=None)

    @transaction.atomic
    def almost_finish(self) -> None:
        """The end was reached and the minutes have passed: the next report completes the unit."""
        self.unfinish()
        for unit in self.module.units:
            Place.objects.filter(unit=unit.id).update(
                seconds_open=unit.minutes * 60, reached_end_at=timezone.now()
            )
