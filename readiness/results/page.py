"""Everything on a result's page, in the page's order (DESIGN 5, screen 13)."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import datetime
from fractions import Fraction

from charts import Chart
from readiness.confidence import Confidence, Facts, confidence
from readiness.finding import Finding, finding
from readiness.sensitivity import sensitivity
from saying import _
from saying.inside import inside

from . import gates, parts, plan, steps
from .figures import kept, optional, text
from .measured import LevelName, Measured

AXIS = Fraction(100)


@dataclass(frozen=True)
class ResultLine:
    """A result in a list; `index` and `claimed` are None where too little was known."""

    id: str
    url: str
    remove_url: str
    form: str
    label: str
    indicative: bool
    at: datetime
    index: str | None
    claimed: LevelName | None
    status: str


@dataclass(frozen=True, slots=True)
class Band:
    """A level's part of the axis, in percent; whether it is the claimed one, whether the index is in it."""

    level: LevelName
    start: float
    end: float
    claimed: bool
    index: bool

    @property
    def at(self) -> float:
        return (self.start + self.end) / 2

    @property
    def width(self) -> float:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Range:
    low: str
    high: str
    low_at: float
    high_at: float


@dataclass(frozen=True, slots=True)
class Evidenced:
    """Index and level if 4 and 5 count as 3 without evidence; whether that differs from what was stated."""

    index: str | None
    level: LevelName | None
    differs: bool


@dataclass(frozen=True, slots=True)
class Scheme:
    """The index under other weights."""

    name: str
    index: str


@dataclass(frozen=True)
class ResultPage(ResultLine):
    instrument: str
    instrument_hash: str
    hash: str
    role_name: str
    finding: Finding
    summary: tuple[str, ...]
    index_at: float | None
    index_level: LevelName | None
    held_back: bool
    scale: tuple[Band, ...]
    range: Range | None
    coverage: str
    coverage_percent: int
    evidenced: Evidenced | None
    confidence: Confidence
    chart: Chart | None
    chart_title: str
    pillars: tuple[parts.PartRow, ...]
    dimensions: tuple[parts.PartRow, ...]
    gate_grid: gates.Grid
    gates: tuple[gates.GateRow, ...]
    next_level: LevelName | None
    blockers: tuple[steps.Blocker, ...]
    heatmap: tuple[parts.HeatGroup, ...]
    plan: plan.Plan
    weakest: tuple[str, ...]
    sensitivity: tuple[Scheme, ...]
    unsure: tuple[str, ...]
    plan_url: str
    receipt_url: str
    level_url: str


def result_page(line: ResultLine, of: Measured, instrument_hash: str, hash: str, plan_url: str) -> ResultPage:
    """The whole page about one person's view."""
    found = finding(of.scope, of.card)
    known = {field.name: getattr(line, field.name) for field in fields(ResultLine)}
    return ResultPage(
        **known,
        instrument=of.scope.id,
        instrument_hash=instrument_hash,
        hash=hash,
        role_name=next((role.name for role in of.scope.roles if role.id == of.role), ""),
        finding=found,
        summary=tuple(summary(of)),
        index_at=of.scores["index"],
        index_level=of.index_level,
        held_back=held_back(of),
        scale=scale(of),
        range=open_range(of),
        coverage=parts.covered(of, list(of.scope.items)),
        coverage_percent=int((of.card.whole.coverage or 0) * 100),
        evidenced=evidenced(of),
        confidence=_confidence(of),
        chart=parts.dot_plot(of, found.subjects),
        chart_title=chart_title(of, found),
        pillars=parts.pillars(of),
        dimensions=parts.dimensions(of),
        gates=gates.gates(of),
        gate_grid=gates.grid(of),
        next_level=of.next_level,
        blockers=tuple(steps.blockers(of, of.card, of.blockers)),
        heatmap=parts.heatmap(of),
        plan=plan.plan(of),
        weakest=parts.weakest(of),
        sensitivity=tuple(schemes(of)),
        unsure=tuple(item.head for item in of.scope.items.values() if _unsure(of, item.id)),
        plan_url=plan_url,
        receipt_url=of.link("index"),
        level_url=of.link("level"),
    )


