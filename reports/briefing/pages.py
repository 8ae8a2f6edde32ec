"""The rest of a briefing, page by page: blockers, alignment, learning, plan, trend, method, and the whole."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from .shape import (
    About,
    Condition,
    Figure,
    GateLine,
    Group,
    HeatGroup,
    HeatLine,
    Level,
    PartLine,
    Span,
    Stamp,
    Standing,
    Step,
    Words,
)


@dataclass(frozen=True, slots=True)
class Decision:
    """What the board is asked to decide. `by` is a date in words; `why` the figures behind it."""

    ask: Words
    why: str
    owner: Words
    by: Words

    @property
    def edited(self) -> bool:
        return self.ask.edited or self.owner.edited or self.by.edited


@dataclass(frozen=True, slots=True)
class Path:
    """The shortest way to the next level. "out of reach": not in one step an item, moves go half the way.

    "answer first": items that lack data. "top": level 5. "none": no level is claimed.
    """

    state: Literal["plan", "answer first", "out of reach", "top", "none"]
    target: Level | None
    index: Figure | None
    moves: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Blocker:
    """A condition of the next level that fails, why it counts, and the questions behind it."""

    condition: Condition
    slug: str
    sentence: str
    owner: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """Leaders, or everyone else: the dumbbell's two ends."""

    name: str
    people: int


@dataclass(frozen=True, slots=True)
class GapLine:
    """One dimension as two sides see it; `gap` is the first side minus the second, with its interval."""

    id: str
    name: str
    first: Figure | None
    second: Figure | None
    gap: Figure
    span: Span
    notable: bool


@dataclass(frozen=True, slots=True)
class GroupLine:
    """One pooled group's mean of each dimension, by id; None where it cannot be shown."""

    group: Group
    scores: tuple[tuple[str, Figure | None], ...]


@dataclass(frozen=True, slots=True)
class Alignment:
    """`reason` says why there is nothing to compare; empty where there is. `notable`: gaps in words."""

    reason: str
    sides: tuple[Side, Side] | None
    gaps: tuple[GapLine, ...]
    groups: tuple[GroupLine, ...]
    notable: tuple[str, ...]
    widest: tuple[HeatLine, ...]
    agreement: str


@dataclass(frozen=True, slots=True)
class Unit:
    title: str
    minutes: int
    url: str


@dataclass(frozen=True, slots=True)
class Lesson:
    """A topic to learn about (module/slug), because of an item; `units` teach it, none yet where empty."""

    item: str
    head: str
    topic: str
    owner: str
    reason: str
    units: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class RoleLessons:
    role: str
    name: str
    lessons: tuple[Lesson, ...]


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One line of the 30/60/90 days. `key` names it while it is edited; `item` is "" where there is none.

    `proof`: the artefact that will prove it.
    """

    key: str
    item: str
    action: Words
    owner: Words
    proof: Words

    @property
    def edited(self) -> bool:
        return self.action.edited or self.owner.edited or self.proof.edited


@dataclass(frozen=True, slots=True)
class Period:
    """`days` 30, 60 or 90; 0 for what does not fit: the next period."""

    days: int
    title: str
    until: date | None
    lines: tuple[PlanLine, ...]


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """A round of the line. `linked`: its index on the questions that both of two neighbours share."""

    id: str
    when: str
    closed_on: date
    people: int | None
    index: Figure | None
    linked: Figure | None
    span: Span | None
    claimed: Level | None


@dataclass(frozen=True, slots=True)
class Moved:
    """A question whose mean moved by two levels or more."""

    id: str
    head: str
    before: Figure
    after: Figure


@dataclass(frozen=True, slots=True)
class Trend:
    """From the second round on. `broken` says why the rounds do not compare; then there is no `delta`."""

    points: tuple[TrendPoint, ...]
    since: str
    delta: Figure | None
    verdict: str
    sentence: str
    broken: str
    moved: tuple[Moved, ...]
    caused: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Formula:
    """A rule in a sentence, and this round's numbers put into it."""

    name: str
    rule: str
    sum: str


@dataclass(frozen=True, slots=True)
class Scheme:
    """The index under other weights."""

    name: str
    index: Figure


@dataclass(frozen=True, slots=True)
class Evidence:
    """`text` is empty where nobody confirmed that it names nobody."""

    item: str
    head: str
    text: str


@dataclass(frozen=True, slots=True)
class Method:
    formulas: tuple[Formula, ...]
    schemes: tuple[Scheme, ...]
    rules: tuple[str, ...]
    flags: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    sources: tuple[str, ...]
    limits: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Briefing:
    """The one object that every file is made from. `profile` is ranked; `pillars` in the instrument's order.

    `risks`: questions of responsibility at level 1 or 2 while AI is already in use. `trend` None: one round.
    """

    about: About
    stamp: Stamp
    standing: Standing
    decisions: tuple[Decision, ...]
    pillars: tuple[PartLine, ...]
    profile: tuple[PartLine, ...]
    heatmap: tuple[HeatGroup, ...]
    gates: tuple[GateLine, ...]
    path: Path
    blockers: tuple[Blocker, ...]
    risks: tuple[Step, ...]
    alignment: Alignment
    lessons: tuple[Lesson, ...]
    lessons_by_role: tuple[RoleLessons, ...]
    plan: tuple[Period, ...]
    trend: Trend | None
    method: Method
