"""A panel's frozen result, with what of it may be shown (SPEC 3.8)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from math import floor
from typing import Any

from readiness.gaps import Difference, Gap
from readiness.instrument import TOP, Role
from readiness.levels import INDEX
from readiness.scoring import STEP
from saying import _
from saying.inside import inside

from .figures import kept
from .measured import LevelName, Measured

KINDS = ("items", "dimensions", "pillars")


@dataclass(frozen=True)
class Panel(Measured):
    """`details` as they were frozen beside the scores; every figure asks `shows` first."""

    details: Mapping[str, Any] = field(default_factory=dict)

    @cached_property
    def hidden(self) -> frozenset[str]:
        """Ids of what may not be shown, among items, dimensions, pillars and "index"."""
        away = self.details["hidden"]
        return frozenset(id for kind in KINDS for id in away[kind]) | ({INDEX} if away["index"] else set())

    @property
    def people(self) -> int:
        return int(self.details["people"])

    def shows(self, id: str) -> bool:
        return id not in self.hidden

    @property
    def index(self) -> Fraction | None:
        return self.score_of(INDEX)

    @property
    def claimed(self) -> LevelName | None:
        return super().claimed if self.shows(INDEX) else None

    @property
    def index_level(self) -> LevelName | None:
        return super().index_level if self.shows(INDEX) else None

    def level_of(self, item: str) -> int | None:
        """The whole level that the mean has reached: 2.6 is 2, and its next step leads to 3."""
        points = self.points_of(item)
        return None if points is None else min(TOP, floor(points / STEP) + 1)

    def mark_of(self, item: str) -> str:
        if self.card.items[item].points is not None:
            return ""
        return "NA" if self.card.items[item].coverage is None else "DK"

    @cached_property
    def gaps(self) -> tuple[Gap, ...]:
        """Those that may be shown."""
        return tuple(_gap(one) for one in self.details["gaps"])

    @cached_property
    def roles_by_id(self) -> Mapping[str, Role]:
        return {role.id: role for role in self.scope.roles}

    def group_name(self, roles: tuple[str, ...] | list[str]) -> str:
        """ "Board and executives": names of the roles in one phrase."""
        names = [self.roles_by_id[role].name for role in roles]
        words = [inside(name) if place else name for place, name in enumerate(names)]
        if len(words) == 1:
            return words[0]
        return _("%(names)s and %(last)s") % {"names": ", ".join(words[:-1]), "last": words[-1]}


def _gap(one: Mapping[str, Any]) -> Gap:
    difference = Difference(kept(one["gap"]) or Fraction(0), one["low"], one["high"])
    return Gap(tuple(one["group_a"]), tuple(one["group_b"]), one["dimension"], difference)