def scale(of: Measured) -> tuple[Band, ...]:
    """The five levels along the axis of the index."""
    starts = [level.start for level in of.scope.levels]
    return tuple(
        Band(
            of.level_named(number),
            float(start),
            float(end),
            number == of.scores["claimed_level"],
            number == of.scores["index_level"],
        )
        for number, (start, end) in enumerate(zip(starts, [*starts[1:], AXIS], strict=True), start=1)
    )


def held_back(of: Measured) -> bool:
    claimed, level = of.claimed, of.index_level
    return claimed is not None and level is not None and claimed.number < level.number


def summary(of: Measured) -> Iterator[str]:
    """What the finding means in figures, and how sure it is."""
    index, level, claimed = of.index, of.index_level, of.claimed
    if index is None or level is None or claimed is None:
        yield _("A level is known for %(covered)s questions, too few for an index.") % {
            "covered": parts.covered(of, list(of.scope.items))
        }
    elif held_back(of):
        yield (
            _(
                "The index is %(value)s of 100, in the band of level %(number)s, %(lower)s. "
                "Conditions that are not met hold the claimed level at %(number2)s, %(lower2)s."
            )
            % {
                "value": text(index),
                "number": level.number,
                "lower": inside(level.name),
                "number2": claimed.number,
                "lower2": inside(claimed.name),
            }
        )
    else:
        yield _("The index is %(value)s of 100, and every condition of level %(number)s is met.") % {
            "value": text(index),
            "number": level.number,
        }
    left = open_range(of)
    if index is not None and left:
        yield (
            _(
                "What is not known leaves the index anywhere between %(low)s and %(high)s; no answer "
                "would put it outside."
            )
            % {"low": left.low, "high": left.high}
        )


def open_range(of: Measured) -> Range | None:
    """What don't know leaves open; None where everything is known."""
    ends = of.scores["range"]
    if ends is None or ends[0] == ends[1]:
        return None
    low, high = (kept(end) or Fraction(0) for end in ends)
    return Range(text(low), text(high), ends[0], ends[1])


def evidenced(of: Measured) -> Evidenced | None:
    found = of.scores["evidenced"]
    if found["index"] is None:
        return None
    differs = (found["index"], found["claimed_level"]) != (of.scores["index"], of.scores["claimed_level"])
    return Evidenced(optional(kept(found["index"])), of.level(found["claimed_level"]), differs)


def _confidence(of: Measured) -> Confidence:
    """The frozen label; its reasons are those of one person's view."""
    coverage = of.card.whole.coverage or Fraction(0)
    reasons = confidence(Facts(coverage, 1, 1, None, None, of.scope.form)).reasons
    return Confidence(of.scores["confidence"], tuple(_(reason) for reason in reasons))


def chart_title(of: Measured, found: Finding) -> str:
    scores = {id: of.score_of(id) for id in of.card.dimensions}
    scored = [(score, id) for id, score in scores.items() if score is not None]
    if not scored:
        return _("Too little is known to place a dimension")
    names = {id: dimension.name for id, dimension in of.scope.dimensions.items()}
    if found.rule == "held back" and found.subjects[0] in names:
        return _("%(names)s is where the level is decided") % {"names": names[found.subjects[0]]}
    (low, last), (high, first) = min(scored), max(scored)
    if low == high:
        return _("Every dimension that is known stands at %(value)s") % {"value": text(high)}
    return _("%(names)s is furthest, %(lower)s has the longest way to go") % {
        "names": names[first],
        "lower": inside(names[last]),
    }


def schemes(of: Measured) -> Iterator[Scheme]:
    names = {"equal": _("All pillars weigh the same")}
    names |= {pillar.id: _("%(name)s weighs double") % {"name": pillar.name} for pillar in of.scope.pillars}
    for name, index in (sensitivity(of.scope, of.card) or {}).items():
        yield Scheme(names[name], text(index))


def _unsure(of: Measured, id: str) -> bool:
    score = of.card.items[id]
    return score.points is None and score.coverage is not None
