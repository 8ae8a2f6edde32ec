"""The profile and the heatmap: pillars, ranked dimensions, questions (SPEC 4.1, no. 2 and 3)."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from readiness.instrument import Dimension, Item
from readiness.results.figures import kept
from readiness.results.measured import Measured, pillar_name
from readiness.results.parts import covered
from readiness.scoring import PartScore, points

from .figures import as_level, figure, optional, percent, span_of
from .shape import Figure, HeatGroup, HeatLine, PartLine, Span
from .source import Source

MARKS = {"DK": "Don’t know", "NA": "Not applicable", "skip": "Skipped"}
FEW = "Under five people"
HALF_A_STEP = Fraction(25, 2)


def pillars(source: Source) -> tuple[PartLine, ...]:
    """In the instrument's order."""
    of = source.of
    whole = sum((pillar.weight for pillar in of.scope.pillars), Fraction(0))
    return tuple(
        _part(
            source,
            pillar.id,
            pillar.name,
            pillar.weight / whole,
            of.card.pillars[pillar.id],
            [item.id for dimension in pillar.dimensions for item in dimension.items],
        )
        for pillar in of.scope.pillars
    )


def profile(source: Source) -> tuple[PartLine, ...]:
    """The dimensions, the highest score first; ties keep the instrument's order, unknown ones come last."""
    of, lines = source.of, []
    for pillar in of.scope.pillars:
        weight = sum((dimension.weight for dimension in pillar.dimensions), Fraction(0))
        for dimension in pillar.dimensions:
            part = of.card.dimensions[dimension.id]
            share = dimension.weight / weight
            items = [item.id for item in dimension.items]
            lines.append(_part(source, dimension.id, dimension.name, share, part, items, dimension))
    return tuple(
        sorted(lines, key=lambda line: (line.score is None, -(line.score.value if line.score else 0)))
    )


def _part(
    source: Source,
    id: str,
    name: str,
    weight: Fraction,
    part: PartScore,
    items: list[str],
    dimension: Dimension | None = None,
) -> PartLine:
    of = source.of
    pillar = next(pillar_name(p) for p in of.scope.pillars if p.id == id[0])
    missed = {blocker.subject for blocker in of.blockers}
    return PartLine(
        id=id,
        name=name,
        pillar=pillar.name,
        slug=pillar.slug,
        weight=percent(weight),
        score=optional(of.score_of(id)),
        before=_before(source, id),
        span=_span(source, id, dimension),
        coverage=None if part.coverage is None else percent(part.coverage),
        covered=covered(of, items) if of.shows(id) else FEW,
        sufficient=part.sufficient,
        gate=dimension.gate if dimension else None,
        missed=id in missed,
        marked=id in missed and of.score_of(id) is not None,
    )


def _before(source: Source, id: str) -> Figure | None:
    """The score of the round before, where both rounds asked the same of this part."""
    if not source.past:
        return None
    past = source.past[-1].of
    mine, theirs = _asked(source.of, id), _asked(past, id)
    there = id in past.card.dimensions or id in past.card.pillars
    return optional(past.score_of(id)) if mine == theirs and there else None


def _asked(of: Measured, id: str) -> set[tuple[str, int]]:
    dimensions = [dimension for key, dimension in of.scope.dimensions.items() if key.startswith(id)]
    return {(item.id, item.revision) for dimension in dimensions for item in dimension.items}


def _span(source: Source, id: str, dimension: Dimension | None) -> Span | None:
    """A panel's interval; of one person's view what don't know leaves open."""
    if source.of.score_of(id) is None:
        return None
    if source.people is not None:
        ends = source.details.get("dimensions", {}).get(id)
        return span_of([ends["low"], ends["high"]] if ends else None)
    known = source.of.range_of(dimension) if dimension else None
    return Span(figure(known[0]), figure(known[1]), "unknown") if known and known[0] < known[1] else None


def heatmap(source: Source) -> tuple[HeatGroup, ...]:
    """Questions by dimension, in the instrument's order."""
    of = source.of
    return tuple(
        HeatGroup(
            id,
            dimension.name,
            of.pillar_of[id].name,
            of.pillar_of[id].slug,
            tuple(heat_line(source, item) for item in dimension.items),
        )
        for id, dimension in of.scope.dimensions.items()
    )


def heat_line(source: Source, item: Item) -> HeatLine:
    of = source.of
    coverage, score = of.card.items[item.id].coverage, of.points_of(item.id)
    agreed = of.scores["agreement"][item.id] if of.shows(item.id) else {"ad": None, "rwg": None}
    more: dict[str, Any] = source.details.get("items", {}).get(item.id, {})
    level = None if score is None else as_level(score)
    step = None if score is None else step_of(score)
    counts = more.get("levels")
    given = of.given.get(item.id)
    return HeatLine(
        id=item.id,
        head=item.head,
        stem=item.stem,
        points=optional(score),
        level=level,
        step=step,
        counts=tuple(counts) if counts else None,
        unknown=None if coverage is None or not of.shows(item.id) else percent(1 - coverage),
        mark="" if score is not None else _mark(of, item.id),
        evidence=bool(more.get("evidenced")) or bool(given and given.proof),
        divided=bool(more.get("divided")),
        ad=optional(kept(agreed["ad"])),
        rwg=optional(kept(agreed["rwg"])),
        anchor=item.anchors[step - 1] if step else "",
        weight=figure_of_weight(item.weight),
    )


def step_of(score: Fraction) -> int:
    """The level whose points are nearest, ties upwards: which anchor a mean is closest to."""
    return max(level for level in range(1, 6) if score >= points(level) - HALF_A_STEP)


def figure_of_weight(weight: Fraction) -> Figure:
    return Figure(weight, str(weight) if weight.denominator == 1 else figure(weight).text)


def _mark(of: Measured, item: str) -> str:
    if not of.shows(item):
        return FEW
    mark = of.mark_of(item)
    if mark:
        return MARKS[mark]
    return "Not applicable" if of.card.items[item].coverage is None else "Left blank"


def lines(groups: tuple[HeatGroup, ...]) -> Iterator[HeatLine]:
    for group in groups:
        yield from group.lines
