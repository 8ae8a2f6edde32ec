"""What ticked steps would change: the same sums as the result, nothing kept (SPEC 3.13)."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from readiness.instrument import TOP
from readiness.levels import band, claimed_level
from readiness.levels import blockers as failing
from readiness.scoring import Scorecard, item_shares
from readiness.whatif import with_levels

from . import gates, plan
from .figures import optional, text
from .measured import LevelName, Measured
from .page import Band, scale
from .steps import Blocker, blockers, step


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One item: the level now, the step to the next; `disabled` at the top and without an answer."""

    item: str
    head: str
    now: int | None
    to: int | None
    text: str
    roles: str
    gain: str | None
    ticked: bool
    in_shortest: bool
    blocking: bool
    disabled: bool
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class PlanGroup:
    dimension: str
    name: str
    pillar: str
    slug: str
    rows: tuple[PlanRow, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """Index and claimed level; `blockers` and `gates` of the level after it."""

    index: str | None
    index_at: float | None
    index_level: LevelName | None
    level: LevelName | None
    change: str
    blockers: tuple[Blocker, ...]
    gates: tuple[gates.GateRow, ...]


@dataclass(frozen=True)
class PlanPage:
    groups: tuple[PlanGroup, ...]
    before: Standing
    after: Standing
    ticked: int
    shortest: plan.Plan
    scale: tuple[Band, ...]


def plan_page(of: Measured, ticked: Collection[str]) -> PlanPage:
    """Ticks on items that cannot rise, or are not there, change nothing."""
    rising = {id: level + 1 for id in ticked if id in of.scope.items and (level := _rises_from(of, id))}
    shortest = plan.plan(of)
    after = with_levels(of.scope, of.card, rising)
    return PlanPage(
        groups=tuple(_groups(of, rising, {move.item for move in shortest.moves})),
        before=_standing(of, of.card),
        after=_standing(of, after),
        ticked=len(rising),
        shortest=shortest,
        scale=scale(of),
    )


def _rises_from(of: Measured, id: str) -> int | None:
    level = of.level_of(id)
    return level if level is not None and level < TOP else None


def _groups(of: Measured, rising: Collection[str], shortest: Collection[str]) -> Iterator[PlanGroup]:
    blocked, shares = {blocker.subject for blocker in of.blockers}, item_shares(of.scope, of.card)
    for id, dimension in of.scope.dimensions.items():
        rows = []
        for item in dimension.items:
            move = step(of, item.id, shares)
            rows.append(
                PlanRow(
                    item=item.id,
                    head=item.head,
                    now=move.level,
                    to=move.to,
                    text=move.text,
                    roles=move.roles,
                    gain=move.gain,
                    ticked=item.id in rising,
                    in_shortest=item.id in shortest,
                    blocking=id in blocked,
                    disabled=move.to is None,
                    hidden=not of.shows(item.id),
                )
            )
        pillar = of.pillar_of[id]
        yield PlanGroup(id, dimension.name, pillar.name, pillar.slug, tuple(rows))


def _reached(of: Measured, card: Scorecard) -> int | None:
    """The claimed level; what may not be shown counts as not known, so that no step finds it out."""
    dimensions = {
        id: part if of.shows(id) else replace(part, coverage=Fraction(0))
        for id, part in card.dimensions.items()
    }
    return (
        max(of.scores["claimed_level"] or 1, found)
        if (found := claimed_level(of.scope, replace(card, dimensions=dimensions)))
        else None
    )


def _standing(of: Measured, card: Scorecard) -> Standing:
    claimed, index = _reached(of, card), card.index
    change = index - of.index if index is not None and of.index is not None else None
    following = claimed + 1 if claimed is not None and claimed < TOP else None
    return Standing(
        index=optional(index),
        index_at=None if index is None else float(index),
        index_level=None if index is None else of.level_named(band(of.scope, index)),
        level=of.level(claimed),
        change="" if change is None else f"+{text(change)}" if change >= 0 else text(change),
        blockers=tuple(blockers(of, card, [one for one in failing(of.scope, card) if of.shows(one.subject)])),
        gates=tuple(gates.conditions(of, card, following)) if following else (),
    )
