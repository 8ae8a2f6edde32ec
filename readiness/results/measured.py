"""One frozen result with everything its pages say something about."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Any

from readiness.instrument import Dimension, Instrument, Item, Pillar
from readiness.levels import INDEX, Blocker, blockers
from readiness.scoring import STEP, ItemScore, Scorecard, mean, roll_up
from saying import _

from .figures import kept
from .marking import Given

SLUGS = {"S": "strategy", "C": "culture", "R": "responsibility"}


@dataclass(frozen=True, slots=True)
class LevelName:
    number: int
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class PillarName:
    """`slug` names the pillar's colour: that of the module which teaches it."""

    id: str
    name: str
    slug: str


@dataclass(frozen=True)
class Measured:
    """`scope` is the part of the frozen instrument that was asked; `scores` what was published on the day.

    `given`: the answers by item, empty once they were deleted. `link` leads to the receipt of "index",
    "level", a pillar, a dimension or an item.
    """

    scope: Instrument
    scores: Mapping[str, Any]
    given: Mapping[str, Given] = field(default_factory=dict)
    role: str = ""
    link: Callable[[str], str] = "#{}".format

    @cached_property
    def card(self) -> Scorecard:
        """The frozen points of the items, added up again so that every sum can be shown."""
        items = {
            id: ItemScore(kept(item["points"]), kept(item["coverage"]), item["n"])
            for id, item in self.scores["items"].items()
        }
        return roll_up(self.scope, items)

    @cached_property
    def blockers(self) -> tuple[Blocker, ...]:
        return blockers(self.scope, self.card)

    @property
    def index(self) -> Fraction | None:
        return self.card.index

    def level(self, number: int | None) -> LevelName | None:
        return None if number is None else self.level_named(number)

    def level_named(self, number: int) -> LevelName:
        """IndexError beyond the last level."""
        level = self.scope.levels[number - 1]
        return LevelName(number, level.name, level.text)

    def subject_name(self, subject: str) -> str:
        return _("Index") if subject == INDEX else self.scope.dimensions[subject].name

    @property
    def claimed(self) -> LevelName | None:
        return self.level(self.scores["claimed_level"])

    @property
    def index_level(self) -> LevelName | None:
        return self.level(self.scores["index_level"])

    @property
    def next_level(self) -> LevelName | None:
        """The level after the claimed one; None at the top, or where none is claimed."""
        number = self.scores["claimed_level"]
        return self.level(number + 1) if number is not None and number < len(self.scope.levels) else None

    def shows(self, id: str) -> bool:
        """Whether the figure of an item, a dimension, a pillar or the index may be shown."""
        return True

    def points_of(self, item: str) -> Fraction | None:
        """The item's points, where they may be shown."""
        return self.card.items[item].points if self.shows(item) else None

    def score_of(self, subject: str) -> Fraction | None:
        """The score of a dimension, a pillar or the index, where it may be shown."""
        if not self.shows(subject):
            return None
        if subject == INDEX:
            return self.card.index
        parts = self.card.dimensions if subject in self.card.dimensions else self.card.pillars
        return parts[subject].score

    def level_of(self, item: str) -> int | None:
        """What one person answered; None without a level, or for a mean between two."""
        points = self.points_of(item)
        return int(points / STEP) + 1 if points is not None and points % STEP == 0 else None

    def mark_of(self, item: str) -> str:
        """Why there is no level: "DK", "NA", "skip", or "" where there is one or the question was left."""
        if self.card.items[item].points is not None:
            return ""
        if item in self.given:
            return self.given[item].mark
        return "" if self.given else ("NA" if self.card.items[item].coverage is None else "DK")

    def range_of(self, dimension: Dimension) -> tuple[Fraction, Fraction] | None:
        """The dimension's score if its unknown answers were all level 1, and all level 5."""
        scores = [(item.weight, self.card.items[item.id]) for item in dimension.items]
        ends = []
        for end in (Fraction(0), Fraction(100)):
            ends.append(
                mean(
                    (w, end if score.points is None and score.coverage is not None else score.points)
                    for w, score in scores
                )
            )
        return None if ends[0] is None or ends[1] is None else (ends[0], ends[1])

    def asked(self, item: Item) -> list[str]:
        """Names of the roles who can know."""
        return [role.name for role in self.scope.roles if role.id in item.ask]

    @cached_property
    def pillar_of(self) -> Mapping[str, PillarName]:
        """By the dimension's id."""
        return {d.id: pillar_name(pillar) for pillar in self.scope.pillars for d in pillar.dimensions}


def pillar_name(pillar: Pillar) -> PillarName:
    return PillarName(pillar.id, pillar.name, SLUGS.get(pillar.id, "technology"))
