"""Everything on a group's page, in the page's order (DESIGN 5, screen 13; SPEC 4.1)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from charts import Chart
from readiness.confidence import Confidence
from readiness.finding import Finding, finding
from readiness.gaps import Gap
from saying import _

from . import gates, group_parts, page, parts, plan, steps
from .alignment import GapLine, alignment_page
from .comparison import Comparison
from .figures import kept, optional, text
from .group_change import ChangePart, change_part, chart_title
from .measured import LevelName, Measured
from .panel import Panel


@dataclass(frozen=True, slots=True)
class Facts:
    """What the page says about the round besides its figures; `owner` asks and gets the checks of answers."""

    id: str
    organisation: str
    title: str
    at: datetime
    form: str
    indicative: bool
    people: int
    invited: int
    instrument: str
    instrument_hash: str
    hash: str
    urls: Mapping[str, str]
    owner: bool
    excluded: tuple[tuple[str, str], ...] = ()
    agreed: bool = False


@dataclass(frozen=True, slots=True)
class PillarLine:
    name: str
    score: str | None
    before: str | None
    why: str
    receipt_url: str


@dataclass(frozen=True, slots=True)
class Flags:
    """Counts of sheets that look unread; None where under five people stand on either side, but not none."""

    straight: int | None
    fast: int | None
    index: str | None
    index_without: str | None
    any: bool


@dataclass(frozen=True)
class GroupPage:
    facts: Facts
    status: str
    finding: Finding
    lead: LevelName | None
    summary: tuple[str, ...]
    index: str | None
    index_at: float | None
    index_level: LevelName | None
    claimed: LevelName | None
    held_back: bool
    scale: tuple[page.Band, ...]
    interval: page.Range | None
    coverage: str
    evidenced: page.Evidenced | None
    confidence: Confidence
    chart: Chart | None
    chart_title: str
    pillars: tuple[PillarLine, ...]
    change: ChangePart | None
    heat: group_parts.GroupHeat | None
    gaps: tuple[GapLine, ...]
    gate_grid: gates.Grid
    next_level: LevelName | None
    blockers: tuple[steps.Blocker, ...]
    items: tuple[group_parts.ItemGroup, ...]
    answers: tuple[parts.HeatGroup, ...]
    plan: plan.Plan
    flags: Flags | None
    sensitivity: tuple[page.Scheme, ...]
    hidden: tuple[str, ...]
    hidden_items: int
    receipt_url: str
    level_url: str


def group_page(facts: Facts, of: Measured, since: Comparison | None) -> GroupPage:
    """`of` is a panel, or the one sheet that a session agreed on; `since`: the round before."""
    panel = of if isinstance(of, Panel) else None
    found = _finding(of, panel.gaps if panel else (), since)
    index = of.index
    return GroupPage(
        facts=facts,
        status=of.scores["status"] if index is not None else "not assessable",
        finding=found,
        lead=of.claimed,
        summary=_summary(of),
        index=optional(index),
        index_at=None if index is None else float(index),
        index_level=of.index_level,
        claimed=of.claimed,
        held_back=page.held_back(of),
        scale=page.scale(of),
        interval=_interval(of),
        coverage=parts.covered(of, list(of.scope.items)),
        evidenced=page.evidenced(of) if index is not None else None,
        confidence=_confidence(of, panel),
        chart=_chart(of, panel, found, since),
        chart_title=chart_title(of, found, since),
        pillars=_pillars(of, since),
        change=change_part(since) if since else None,
        heat=group_parts.group_heat(panel) if panel else None,
        gaps=alignment_page(panel).gaps if panel else (),
        gate_grid=gates.grid(of),
        next_level=of.next_level,
        blockers=tuple(steps.blockers(of, of.card, of.blockers)),
        items=group_parts.item_groups(panel) if panel else (),
        answers=() if panel else parts.heatmap(of),
        plan=plan.plan(of),
        flags=_flags(panel) if panel and facts.owner else None,
        sensitivity=() if panel and panel.hidden & panel.card.pillars.keys() else tuple(page.schemes(of)),
        hidden=tuple(d.name for id, d in of.scope.dimensions.items() if not of.shows(id)),
        hidden_items=sum(not of.shows(id) for id in of.scope.items),
        receipt_url=of.link("index"),
        level_url=of.link("level"),
    )


def _finding(of: Measured, gaps: Sequence[Gap], since: Comparison | None) -> Finding:
    if of.index is None:
        return Finding("unknown", (), _("Too little is known for a result."))
    if since is None:
        return finding(of.scope, of.card, gaps)
    return finding(of.scope, of.card, gaps, since.declined, since.before.name)


def _summary(of: Measured) -> tuple[str, ...]:
    said = list(page.summary(of))
    ends = _interval(of)
    if ends:
        said.append(
            _(
                "Had others of the same kind been asked, the index would most likely lie between "
                "%(low)s and %(high)s. That says nothing about bias: everyone may see it too "
                "brightly."
            )
            % {"low": ends.low, "high": ends.high}
        )
    return tuple(said)


def _interval(of: Measured) -> page.Range | None:
    ends = of.scores["interval"]
    if not ends or of.index is None:
        return None
    return page.Range(text(Fraction(ends[0])), text(Fraction(ends[1])), ends[0], ends[1])


def _confidence(of: Measured, panel: Panel | None) -> Confidence:
    reasons = panel.details["confidence_reasons"] if panel else ()
    return Confidence(of.scores["confidence"], tuple(_(reason) for reason in reasons))


def _chart(of: Measured, panel: Panel | None, found: Finding, since: Comparison | None) -> Chart | None:
    marked = found.subjects
    if panel is None:
        return parts.dot_plot(of, marked)
    if since and since.same and found.rule != "held back":
        marked = tuple(id for id in of.scope.dimensions if since.fell(id))
    return group_parts.dot_plot(panel, marked, since.before_scores if since else None)


def _pillars(of: Measured, since: Comparison | None) -> tuple[PillarLine, ...]:
    lines = []
    for pillar in of.scope.pillars:
        shown, score = of.shows(pillar.id), of.score_of(pillar.id)
        old = since.before.of.score_of(pillar.id) if since and since.same else None
        why = "" if score is not None else _("not known") if shown else _("too few answers to show")
        lines.append(PillarLine(pillar.name, optional(score), optional(old), why, of.link(pillar.id)))
    return tuple(lines)


def _flags(of: Panel) -> Flags:
    found = of.details["flags"]
    return Flags(
        straight=found["straight"],
        fast=found["fast"],
        index=optional(of.index),
        index_without=optional(kept(found["index_without"])),
        any=found["people"] != 0,
    )
