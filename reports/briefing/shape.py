"""What a briefing holds: everything the five files say, each figure once exact and once as it is printed."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from reports.words import apart, cut

Kind = Literal["individual", "panel", "consensus"]
State = Literal["met", "missed", "no data", "hidden"]


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, exact, and its text: every file prints the text and computes with the value."""

    value: Fraction
    text: str

    def __str__(self) -> str:
        return self.text

    @property
    def number(self) -> float:
        """For cells, charts and JSON."""
        return float(self.value)


@dataclass(frozen=True, slots=True)
class Words:
    """Text that the owner may edit: as it stands, and as it was drafted."""

    text: str
    drafted: str

    def __str__(self) -> str:
        return self.text

    @property
    def edited(self) -> bool:
        return self.text != self.drafted


@dataclass(frozen=True, slots=True)
class Level:
    number: int
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Span:
    """From low to high: the 95 % interval of a panel, or what don't know leaves open of one person's view."""

    low: Figure
    high: Figure
    kind: Literal["interval", "unknown"]


@dataclass(frozen=True, slots=True)
class Group:
    """Roles as they were pooled, five people or more, and how they are called together."""

    roles: tuple[str, ...]
    name: str
    people: int


@dataclass(frozen=True, slots=True)
class Cut:
    """A dimension that the owner took out of scope before the round, and why."""

    id: str
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class About:
    """Whose measurement it is, when, with what. `people` None: one person's view. `invited` None: nobody was.

    `subject`: the organisation; of one person's view what its owner calls it, or "One person's view".
    `indicative`: the short form, eleven questions.
    """

    id: str
    kind: Kind
    subject: Words
    title: str
    indicative: bool
    instrument: str
    instrument_title: str
    instrument_hash: str
    result_hash: str
    product: str
    opened_on: date
    closed_on: date
    when: str
    people: int | None
    invited: int | None
    groups: tuple[Group, ...]
    cuts: tuple[Cut, ...]
    balanced: bool

    @property
    def sample(self) -> str:
        """ "24 of 28 people answered", "24 people answered", or "One person's view"."""
        if self.people is None:
            return "One person’s view"
        if self.invited:
            return f"{self.people} of {self.invited} people answered"
        return f"{self.people} people answered"

    @property
    def basis(self) -> str:
        """What stands under every page: round, date, how many, version; a long title is cut."""
        return " · ".join(filter(None, (apart(cut(self.title, 48)), self.when, self.sample, self.instrument)))


@dataclass(frozen=True, slots=True)
class Stamp:
    """Which version of the report this is. `code` and `url` lead to the page that checks the file.

    `dated` is the day of the version, never of the making: the same input gives the same bytes.
    """

    version: int
    approved_on: date | None
    dated: date
    code: str
    url: str

    @property
    def draft(self) -> bool:
        return self.approved_on is None

    @property
    def label(self) -> str:
        """ "Draft 2" or "Version 2, approved"."""
        return f"Draft {self.version}" if self.draft else f"Version {self.version}, approved"


@dataclass(frozen=True, slots=True)
class Band:
    """A level's part of the axis of 0 to 100."""

    level: Level
    start: Figure
    end: Figure
    claimed: bool
    index: bool


@dataclass(frozen=True, slots=True)
class Evidenced:
    """If answers of 4 and 5 count as 3 where nobody named evidence; `differs` from what was stated."""

    index: Figure
    level: Level | None
    differs: bool


@dataclass(frozen=True, slots=True)
class Confidence:
    label: Literal["high", "medium", "low"]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """Page 1: where the organisation stands. `index` None: too little is known, then no level is claimed.

    `finding` is the title of everything; `summary` two or three sentences of figures under it.
    `unknown`: the index wherever don't know could put it; `span`: the interval of a panel.
    """

    finding: Words
    rule: str
    subjects: tuple[str, ...]
    meaning: str
    summary: tuple[str, ...]
    status: Literal["final", "provisional", "not assessable"]
    index: Figure | None
    index_level: Level | None
    claimed: Level | None
    next_level: Level | None
    held_back: bool
    span: Span | None
    unknown: Span | None
    evidenced: Evidenced | None
    confidence: Confidence
    coverage: Figure
    covered: str
    scale: tuple[Band, ...]


@dataclass(frozen=True, slots=True)
class PartLine:
    """A pillar or a dimension. `score` None: too little is known to show one (then `covered` says why).

    `gate`: the level from which the dimension must reach the threshold by itself. `missed`: it is a blocker.
    `before`: the score of the round before, where the two compare. `slug` names the pillar's colour.
    """

    id: str
    name: str
    pillar: str
    slug: str
    weight: Figure
    score: Figure | None
    before: Figure | None
    span: Span | None
    coverage: Figure | None
    covered: str
    sufficient: bool | None
    gate: int | None
    missed: bool
    marked: bool


@dataclass(frozen=True, slots=True)
class HeatLine:
    """One question. `level` is the mean of the answers as a level, 1 to 5; `step` the band it lies in.

    `counts`: people at each level, only where ten or more answered. `unknown`: share of don't know.
    `mark`: why there is no level ("Don't know", "Not applicable", "Under five people"). `ad`: mean distance
    of the answers from their mean, in levels.
    """

    id: str
    head: str
    stem: str
    points: Figure | None
    level: Figure | None
    step: int | None
    counts: tuple[int, ...] | None
    unknown: Figure | None
    mark: str
    evidence: bool
    divided: bool
    ad: Figure | None
    rwg: Figure | None
    anchor: str
    weight: Figure = Figure(Fraction(1), "1")


@dataclass(frozen=True, slots=True)
class HeatGroup:
    id: str
    name: str
    pillar: str
    slug: str
    lines: tuple[HeatLine, ...]


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of one level. `have` None: no data, or too few people to show it ("hidden").

    `short` is what is missing where it is missed.
    """

    level: Level
    subject: str
    name: str
    kind: Literal["index", "gate", "floor"]
    need: Figure
    have: Figure | None
    state: State
    short: Figure | None


@dataclass(frozen=True, slots=True)
class GateLine:
    """The index or a dimension, with its condition at levels 2, 3, 4 and 5."""

    subject: str
    name: str
    have: Figure | None
    cells: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """From the level on this question (`level`) to the next (`to`) by doing `text`; `show` will prove it.

    `to` None: nothing to do, or no answer to build on. `gain`: points of index.
    """

    id: str
    head: str
    dimension: str
    level: Figure | None
    to: int | None
    anchor: str
    text: str
    owner: str
    show: str
    gain: Figure | None
